"""The product as an office starts it: `cgtraining run` in a process group of its own, with its worker."""

import contextlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from cgtraining import create_app
from cgtraining.config import read_settings
from cgtraining.database import db

ROOT = Path(__file__).parents[2]
CGTRAINING = (sys.executable, "-m", "cgtraining")
PATIENCE_SECONDS = 120
Found = TypeVar("Found")


class Office:
    """A data folder, and the server that is started, killed and started again on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, *options: str) -> None:
        with (self.folder / "server.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*CGTRAINING, "run", "--port", str(self.port), *options],
                env=self._environment(), cwd=ROOT, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._serves():
            assert self._process.poll() is None, self.log()
            assert time.monotonic() < deadline, self.log()
            time.sleep(0.1)

    def kill(self) -> None:
        """The power goes: pages and worker end in the middle of whatever they do."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        if self._process:
            self._end(signal.SIGTERM)

    def command(self, *words: str) -> Any:
        """What a command of the product says as JSON."""
        environment = self._environment()
        done = subprocess.run(
            [*CGTRAINING, *words, "--json"], env=environment, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def arrange(self, write: Callable[[], Found]) -> Found:
        """What a journey begins with, written into the database as rows; `write` returns values, not rows."""
        app = create_app(read_settings(self._environment()))
        with app.app_context():
            found = write()
            db.session.commit()
            db.session.remove()
            db.engine.dispose()
        return found

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the database holds, for what no page may show."""
        with contextlib.closing(sqlite3.connect(self.folder / "cgtraining.sqlite3", timeout=30)) as connection:
            return connection.execute(query).fetchall()

    def count(self, query: str) -> int:
        return int(self.rows(query)[0][0])

    def log(self) -> str:
        return (self.folder / "server.log").read_text()[-4000:]

    def _end(self, how: signal.Signals) -> None:
        assert self._process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, how)
        self._process.wait(30)
        self._process = None

    def _serves(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.base}/healthz", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def _environment(self) -> dict[str, str]:
        ours = {"CGTRAINING_DATA": str(self.folder), "CGTRAINING_PUBLIC_URL": self.base, "CGTRAINING_LOCAL_TRIAL": "1"}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("CGTRAINING_")}
        return inherited | ours


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
