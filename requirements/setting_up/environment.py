"""The virtual environment with the pinned libraries, made with nothing but Python and pip."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

from requirements.setting_up.ground import HERE, PYTHON, VENV, complain, say
from requirements.setting_up.native import get_native_libraries


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
