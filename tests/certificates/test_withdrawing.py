"""An approval that is withdrawn: before the run, in its midst, and while a worker is at it. Nothing is half issued."""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import func, select, update

from cgtraining import clock, tasks
from cgtraining.certificates.composing import compose
from cgtraining.certificates.issuing import award_of, number_item, retry_refused, start_run
from cgtraining.certificates.leases import LEASE, Lease, LeaseLost, take_lease
from cgtraining.certificates.models import Certificate, IssueItem, IssueRun, ItemState, NumberState, RunState
from cgtraining.certificates.rules.patterns import register_of_numbers
from cgtraining.certificates.runs import proceed, steps
from cgtraining.certificates.withdrawing import clear_stopped, stopped_runs, withdraw_approval
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.completion.operations import discard_draft
from cgtraining.completion.papers import sheet_content
from cgtraining.completion.queries import entries_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import approved_list, committed, trainees

SignIn = Callable[[Person], FlaskClient]
REASON = "名单有误"


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


def graduates(count: int = 3) -> GraduateList:
    """Approved, with trainees who completed by it."""
    made = approved_list(trainees(count))
    for entry in entries_of(made):
        entry.enrolment.state = EnrolmentState.COMPLETED
    db.session.commit()
    return made


def withdrawn(source: GraduateList) -> GraduateList:
    return committed(withdraw_approval, source=source, reason=REASON, actor=None)


def states(source: GraduateList) -> list[EnrolmentState]:
    db.session.expire_all()
    return [entry.enrolment.state for entry in entries_of(source)]


def test_before_a_run_nothing_is_issued_and_the_trainees_go_on() -> None:
    source = withdrawn(graduates())
    assert (source.state, source.withdrawal_reason) == (ListState.WITHDRAWN, REASON)
    assert states(source) == [EnrolmentState.ENROLLED] * 3
    with pytest.raises(RuleBroken, match="not approved"):
        start_run(graduate_list=source, actor=None)
    with pytest.raises(RuleBroken, match="not approved"):
        withdraw_approval(source=source, reason=REASON, actor=None)
    with pytest.raises(RuleBroken, match="Make a new list"):
        discard_draft(graduate_list=source, actor=None)


def test_it_needs_a_reason() -> None:
    with pytest.raises(RuleBroken, match="reason"):
        withdraw_approval(source=graduates(1), reason=" ", actor=None)


def test_what_is_issued_altogether_is_revoked_one_by_one() -> None:
    source = graduates(1)
    run = committed(start_run, graduate_list=source, actor=None)
    proceed(run.id)
    with pytest.raises(RuleBroken, match="Revoke"):
        withdraw_approval(source=source, reason=REASON, actor=None)


def test_in_mid_run_the_issued_ones_stay_and_the_others_end() -> None:
    source = graduates(4)
    run = committed(start_run, graduate_list=source, actor=None)
    items = db.session.scalars(select(IssueItem).order_by(IssueItem.id)).all()
    for item in items[1:]:
        item.state = ItemState.REFUSED  # put aside, so that only the first one is issued
    db.session.commit()
    proceed(run.id)
    for item in items[1:]:
        item.state = ItemState.WAITING
    db.session.get_one(IssueRun, run.id).state = RunState.RUNNING
    db.session.commit()
    number_one(items[1])
    withdrawn(source)
    assert stopped_runs() == [run.id]
    tasks.sweep()
    assert outcome(run.id) == {NumberState.ISSUED: 1, NumberState.VOID: 1}
    assert stopped_runs() == []
    assert states(source) == [EnrolmentState.COMPLETED] + [EnrolmentState.ENROLLED] * 3
    assert refused(run.id) == 3
    proceed(run.id)
    assert outcome(run.id) == {NumberState.ISSUED: 1, NumberState.VOID: 1}
    void = db.session.scalars(select(Certificate).where(Certificate.state == NumberState.VOID)).one()
    assert void.void_reason == REASON


def test_a_worker_in_its_midst_gives_no_further_number() -> None:
    source = graduates(6)
    run = committed(start_run, graduate_list=source, actor=None)
    working = steps(run.id)
    list(islice(working, 1))
    db.session.rollback()
    withdrawn(source)
    list(working)
    clear_stopped(run.id)
    assert_nothing_is_half_issued(source, run.id)


def test_only_one_worker_clears_and_another_follows_a_dead_one() -> None:
    source = graduates(2)
    run_id = committed(start_run, graduate_list=source, actor=None).id
    withdrawn(source)
    assert take_lease(run_id, RunState.STOPPED) is not None
    clear_stopped(run_id)
    assert (stopped_runs(), states(source)) == ([run_id], [EnrolmentState.COMPLETED] * 2)
    db.session.rollback()
    with clock.frozen(clock.now() + LEASE + timedelta(seconds=1)):
        clear_stopped(run_id)
    assert (stopped_runs(), states(source)) == ([], [EnrolmentState.ENROLLED] * 2)
    assert db.session.get_one(IssueRun, run_id).leased_until is None


def test_whoever_lost_the_lease_leaves_the_rest_to_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    source = graduates(2)
    run_id = committed(start_run, graduate_list=source, actor=None).id
    withdrawn(source)

    def lost(_: Lease) -> None:
        raise LeaseLost

    monkeypatch.setattr(Lease, "keep", lost)
    clear_stopped(run_id)
    assert stopped_runs() == [run_id]


@pytest.mark.parametrize("after", [0.0, 0.4, 1.0])
def test_a_withdrawal_and_a_worker_at_once_leave_nothing_half_issued(app: Flask, after: float) -> None:
    source = graduates(8)
    run_id, list_id = committed(start_run, graduate_list=source, actor=None).id, source.id
    db.session.rollback()
    begun = threading.Event()

    def work() -> None:
        with app.app_context():
            begun.set()
            proceed(run_id)

    worker = threading.Thread(target=work)
    worker.start()
    begun.wait()
    threading.Event().wait(after)
    found = db.session.get_one(GraduateList, list_id)
    try:
        withdrawn(found)
    except RuleBroken:  # on a quick machine the run is over by then, and everything is issued
        worker.join()
        db.session.rollback()
        assert set(db.session.scalars(select(Certificate.state))) == {NumberState.ISSUED}
        return
    clear_stopped(run_id)
    worker.join()
    clear_stopped(run_id)
    assert_nothing_is_half_issued(found, run_id)


def test_the_pages_say_what_was_stopped_and_what_stays(sign_in: SignIn) -> None:
    source = graduates(2)
    run = committed(start_run, graduate_list=source, actor=None)
    client = sign_in(factories.program_staff(source.cohort.program))
    page = f"/graduate-lists/{source.id}"
    assert "Withdraw the approval" in client.get(f"{page}?lang=en").text
    assert "The run stops. 0 certificates" in client.get(f"{page}/withdraw?lang=en").text
    assert client.post(f"{page}/withdraw", data={"reason": REASON}).location == page
    db.session.rollback()
    tasks.sweep()
    assert REASON in client.get(f"{page}?lang=en").text
    run_page = client.get(f"/certificate-runs/{run.id}?lang=en").text
    assert "Stopped: the approval of the list was withdrawn" in run_page
    assert "0 certificates were issued before" in run_page
    assert "Try the refused ones again" not in run_page
    assert REASON in dict(row[:2] for row in sheet_content(source, "en")["facts"])["State"]


def number_one(item: IssueItem) -> None:
    number_item(item_id=item.id, unnumbered=compose(award_of(item.entry, ())))
    db.session.commit()


def outcome(run_id: int) -> dict[NumberState, int]:
    db.session.rollback()
    query = select(Certificate.state, func.count()).group_by(Certificate.state)
    return {row[0]: row[1] for row in db.session.execute(query)}


def refused(run_id: int) -> int:
    query = select(func.count()).select_from(IssueItem).where(IssueItem.state == ItemState.REFUSED)
    return db.session.scalar(query) or 0


def assert_nothing_is_half_issued(source: GraduateList, run_id: int) -> None:
    counts = outcome(run_id)
    issued = counts.get(NumberState.ISSUED, 0)
    assert NumberState.PENDING not in counts
    assert db.session.get_one(IssueRun, run_id).state is RunState.STOPPED
    items = db.session.scalars(select(IssueItem.state)).all()
    assert set(items) <= {ItemState.DONE, ItemState.REFUSED}
    assert items.count(ItemState.DONE) == issued
    assert states(source).count(EnrolmentState.COMPLETED) == issued
    assert all(one.are_accounted_for for one in register_of_numbers(source.cohort.program))
    assert db.session.scalar(select(func.count()).select_from(Message)) == issued


def test_a_run_that_was_stopped_meanwhile_does_not_begin_again() -> None:
    run = committed(start_run, graduate_list=graduates(1), actor=None)
    run.items[0].state, run.state = ItemState.REFUSED, RunState.DONE
    db.session.commit()
    assert run.state is RunState.DONE
    stopped = update(IssueRun).where(IssueRun.id == run.id).values(state=RunState.STOPPED)
    db.session.execute(stopped.execution_options(synchronize_session=False))  # by another request, as it were
    with pytest.raises(RuleBroken, match="stopped for good"):
        retry_refused(run=run, actor=None)


def test_the_trainee_does_not_read_why_the_approval_was_withdrawn(sign_in: SignIn) -> None:
    source = withdrawn(graduates(1))
    enrolment = entries_of(source)[0].enrolment
    trainee = sign_in(enrolment.person)
    decision = f"/graduate-lists/{source.id}/decisions/{enrolment.id}?lang=en"
    assert "The approval was withdrawn on" in trainee.get(decision).text
    for page in (decision, f"/enrolments/{enrolment.id}"):
        assert REASON not in trainee.get(page).text
    assert REASON in sign_in(factories.program_staff(source.cohort.program)).get(decision).text
