"""Limits are kept by all processes together in Redis, and by each alone while Redis is away."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.strategies import FixedWindowRateLimiter

from cgtraining.people.models import Person
from cgtraining.web import counters
from cgtraining.web.counters import SharedCounters
from cgtraining.web.limits import limiter
from tests import factories
from tests.processes import free_port


@pytest.fixture
def away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> SharedCounters:
    """The program counts in a Redis that is not there."""
    lost = SharedCounters(f"shared+redis://127.0.0.1:{free_port()}/0")
    monkeypatch.setattr(limiter, "_storage", lost)
    monkeypatch.setattr(limiter, "_limiter", FixedWindowRateLimiter(lost))
    return lost


def test_limited_pages_answer_and_are_limited_while_redis_is_away(
    away: SharedCounters, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answers = [client.get("/verify/nothing").status_code for _try in range(31)]
    wrong = client.post("/sign-in", data={"identifier": "nobody@example.org", "password": "wrong password"})

    assert answers == [404] * 30 + [429]
    assert wrong.status_code == 422
    told = [record for record in caplog.records if record.name == counters.__name__]
    assert len(told) == 1


def test_checking_in_works_while_redis_is_away(away: SharedCounters, sign_in: Callable[[Person], FlaskClient]) -> None:
    session = factories.class_session(factories.cohort())
    client = sign_in(factories.person())

    assert client.post(f"/check-in/{session.id}", data={"code": "000000"}).status_code < 500


def test_an_address_of_each_kind_that_the_settings_take_is_understood() -> None:
    for address in ("redis://127.0.0.1:1/0", "rediss://127.0.0.1:1/0", "unix:///nowhere/redis.sock"):
        assert SharedCounters(counters.SCHEME + address).incr("key", expiry=60) == 1


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Callable[[int], subprocess.Popen[bytes]]]:
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("this machine has no redis-server")
    begun: list[subprocess.Popen[bytes]] = []

    def start(port: int) -> subprocess.Popen[bytes]:
        command = [program, "--port", str(port), "--save", "", "--dir", str(tmp_path)]
        begun.append(subprocess.Popen(command, stdout=subprocess.DEVNULL))
        return begun[-1]

    yield start
    for server in begun:
        server.kill()
        server.wait()


def test_counters_are_shared_again_when_redis_is_back(
    redis: Callable[[int], subprocess.Popen[bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counters, "ALONE_FOR_SECONDS", 0)
    port = free_port()
    one, other = (SharedCounters(f"shared+redis://127.0.0.1:{port}/0") for _process in range(2))
    server = redis(port)
    wait_for(one)
    assert (one.incr("key", expiry=60), other.incr("key", expiry=60), one.get("key")) == (1, 2, 2)
    server.kill()
    server.wait()
    assert (one.incr("key", expiry=60), other.incr("key", expiry=60)) == (1, 1)
    redis(port)
    wait_for(one)
    assert (one.incr("key", expiry=60), other.incr("key", expiry=60)) == (1, 2)
    assert other.get_expiry("key") > time.time()
    one.clear("key")
    assert other.get("key") == 0
    for process in (one, other):
        process._shared.storage.connection_pool.disconnect()


def wait_for(asked: SharedCounters) -> None:
    end = time.monotonic() + 20
    while not asked._shared.check():
        assert time.monotonic() < end
        time.sleep(0.05)
