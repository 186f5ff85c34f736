"""A real `cgtraining run` with its worker, and somebody who uses it over HTTP."""

import http.client
import json
import secrets
import socket
import subprocess
import time
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil

from cgtraining.database import db
from cgtraining.people.models import Person
from tests.bench.place import CHECKOUT, Place
from tests.factories import account_of

START_SECONDS = 60


@dataclass(frozen=True)
class Server:
    port: int
    process: psutil.Process

    @property
    def worker(self) -> psutil.Process:
        return next(child for child in self.process.children() if "worker" in child.cmdline())


@contextmanager
def serving(place: Place, *, worker: bool = True) -> Iterator[Server]:
    db.session.rollback()  # a transaction of our own would hold up the server's on SQLite
    port = _free_port()
    options = ["--port", str(port), "--worker" if worker else "--no-worker"]
    with (place.folder / "server.log").open("wb") as log:
        started = subprocess.Popen(
            place.command("run", *options), env=place.environment, cwd=CHECKOUT, stdout=log, stderr=log
        )
        try:
            if not _serves(port, started):
                raise RuntimeError(f"the server did not start: {(place.folder / 'server.log').read_text()}")
            yield Server(port, psutil.Process(started.pid))
        finally:
            started.terminate()
            started.wait()


def cookie_of(place: Place, person: Person) -> str:
    """The session of somebody who has signed in. Commits, as making one undoes what is not committed."""
    account = account_of(person)
    db.session.commit()
    with place.app.test_client() as client:
        with client.session_transaction() as session:
            session["_user_id"] = account.fs_uniquifier
            session["_fresh"] = True
        kept = client.get_cookie("session")
    assert kept is not None
    return f"session={kept.value}; language=zh"


@dataclass
class Visitor:
    """One browser: keeps its connection and its session, follows no redirect by itself."""

    port: int
    cookie: str = "language=zh"
    headers: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, path: str) -> tuple[int, bytes]:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, bytes]:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urllib.parse.urlencode(fields).encode(), form)

    def post_json(self, path: str, content: object) -> tuple[int, bytes]:
        return self._ask("POST", path, json.dumps(content).encode(), {"Content-Type": "application/json"})

    def upload(self, path: str, name: str, content: bytes, fields: Mapping[str, str]) -> tuple[int, bytes]:
        mark = secrets.token_hex(16)
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in fields.items()]
        file = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = "".join(parts).encode() + file.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, bytes]:
        self._connection.request(method, path, body, {"Cookie": self.cookie, **self.headers, **headers})
        answer = self._connection.getresponse()
        self.location = answer.getheader("Location") or ""
        for given in answer.headers.get_all("Set-Cookie") or []:
            if given.startswith("session="):
                self.cookie = f"{given.partition(';')[0]}; language=zh"
        return answer.status, answer.read()


def _serves(port: int, started: "subprocess.Popen[bytes]") -> bool:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and started.poll() is None:
        try:
            if Visitor(port).get("/healthz")[0] == 200:
                return True
        except OSError:
            time.sleep(0.1)
    return False


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
