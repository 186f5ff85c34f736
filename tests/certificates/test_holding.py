"""A run that is paused, by somebody or by a full disk, and goes on; and what its holders are told at its end."""

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import obstore
import pytest
from flask import Flask
from flask.testing import FlaskClient
from obstore.store import LocalStore
from sqlalchemy import select

from cgtraining import storage, tasks
from cgtraining.certificates import announcing, ending, runs
from cgtraining.certificates.holding import pause_run, resume_run
from cgtraining.certificates.issuing import number_item, retry_refused, start_run
from cgtraining.certificates.models import Certificate, IssueItem, IssueRun, ItemState, NumberState, RunState
from cgtraining.certificates.runs_told import told_by_run
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
from cgtraining.people.models import Person
from tests import factories
from tests.blank_prints import looks_at_prints
from tests.certificates.factories import approved_list, trainees

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def run_id(app: Flask) -> int:
    run = start_run(graduate_list=approved_list(trainees(6)), actor=None)
    db.session.commit()
    return run.id


def state_of(run_id: int) -> RunState:
    db.session.rollback()
    found = db.session.get_one(IssueRun, run_id, populate_existing=True).state
    db.session.rollback()
    return found


def numbers(state: NumberState | None = None) -> list[int]:
    query = select(Certificate.number).order_by(Certificate.number)
    found = list(db.session.scalars(query if state is None else query.where(Certificate.state == state)))
    db.session.rollback()
    return found


def messages() -> int:
    found = len(db.session.scalars(select(Message.id)).all())
    db.session.rollback()
    return found


def pause_in_mid_run(run_id: int) -> int:
    """How many were dealt with before the pause was noticed."""
    dealt_with = 0
    for dealt_with, _item in enumerate(runs.steps(run_id), start=1):
        if dealt_with == 2:
            pause_run(run=db.session.get_one(IssueRun, run_id), actor=None)
            db.session.commit()
    return dealt_with


def test_a_paused_run_numbers_nothing_more_and_goes_on_where_it_was(
    run_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "CHUNK", 1)
    pause_in_mid_run(run_id)
    issued, numbered = numbers(NumberState.ISSUED), numbers()
    assert issued == [1, 2]
    assert 2 < len(numbered) < 6
    assert (state_of(run_id), messages()) == (RunState.PAUSED, 0)
    tasks.sweep()
    assert (numbers(NumberState.ISSUED), numbers()) == (issued, numbered)
    resume_run(run=db.session.get_one(IssueRun, run_id), actor=None)
    db.session.commit()
    tasks.sweep()
    assert (state_of(run_id), numbers(NumberState.ISSUED)) == (RunState.DONE, [1, 2, 3, 4, 5, 6])
    assert messages() == 6


def test_a_stopped_run_is_never_taken_up_again(run_id: int) -> None:
    run = db.session.get_one(IssueRun, run_id)
    run.state = RunState.STOPPED
    db.session.commit()
    tasks.sweep()
    assert (numbers(), state_of(run_id)) == ([], RunState.STOPPED)
    with pytest.raises(RuleBroken):
        retry_refused(run=run, actor=None)


def test_no_number_is_given_after_the_pause(run_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever had prepared a certificate before the pause gets no number for it after."""
    item = db.session.scalars(select(IssueItem)).first()
    assert item is not None
    pause_run(run=item.run, actor=None)
    db.session.commit()
    assert number_item(item_id=item.id, unnumbered=Any) is None  # type: ignore[arg-type]
    assert item.state is ItemState.WAITING


def test_only_a_running_run_is_paused_and_only_a_paused_one_resumed(run_id: int) -> None:
    run = db.session.get_one(IssueRun, run_id)
    with pytest.raises(RuleBroken):
        resume_run(run=run, actor=None)
    pause_run(run=run, actor=None)
    with pytest.raises(RuleBroken):
        pause_run(run=run, actor=None)


def test_an_administrator_pauses_and_resumes_on_the_page(app: Flask, run_id: int, sign_in: SignIn) -> None:
    administrator = factories.program_staff(db.session.get_one(IssueRun, run_id).cohort.program)
    client, page = sign_in(administrator), f"/certificate-runs/{run_id}"
    assert "Pause</button>" in client.get(f"{page}?lang=en").text
    assert client.post(f"{page}/pause").location == page
    assert client.get(f"{page}/progress").headers["HX-Redirect"] == page
    text = client.get(f"{page}?lang=en").text
    assert ("This issue is paused" in text, "6 certificates wait." in text, "Go on</button>" in text) == (True,) * 3
    assert client.post(f"{page}/pause").status_code == 409
    assert client.post(f"{page}/resume").location == page
    db.session.rollback()
    tasks.sweep()
    text = client.get(f"{page}?lang=en").text
    assert ("6 of 6" in text, "6 holders are told." in text, "Go on</button>" in text) == (True, True, False)


# Messages at the end


def test_nobody_is_told_before_all_are_issued(run_id: int) -> None:
    told = [messages() for _item in runs.steps(run_id)]
    assert (told, messages()) == ([0] * 6, 6)


def test_killed_while_telling_the_rest_are_told_and_nobody_twice(run_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    class PowerCut(BaseException):
        pass

    def cut_at_the_fourth(certificate: Certificate) -> Message | None:
        if certificate.number == 4:
            raise PowerCut
        return announcing.announce(certificate)

    monkeypatch.setattr(ending, "AT_ONCE", 2)
    monkeypatch.setattr(ending, "announce", cut_at_the_fourth)
    with pytest.raises(PowerCut):
        runs.proceed(run_id)
    assert (messages(), state_of(run_id)) == (2, RunState.RUNNING)
    monkeypatch.setattr(ending, "announce", announcing.announce)
    runs.proceed(run_id)
    purposes = db.session.scalars(select(Message.purpose)).all()
    assert (len(set(purposes)), len(purposes), state_of(run_id)) == (6, 6, RunState.DONE)


def test_those_who_come_later_are_told_and_the_others_not_again(app: Flask) -> None:
    rare = factories.person("王𪛖", None)
    run = start_run(graduate_list=approved_list([*trainees(2), rare]), actor=None)
    db.session.commit()
    runs.proceed(run.id)
    assert messages() == 2
    rare.name_zh = "王一"
    retry_refused(run=run, actor=None)
    db.session.commit()
    runs.proceed(run.id)
    assert (messages(), state_of(run.id)) == (3, RunState.DONE)


# Messages that may not have arrived


@pytest.fixture
def uncertain(run_id: int) -> list[Delivery]:
    """One that was possibly sent and one that failed; the others were sent."""
    runs.proceed(run_id)
    mails = db.session.scalars(select(Delivery).where(Delivery.channel == Channel.MAIL).order_by(Delivery.id)).all()
    for mail in mails:
        mail.state = DeliveryState.SENT
    mails[0].state, mails[1].state, mails[1].failure = DeliveryState.UNCERTAIN, DeliveryState.FAILED, "550 unknown"
    db.session.commit()
    return list(mails[:2])


def test_what_was_possibly_sent_is_listed_and_decided_by_a_person(
    app: Flask, run_id: int, uncertain: list[Delivery], sign_in: SignIn
) -> None:
    client = sign_in(factories.program_staff(db.session.get_one(IssueRun, run_id).cohort.program))
    page = f"/certificate-runs/{run_id}"
    assert "Of 2 messages it is not certain that they arrived." in client.get(f"{page}?lang=en").text
    text = client.get(f"{page}/messages?lang=en").text
    assert ("CEDAR-2026-0001" in text, "CEDAR-2026-0002" in text, "CEDAR-2026-0003" in text) == (True, True, False)
    first, second = (one.id for one in uncertain)
    both = {"selected": [first, second]}
    assert client.post(f"{page}/messages", data={"do": "taken", **both}).location == f"{page}/messages"
    db.session.expire_all()
    assert [one.state for one in uncertain] == [DeliveryState.SENT, DeliveryState.FAILED]
    client.post(f"{page}/messages", data={"do": "send", **both})
    db.session.expire_all()
    assert [one.state for one in uncertain] == [DeliveryState.SENT, DeliveryState.WAITING]
    assert "Nothing is uncertain" in client.get(f"{page}/messages?lang=en").text
    assert "Nothing was chosen" in client.post(f"{page}/messages?lang=en", follow_redirects=True).text


def test_messages_of_other_runs_are_not_decided_here(app: Flask, uncertain: list[Delivery], sign_in: SignIn) -> None:
    other = start_run(graduate_list=approved_list([None], factories.cohort()), actor=None)
    db.session.commit()
    client = sign_in(factories.program_staff(other.cohort.program))
    client.post(f"/certificate-runs/{other.id}/messages", data={"do": "taken", "selected": [uncertain[0].id]})
    db.session.expire_all()
    assert uncertain[0].state is DeliveryState.UNCERTAIN


def test_the_run_says_who_is_told_and_how_it_went(run_id: int, uncertain: list[Delivery]) -> None:
    told = told_by_run(run_id)
    assert (told.messages, told.sent_by_us, told.unsettled) == (6, 6, 2)
    assert dict(told.states) == {DeliveryState.SENT: 4, DeliveryState.UNCERTAIN: 1, DeliveryState.FAILED: 1}


def test_more_uncertain_messages_cost_no_more_queries(
    app: Flask, run_id: int, uncertain: list[Delivery], sign_in: SignIn, count_queries: Callable[..., int]
) -> None:
    client = sign_in(factories.program_staff(db.session.get_one(IssueRun, run_id).cohort.program))
    path = f"/certificate-runs/{run_id}/messages"
    client.get(path)
    few = count_queries(lambda: client.get(path))
    for mail in db.session.scalars(select(Delivery).where(Delivery.channel == Channel.MAIL)):
        mail.state = DeliveryState.UNCERTAIN
    db.session.commit()
    assert count_queries(lambda: client.get(path)) == few


# A full disk


def assert_nothing_is_half_issued(run_id: int) -> None:
    """What is issued has its whole file; what is not has its number and no file."""
    for certificate in db.session.scalars(select(Certificate)):
        if certificate.state is NumberState.ISSUED:
            assert storage.load_file(certificate.pdf_key or "").startswith(b"%PDF-")
        else:
            assert (certificate.pdf_key, certificate.sha256, certificate.issued_at) == (None, None, None)
    troubled = select(IssueItem).where(IssueItem.run_id == run_id, IssueItem.problem_zh.is_not(None))
    assert db.session.scalars(troubled).all() == []
    db.session.rollback()


@pytest.mark.parametrize(
    "failure",
    [
        OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
        obstore.exceptions.GenericError("Unable to copy data to file: No space left on device (os error 28)"),
    ],
    ids=["system", "store"],
)
def test_a_disk_that_is_full_at_the_third_file_pauses_the_run_whole(
    app: Flask, run_id: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    put, stored = obstore.put, []

    def full_at_the_third(store: Any, key: str, content: bytes) -> object:
        if len(stored) == 2:
            raise failure
        stored.append(key)
        return put(store, key, content)

    monkeypatch.setattr(obstore, "put", full_at_the_third)
    runs.proceed(run_id)
    assert state_of(run_id) is RunState.PAUSED
    assert_nothing_is_half_issued(run_id)
    assert (numbers(NumberState.ISSUED), messages()) == ([1, 2], 0)
    page = f"/certificate-runs/{run_id}?lang=en"
    client = sign_in(factories.program_staff(db.session.get_one(IssueRun, run_id).cohort.program))
    assert "because the disk of the server was full" in client.get(page).text
    monkeypatch.setattr(obstore, "put", put)
    client.post(f"/certificate-runs/{run_id}/resume")
    db.session.rollback()
    tasks.sweep()
    assert (numbers(), numbers(NumberState.ISSUED)) == ([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6])
    assert (state_of(run_id), messages()) == (RunState.DONE, 6)


def test_a_disk_that_is_nearly_full_pauses_before_it_is(
    app: Flask, run_id: int, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage, "RESERVE", 2**60)
    client = sign_in(factories.program_staff(db.session.get_one(IssueRun, run_id).cohort.program))
    assert "nearly full" in client.get(f"/certificate-runs/{run_id}/progress?lang=en").text
    runs.proceed(run_id)
    assert (state_of(run_id), numbers(NumberState.ISSUED)) == (RunState.PAUSED, [])
    monkeypatch.undo()
    assert "nearly full" not in client.get(f"/certificate-runs/{run_id}?lang=en").text


@pytest.fixture
def small_disk(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A real disk of 200 kB for the files."""
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", tmp_path], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("only root may mount a small disk")
    kept = app.extensions["cgtraining.storage"]
    app.extensions["cgtraining.storage"] = LocalStore(tmp_path)
    yield tmp_path
    app.extensions["cgtraining.storage"] = kept
    subprocess.run(["umount", tmp_path], check=True)


@looks_at_prints
def test_a_real_disk_fills_up_and_is_made_larger(run_id: int, small_disk: Path) -> None:
    runs.proceed(run_id)
    assert state_of(run_id) is RunState.PAUSED
    assert_nothing_is_half_issued(run_id)
    issued = numbers(NumberState.ISSUED)
    assert 0 < len(issued) < 6
    assert len([file for file in small_disk.rglob("*") if file.is_file()]) == len(issued)
    subprocess.run(["mount", "-o", "remount,size=2m", small_disk], check=True)
    resume_run(run=db.session.get_one(IssueRun, run_id), actor=None)
    db.session.commit()
    runs.proceed(run_id)
    assert (state_of(run_id), numbers(NumberState.ISSUED)) == (RunState.DONE, [1, 2, 3, 4, 5, 6])
    assert_nothing_is_half_issued(run_id)
