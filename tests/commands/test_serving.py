"""`cgtraining run` as a process: what it says, what stands beside it, and that nothing outlives it."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.processes import environment, free_port, started, wait_until_serving

HERE = Path(__file__).resolve().parents[2]
PRODUCT = [sys.executable, "-m", "cgtraining"]
STORY = "the program, its curriculum and its people are there"


@dataclass
class Office:
    """An empty folder from which the product is called; its data folder has blanks and Chinese in its name."""

    folder: Path
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        data = self.folder / "数据 of the office"
        return environment(PYTHONPATH=str(HERE), CGTRAINING_DATA=str(data), LC_ALL="C.UTF-8")

    def call(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        variables = self.environment | more
        return subprocess.run([*PRODUCT, *arguments], cwd=self.folder, env=variables, capture_output=True, text=True)

    def running(self, *options: str):
        return started([*PRODUCT, "run", "--port", str(self.port), *options], cwd=self.folder, env=self.environment)

    @property
    def said(self) -> Path:
        return self.folder / "said.txt"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, free_port())


@pytest.fixture
def serving(office: Office) -> Iterator[subprocess.Popen[str]]:
    with office.running() as process:
        wait_until_serving(office.base, process, office.said)
        yield process


def wait_for(condition: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def workers_of(process: subprocess.Popen[str]) -> list[psutil.Process]:
    wait_for(lambda: bool(psutil.Process(process.pid).children()))
    return psutil.Process(process.pid).children()


@pytest.mark.slow
def test_a_new_database_is_migrated_and_one_of_a_newer_program_is_left_alone(office: Office) -> None:
    first, second = json.loads(office.call("migrate", "--json").stdout), office.call("migrate")
    assert (first["before"], second.stdout) == (None, "The database was up to date.\n")
    database = office.folder / "数据 of the office" / "cgtraining.sqlite3"
    write = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript('UPDATE alembic_version SET version_num=9')"
    )
    subprocess.run([sys.executable, "-c", write, database], check=True)
    for command in (["cohorts"], ["migrate"], ["run", "--port", str(office.port)]):
        result = office.call(*command)
        assert (result.returncode, result.stderr) == (
            2,
            "Error: The database is of a newer version of cgtraining than this program: install that version.\n",
        )


@pytest.mark.slow
def test_commands_beside_it_mean_the_same_site(office: Office, serving: subprocess.Popen[str]) -> None:
    made = office.call("create-admin", "--email", "admin@example.org", "--name", "管理员", "--json")
    listed = office.call("cohorts", "--json")
    assert json.loads(made.stdout)["link"].startswith(f"{office.base}/invitation/")
    assert (json.loads(listed.stdout), listed.stderr) == ([], "")


@pytest.mark.slow
def test_a_person_reads_what_happens_and_no_log(office: Office, serving: subprocess.Popen[str]) -> None:
    assert office.said.read_text().splitlines() == [
        "The database is being brought up to date …",
        f"cgtraining serves on {office.base} (Ctrl-C stops it)",
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("proxies", "believed"), [("1", True), ("0", False)])
def test_what_a_proxy_says_of_the_visitor_is_believed_where_there_is_one(
    office: Office, proxies: str, believed: bool
) -> None:
    address = {"CGTRAINING_PUBLIC_URL": "https://training.example.org", "CGTRAINING_TRUSTED_PROXIES": proxies}
    command = [*PRODUCT, "run", "--port", str(office.port), "--no-worker"]
    with started(command, cwd=office.folder, env=office.environment | address) as process:
        wait_until_serving(office.base, process, office.said)
        asked = urllib.request.Request(f"{office.base}/healthz", headers={"X-Forwarded-Proto": "https"})
        with urllib.request.urlopen(asked) as answer:
            assert ("Strict-Transport-Security" in answer.headers) is believed


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_when_it_is_stopped_its_worker_ends_first(
    office: Office, serving: subprocess.Popen[str], how: signal.Signals
) -> None:
    [worker] = workers_of(serving)
    worker.kill()
    wait_for(lambda: [other for other in workers_of(serving) if other.pid != worker.pid])
    [next_worker] = [other for other in workers_of(serving) if other.pid != worker.pid]
    serving.send_signal(how)
    assert (serving.wait(timeout=20), next_worker.is_running()) == (0, False)
    assert office.said.read_text().splitlines()[-1] == "cgtraining has stopped."


@pytest.mark.slow
def test_when_it_is_killed_its_worker_ends_by_itself(serving: subprocess.Popen[str]) -> None:
    """Also a worker that was only being started."""
    [worker] = workers_of(serving)
    serving.kill()
    serving.wait()
    wait_for(lambda: not worker.is_running() or worker.status() == psutil.STATUS_ZOMBIE)


@pytest.mark.slow
def test_a_story_that_was_interrupted_is_begun_again(office: Office) -> None:
    with office.running("--demo", "--no-worker") as process:
        wait_for(lambda: STORY in office.said.read_text())
        process.kill()
    with office.running("--demo", "--no-worker") as process:
        wait_until_serving(office.base, process, office.said)
        said = office.said.read_text()
        cohorts = json.loads(office.call("cohorts", "--json").stdout)
    assert "The demo was interrupted the last time; it is begun again …" in said
    assert (len(cohorts), said.count("Sign in at")) == (4, 1)


@pytest.mark.slow
def test_what_is_out_of_reach_is_one_sentence(office: Office) -> None:
    nowhere = f"127.0.0.1:{free_port()}"
    secrets = {"CGTRAINING_SECRET_KEY": "key", "CGTRAINING_PASSWORD_SALT": "salt"}
    unnamed = office.call("run", CGTRAINING_DATABASE_URL=f"postgresql://{nowhere}/x")
    database = office.call("cohorts", CGTRAINING_DATABASE_URL=f"postgresql://{nowhere}/x", **secrets)
    queue = office.call("run", CGTRAINING_REDIS_URL=f"redis://{nowhere}/0")
    for result, beginning in (
        (database, "Error: The database cannot be used: connection failed: "),
        (queue, "Error: The queue in CGTRAINING_REDIS_URL cannot be reached: "),
        (unnamed, "Error: With CGTRAINING_DATABASE_URL set, CGTRAINING_SECRET_KEY must be given too"),
    ):
        assert (result.returncode, result.stderr[: len(beginning)], result.stderr.count("\n")) == (2, beginning, 1)


@pytest.mark.slow
def test_a_port_that_is_taken_is_said_before_anything_is_made(office: Office) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = office.call("run", "--port", str(port))
    assert (result.returncode, result.stdout, list(office.folder.iterdir())) == (2, "", [])
    assert result.stderr == (
        f"Error: Another program uses port {port} already, perhaps another cgtraining: choose one with --port.\n"
    )
