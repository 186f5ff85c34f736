"""A run whose worker is killed with SIGKILL again and again, and runs at which several workers pull."""

import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from multiprocessing.process import BaseProcess

import pytest
from flask import Flask
from sqlalchemy import func, select

from cgtraining import storage
from cgtraining.certificates.models import (
    Certificate,
    CertificateEvent,
    IssueItem,
    IssueRun,
    NumberState,
    RunState,
    SerialCounter,
)
from cgtraining.certificates.operations import start_run
from cgtraining.database import db, reading
from cgtraining.mail.models import Delivery, Message
from tests.certificates.factories import approved_list, trainees
from tests.certificates.worker import work

TRAINEES = 50
MOST_KILLS = 12
LEASE_SECONDS = 0.2


@pytest.fixture
def start_worker(app: Flask) -> Callable[[int], BaseProcess]:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.certificates.worker"])

    def start(run_id: int) -> BaseProcess:
        begun = context.Event()
        settings = app.extensions["cgtraining.settings"]
        process = context.Process(target=work, args=(settings, run_id, LEASE_SECONDS, begun))
        process.start()
        assert begun.wait(60)
        return process

    return start


@pytest.fixture
def run_id(app: Flask) -> int:
    run = start_run(graduate_list=approved_list(trainees(TRAINEES)), actor=None)
    db.session.commit()
    return run.id


@pytest.mark.slow
def test_a_run_killed_again_and_again_forgets_nobody_and_doubles_nobody(
    run_id: int, start_worker: Callable[[int], BaseProcess]
) -> None:
    seed = random.randrange(10**6)
    moments = random.Random(seed)
    kills = 0
    deadline = time.monotonic() + 120
    while _state(run_id) is RunState.RUNNING and time.monotonic() < deadline:
        worker = start_worker(run_id)
        worker.join(timeout=moments.uniform(0.05, 0.8) if kills < MOST_KILLS else 120)
        if worker.is_alive():
            worker.kill()
            worker.join()
            kills += 1
        _assert_every_number_is_accounted_for()
    assert _state(run_id) is RunState.DONE, f"seed {seed}, {kills} kills"
    assert kills >= 3, "nothing was shown: the machine is so fast that hardly a worker was killed"
    _assert_everyone_has_one_certificate()


@pytest.mark.slow
def test_several_workers_at_one_run_issue_each_certificate_once(
    run_id: int, start_worker: Callable[[int], BaseProcess]
) -> None:
    """Leases far shorter than the work make the workers take the run from each other all the time."""
    deadline = time.monotonic() + 120
    while _state(run_id) is RunState.RUNNING and time.monotonic() < deadline:
        workers = [start_worker(run_id) for _ in range(3)]
        for worker in workers:
            worker.join()
    assert _state(run_id) is RunState.DONE
    _assert_everyone_has_one_certificate()


def _state(run_id: int) -> RunState:
    with looking():
        return db.session.scalars(select(IssueRun.state).where(IssueRun.id == run_id)).one()


@contextmanager
def looking() -> Iterator[None]:
    """A look at the database that holds up no worker."""
    with reading():
        db.session.rollback()
        yield
        db.session.rollback()


def _assert_every_number_is_accounted_for() -> None:
    with looking():
        numbers = db.session.scalars(select(Certificate.number).order_by(Certificate.number)).all()
        highest = db.session.scalars(select(SerialCounter.last_number)).one_or_none() or 0
    assert list(numbers) == list(range(1, highest + 1))


def _assert_everyone_has_one_certificate() -> None:
    certificates = db.session.scalars(select(Certificate).order_by(Certificate.number)).all()
    item_ids = db.session.scalars(select(IssueItem.id).order_by(IssueItem.id)).all()
    assert [certificate.number for certificate in certificates] == list(range(1, TRAINEES + 1))
    assert {certificate.state for certificate in certificates} == {NumberState.ISSUED}
    assert sorted(certificate.run_item_id or 0 for certificate in certificates) == list(item_ids)
    assert len({certificate.person_id for certificate in certificates}) == TRAINEES
    for certificate in certificates:
        assert sha256(storage.load_file(certificate.pdf_key or "")).hexdigest() == certificate.sha256
    assert _count(CertificateEvent) == TRAINEES
    assert _count(Message) == TRAINEES
    assert _count(Delivery) == 2 * TRAINEES


def _count(kind: type) -> int:
    return db.session.scalar(select(func.count()).select_from(kind)) or 0
