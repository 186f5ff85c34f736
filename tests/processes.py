"""The product as a process of its own, the way a stranger starts it."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

PATIENCE_SECONDS = 60


def environment(**variables: str) -> dict[str, str]:
    """Ours, without what it may say about cgtraining."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CGTRAINING_", "PYTHON"))}
    return kept | variables


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def started(command: Sequence[str | Path], *, cwd: Path, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The process of `command`, which is ended with the block; what it says goes into `cwd`/said.txt."""
    with (cwd / "said.txt").open("w") as said:
        process = subprocess.Popen(command, cwd=cwd, env=env, stdout=said, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def wait_until_serving(base: str, process: subprocess.Popen[str], said: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        if health(base) == {"status": "serving"}:
            return
        time.sleep(0.1)
    raise AssertionError(f"It does not serve:\n{said.read_text()}")


def health(base: str) -> object:
    try:
        with urllib.request.urlopen(f"{base}/healthz", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return None
