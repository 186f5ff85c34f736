"""Native libraries and the programs that the tests drive: through apt as root, else unpacked beside the project."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys

from requirements.setting_up.ground import NATIVE, WORKPLACE, complain, environ, say

LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz.so.0", "libharfbuzz-subset.so.0")
LIBRARY_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz0b", "libharfbuzz-subset0", "fontconfig-config")
TEST_PROGRAMS = {"chromium": "chromium", "redis-server": "redis-server"}


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
