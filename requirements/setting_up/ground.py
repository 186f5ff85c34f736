"""What setting up shares: where things are made, and what is said meanwhile."""

from __future__ import annotations  # an older Python, too, shall reach the sentence that it is too old

import os
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
WORKPLACE = HERE / ".dev"
VENV = WORKPLACE / "venv"
NATIVE = WORKPLACE / "native"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


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
