#!/usr/bin/env python3
"""Everything a developer does, on a machine that has only Python 3.11+ and pip.

python3 dev.py run            the product with its demo, on SQLite (--port, CGTRAINING_DATA)
python3 dev.py test           all tests; --quick leaves out PostgreSQL, the browser and what is slow
python3 dev.py check          style, types, import direction, catalogues
python3 dev.py bench          measures speed, as ratios in one run
python3 dev.py translations   extracts all texts and updates both catalogues
python3 dev.py migration "…"  writes a migration for what changed in the models
"""

import argparse
import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORKPLACE = HERE / ".dev"
VENV = WORKPLACE / "venv"
NATIVE = WORKPLACE / "native"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
LIBRARY_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0", "fontconfig-config")
TEST_PROGRAMS = {"chromium": "chromium", "pdftoppm": "poppler-utils"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=sorted(JOBS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="options of the job")
    given = parser.parse_args()
    os.chdir(HERE)
    return JOBS[given.job](given.rest)


def run(rest: list[str]) -> int:
    prepare("runtime")
    environment = environ() | {"CGTRAINING_DATA": os.environ.get("CGTRAINING_DATA", str(HERE / "data"))}
    try:
        return subprocess.call([PYTHON, "-m", "cgtraining", "run", "--demo", *rest], env=environment)
    except KeyboardInterrupt:
        return 0


def test(rest: list[str]) -> int:
    prepare("runtime", "test")
    quick = "--quick" in rest
    rest = [word for word in rest if word != "--quick"]
    if not quick:
        get_test_programs()
    chosen = ["-m", "not postgresql and not journey and not slow"] if quick else []
    failed = check([]) if not rest else 0
    say("Running the tests …")
    code = subprocess.call([PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadgroup", *chosen, *rest], env=environ())
    return code or failed


def check(rest: list[str]) -> int:
    prepare("runtime", "test")
    say("Checking style, types, import direction and catalogues …")
    results = [
        subprocess.call([PYTHON, "-m", "ruff", "check", "-q", "."]),
        subprocess.call([PYTHON, "-m", "ruff", "format", "--check", "-q", "."]),
        subprocess.call([PYTHON, "-m", "mypy", "--no-error-summary"]),
        subprocess.call([PYTHON.parent / "lint-imports", "--no-logo"], env=environ() | {"PYTHONPATH": str(HERE)}),
        subprocess.call([PYTHON, "-m", "cgtraining.language.catalogues", "--check"], env=environ()),
    ]
    return max(results)


def bench(rest: list[str]) -> int:
    prepare("runtime", "test")
    return subprocess.call([PYTHON, "-m", "tests.bench", *rest], env=environ())


def translations(rest: list[str]) -> int:
    prepare("runtime")
    return subprocess.call([PYTHON, "-m", "cgtraining.language.catalogues", *rest], env=environ())


def migration(rest: list[str]) -> int:
    prepare("runtime")
    if not rest:
        return complain('Say in a few words what changes: python3 dev.py migration "sessions get a link"')
    flask = [PYTHON, "-m", "flask", "--app", "cgtraining", "db"]
    environment = environ() | {"CGTRAINING_DATA": str(WORKPLACE / "migration")}
    shutil.rmtree(WORKPLACE / "migration", ignore_errors=True)
    subprocess.check_call([*flask, "upgrade", "-d", "migrations"], env=environment)
    return subprocess.call([*flask, "migrate", "-d", "migrations", "-m", " ".join(rest)], env=environment)


def prepare(*groups: str) -> None:
    """The virtual environment with the pinned libraries of `groups`, and the native ones; done once each."""
    if sys.version_info < (3, 11):  # noqa: UP036  (this file is what an older Python meets first)
        sys.exit(complain(f"cgtraining needs Python 3.11 or newer; this is {sys.version.split()[0]}."))
    if not PYTHON.exists():
        make_environment()
    for group in groups:
        install(group)
    get_native_libraries()


def make_environment() -> None:
    say(f"Making a virtual environment in {VENV.relative_to(HERE)} …")
    made = subprocess.call([sys.executable, "-m", "venv", VENV], stdout=subprocess.DEVNULL)
    if made != 0:  # Debian's Python comes without ensurepip: the pip outside can install into it
        subprocess.check_call([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])


def install(group: str) -> None:
    pins = HERE / "requirements" / f"{group}.txt"
    fingerprint = hashlib.sha256(pins.read_bytes()).hexdigest()
    mark = VENV / f"{group}.installed"
    if mark.exists() and mark.read_text() == fingerprint:
        return
    say(f"Installing the pinned libraries of requirements/{group}.txt …")
    own_pip = subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pip = [PYTHON, "-m", "pip"] if own_pip == 0 else [sys.executable, "-m", "pip", "--python", PYTHON]
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if subprocess.call([*pip, "install", *quiet, "--require-hashes", "-r", pins]) != 0:
        sys.exit(complain("The libraries could not be installed; pip's own words are above."))
    mark.write_text(fingerprint)


def get_native_libraries() -> None:
    """Pango and HarfBuzz, which draw the PDFs: through apt as root, else unpacked beside the project."""
    if os.name == "nt" or sys.platform == "darwin" or not lacking_libraries():
        return
    say("Getting Pango, which draws the PDFs …")
    if shutil.which("apt-get") and os.geteuid() == 0:
        apt_install(*LIBRARY_PACKAGES)
    elif shutil.which("apt-get") and shutil.which("dpkg-deb"):
        unpack_packages()
    if lacking := lacking_libraries():
        sys.exit(complain(f"Pango is missing ({', '.join(lacking)}): install your system's package of Pango 1.44+."))


def lacking_libraries() -> list[str]:
    """Tried in a process of its own, since a library path counts only from the start of a process."""
    code = "import ctypes,sys\nfor n in sys.argv[1:]:\n try: ctypes.CDLL(n)\n except OSError: print(n)"
    if not NATIVE.exists():
        return [name for name in LIBRARIES if not loads(name)]
    return subprocess.check_output([sys.executable, "-c", code, *LIBRARIES], env=environ(), text=True).split()


def loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def unpack_packages() -> None:
    """Without root: Debian's packages are downloaded and unpacked under .dev/native, dependencies included."""
    NATIVE.mkdir(parents=True, exist_ok=True)
    listing = subprocess.check_output(
        ["apt-cache", "depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts", "--no-breaks",
         "--no-replaces", "--no-enhances", *LIBRARY_PACKAGES],
        text=True,
    )  # fmt: skip
    names = sorted({line for line in listing.splitlines() if line and not line.startswith((" ", "<", "|"))})
    wanted = [name for name in names if name.startswith("lib") and not name.startswith(("libc6", "libgcc", "libstdc"))]
    subprocess.call(["apt-get", "download", "-qq", *wanted, "fontconfig-config"], cwd=NATIVE)
    for package in NATIVE.glob("*.deb"):
        subprocess.check_call(["dpkg-deb", "-x", package, NATIVE])
        package.unlink()


def get_test_programs() -> None:
    packages = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    if not packages:
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Getting what the tests drive: {', '.join(packages)} …")
        apt_install(*packages)
    else:
        complain(f"Without {', '.join(packages)} some tests are left out; install them to run all.")


def apt_install(*packages: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install_them = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.call(install_them, env=environment, stdout=subprocess.DEVNULL) != 0:
        subprocess.call(["apt-get", "update", "-qq"], env=environment)
        subprocess.call(install_them, env=environment, stdout=subprocess.DEVNULL)


def environ() -> dict[str, str]:
    environment = dict(os.environ)
    if NATIVE.exists():
        folders = [str(folder) for folder in NATIVE.glob("usr/lib/*-linux-gnu*")]
        environment["LD_LIBRARY_PATH"] = ":".join([*folders, environment.get("LD_LIBRARY_PATH", "")]).rstrip(":")
    return environment


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def complain(sentence: str) -> int:
    print(f"! {sentence}", file=sys.stderr, flush=True)
    return 1


JOBS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "translations": translations,
    "migration": migration,
}

if __name__ == "__main__":
    sys.exit(main())
