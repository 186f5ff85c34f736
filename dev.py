#!/usr/bin/env python3
"""Everything a developer does, on a machine that has only Python 3.11+ and pip.

python3 dev.py run               the product with its demo, on SQLite (--port, CGTRAINING_DATA)
python3 dev.py cgtraining …      a command of the product on the same data folder, such as: cohorts --json
python3 dev.py test              all tests; --quick leaves out PostgreSQL, the browser and what is slow
python3 dev.py check             style, types, import direction, catalogues
python3 dev.py bench             measures speed, as ratios in one run
python3 dev.py translations      extracts all texts and updates both catalogues
python3 dev.py migration "…"     writes a migration for what changed in the models
"""

from __future__ import annotations  # an older Python, too, shall reach the sentence that it is too old

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
STARTED_IN = Path.cwd()
WORKPLACE = HERE / ".dev"
VENV = WORKPLACE / "venv"
NATIVE = WORKPLACE / "native"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
LIBRARY_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0", "fontconfig-config")
TEST_PROGRAMS = {"chromium": "chromium", "redis-server": "redis-server"}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job", choices=sorted(JOBS), metavar="JOB", help=", ".join(JOBS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="options of the job")
    given = parser.parse_args(sys.argv[1:] or ["--help"])
    os.chdir(HERE)
    try:
        return JOBS[given.job](given.rest)
    except KeyboardInterrupt:
        return complain("Stopped. The next call goes on from here.") + 129  # 130, as a shell says it


def run(rest: list[str]) -> int:
    prepare("runtime")
    return become([PYTHON, "-m", "cgtraining", "run", "--demo", *rest], HERE)


def product(rest: list[str]) -> int:
    prepare("runtime")
    return become([PYTHON, "-m", "cgtraining", *rest], STARTED_IN)


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
    if failed:
        complain("The checks before the tests failed: see the top.")
    return code or failed


def check(rest: list[str]) -> int:
    prepare("runtime", "test")
    say("Checking style, types, import direction and catalogues …")
    results = [
        subprocess.call([PYTHON, "-m", "ruff", "check", "-q", "."]),
        subprocess.call([PYTHON, "-m", "ruff", "format", "--check", "-q", "."]),
        subprocess.call([PYTHON, "-m", "mypy", "--no-error-summary"]),
        subprocess.call([PYTHON.parent / "lint-imports", "--no-logo"], env=environ()),
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
    """Debian's Python comes without ensurepip: then the pip outside installs into the environment."""
    say(f"Making a virtual environment in {VENV.relative_to(HERE)} …")
    pip = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if subprocess.call([sys.executable, "-m", "venv", "--clear", *pip, VENV]) != 0:
        sys.exit(complain("It could not be made; Python's own words are above. On Debian: apt install python3-venv"))


def install(group: str) -> None:
    pins = HERE / "requirements" / f"{group}.txt"
    fingerprint = hashlib.sha256(pins.read_bytes()).hexdigest()
    mark = VENV / f"{group}.installed"
    if mark.exists() and mark.read_text() == fingerprint:
        return
    say(f"Installing the pinned libraries of requirements/{group}.txt (a minute or two the first time) …")
    options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--require-hashes", "-r", pins]
    if not follow([*pip_for_environment(), "install", *options], pins.read_text().count("==")):
        sys.exit(complain("The libraries could not be installed; pip's own words are above. Try again when online."))
    mark.write_text(fingerprint)


def pip_for_environment() -> list[str | Path]:
    for pip in ([PYTHON, "-m", "pip"], [sys.executable, "-m", "pip", "--python", PYTHON]):
        if subprocess.call([*pip, "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0:
            return pip
    sys.exit(complain("This Python has no pip. On Debian: apt install python3-pip; elsewhere: python3 -m ensurepip"))


def follow(command: list[str | Path], total: int) -> bool:
    """pip's many lines become a count, on one line where somebody watches; all of them are shown if it fails."""
    lines, done = [], 0
    step, begin, width, end = (1, "\r", 40, "") if sys.stderr.isatty() else (max(total // 8, 1), "", 0, "\n")
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            done += line.startswith("Collecting ")
            if line.startswith("Collecting ") and done % step == 0:
                name = line.split()[1].split("==")[0]
                print(f"{begin}  {done} of at most {total}: {name:<{width}}", end=end, file=sys.stderr, flush=True)
            elif line.startswith("Installing "):
                print(f"{begin}  {done} are here and are being unpacked{'':<{width}}", file=sys.stderr, flush=True)
    if pip.returncode != 0:
        print("\n", *lines, sep="", file=sys.stderr)
    return pip.returncode == 0


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
        debian = f"On Debian, as root: apt install {' '.join(LIBRARY_PACKAGES)}"
        sys.exit(complain(f"Missing: {', '.join(lacking)}. Install Pango 1.44+ and HarfBuzz of your system. {debian}"))


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
    """Without root: Debian's packages, dependencies included, unpacked under .dev/native by apt's own lists or ours."""
    lists = WORKPLACE / "apt"
    for folder in (NATIVE, lists / "lists/partial", lists / "cache/archives/partial"):
        folder.mkdir(parents=True, exist_ok=True)
    ours = ["-o", f"Dir::State::Lists={lists / 'lists'}", "-o", f"Dir::Cache={lists / 'cache'}"]
    for apt_options in ([], ours):
        if apt_options and subprocess.call(["apt-get", *apt_options, "update", "-qq"]) != 0:
            return
        names = packages_with_dependencies(apt_options)
        if names and subprocess.call(["apt-get", *apt_options, "download", "-qq", *names], cwd=NATIVE) == 0:
            break
    for package in NATIVE.glob("*.deb"):
        subprocess.check_call(["dpkg-deb", "-x", package, NATIVE])
        package.unlink()


def packages_with_dependencies(apt_options: list[str]) -> list[str]:
    without = ["recommends", "suggests", "conflicts", "breaks", "replaces", "enhances"]
    query = ["apt-cache", *apt_options, "depends", "--recurse", *(f"--no-{kind}" for kind in without)]
    found = subprocess.run([*query, *LIBRARY_PACKAGES], capture_output=True, text=True)
    names = {line for line in found.stdout.splitlines() if line and not line.startswith((" ", "<", "|"))}
    base = ("libc6", "libgcc", "libstdc")  # every Python has them already
    return sorted(n for n in names if n == "fontconfig-config" or (n.startswith("lib") and not n.startswith(base)))


def get_test_programs() -> None:
    packages = [package for program, package in TEST_PROGRAMS.items() if not shutil.which(program)]
    if not shutil.which("fc-list") or not subprocess.check_output(["fc-list", ":lang=zh-cn"]):
        packages += ["fontconfig", "fonts-noto-cjk"]  # without them the browser shows Chinese as boxes
    if packages and shutil.which("apt-get") and os.geteuid() == 0:
        say(f"Getting what the tests drive: {', '.join(packages)} …")
        apt_install(*packages)
    elif packages:
        complain(f"Without {', '.join(packages)} some tests are left out or fail; install them to run all.")


def apt_install(*packages: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install_them = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    if subprocess.call(install_them, env=environment, stdout=subprocess.DEVNULL) != 0:
        subprocess.call(["apt-get", "update", "-qq"], env=environment)
        subprocess.call(install_them, env=environment, stdout=subprocess.DEVNULL)


def become(command: list[str | Path], folder: Path) -> int:
    """The command in the place of this process, so that whoever stops this one stops that one."""
    data = STARTED_IN / os.environ.get("CGTRAINING_DATA", HERE / "data")
    environment = environ() | {"CGTRAINING_DATA": str(data)}
    os.chdir(folder)
    if os.name != "nt":
        os.execve(command[0], [str(word) for word in command], environment)
    return subprocess.call(command, env=environment)


def environ() -> dict[str, str]:
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    if NATIVE.exists():
        folders = [str(folder) for folder in NATIVE.glob("usr/lib/*-linux-gnu*")]
        environment["LD_LIBRARY_PATH"] = ":".join([*folders, environment.get("LD_LIBRARY_PATH", "")]).rstrip(":")
    return environment


def say(sentence: str) -> None:
    """On standard error, so that a command's result stands alone on standard output."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


def complain(sentence: str) -> int:
    print(f"! {sentence}", file=sys.stderr, flush=True)
    return 1


JOBS = {
    "run": run,
    "cgtraining": product,
    "test": test,
    "check": check,
    "bench": bench,
    "translations": translations,
    "migration": migration,
}

if __name__ == "__main__":
    sys.exit(main())
