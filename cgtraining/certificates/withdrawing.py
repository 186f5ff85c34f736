"""Withdrawing the approval of a list: before anything was issued from it, or in the midst of its run.

It happens in two steps. The first is one short transaction: the list is withdrawn and its run stopped, so that no
worker gives another number. The second (`clear_stopped`) makes void what has a number and no certificate. It locks in
the order in which workers do, certificate before item, may be killed and done again, and the sweep takes it up.
Whatever a worker stored in between stays issued.
"""

import logging
from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select, update

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.acting import refuse_blank
from cgtraining.certificates.awards.queries import run_of_awards
from cgtraining.certificates.checks import in_both_languages
from cgtraining.certificates.ending import tell_holders
from cgtraining.certificates.issuing import lock_list
from cgtraining.certificates.leases import Lease, LeaseLost, take_lease
from cgtraining.certificates.models import (
    AwardList,
    Certificate,
    IssueItem,
    IssueRun,
    ItemState,
    NumberState,
    RunState,
)
from cgtraining.certificates.operations import void_number
from cgtraining.certificates.queries import certificate_locked, counts_of_run, run_by_id, run_of_list
from cgtraining.cohorts.models import Enrolment, EnrolmentState
from cgtraining.cohorts.operations import change_state
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

log = logging.getLogger(__name__)
AT_ONCE = 50  # trainees in one transaction
Source = GraduateList | AwardList


def withdraw_approval(*, source: Source, reason: str, actor: Person | None) -> Source:
    """After the commit wake the work "stopped_run" with the id of the run, if there is one (`run_of`)."""
    lock_list(source)
    if not source.is_approved:
        raise RuleBroken(_("This list is not approved."))
    refuse_blank(reason)
    run = run_of(source)
    if run:
        _stop(run)
    source.state = ListState.WITHDRAWN
    source.withdrawn_at, source.withdrawn_by_id = clock.now(), actor.id if actor else None
    source.withdrawal_reason = reason.strip()
    kind = "graduate_list" if isinstance(source, GraduateList) else "award_list"
    record(f"{kind}.withdrawn", source, actor=actor, reason=reason, run_id=run.id if run else None)
    db.session.flush()
    if run is None and isinstance(source, GraduateList):
        _reopen(source, _completed(source))
    return source


def run_of(source: Source) -> IssueRun | None:
    return run_of_list(source.id) if isinstance(source, GraduateList) else run_of_awards(source.id)


def clear_stopped(run_id: int) -> None:
    """What is left of a run that was stopped: numbers become void, trainees without a certificate go on. Commits."""
    if _unclear(run_id) is None:
        return
    lease = take_lease(run_id, RunState.STOPPED)
    if lease is None:
        return
    try:
        _clear(run_id, lease)
    except LeaseLost:
        log.warning("another worker took over the clearing of run %s", run_id)
    finally:
        db.session.rollback()
        lease.release()


def stopped_runs() -> Sequence[int]:
    """Runs that were stopped and are not cleared yet."""
    query = select(IssueRun.id).where(IssueRun.state == RunState.STOPPED, IssueRun.finished_at.is_(None))
    return db.session.scalars(query).all()


def _stop(run: IssueRun) -> None:
    db.session.execute(select(IssueRun.id).where(IssueRun.id == run.id).with_for_update())
    db.session.refresh(run)
    if run.state is RunState.DONE and not counts_of_run(run.id)[ItemState.REFUSED]:
        raise RuleBroken(_("Everything on this list is issued. Revoke the certificates that must not count any more."))
    run.state, run.finished_at = RunState.STOPPED, None
    run.leased_until = None  # its worker notices before the next certificate; whoever clears need not wait for that


def _clear(run_id: int, lease: Lease) -> None:
    while run := _unclear(run_id):
        for certificate_id in _pending(run_id):
            _make_void(certificate_id, run.source)
            db.session.commit()
            lease.keep()
        _refuse_waiting(run)
        db.session.commit()
        if isinstance(run.source, GraduateList):
            _reopen_all(run.source, lease)
        db.session.rollback()  # no transaction is open while the holders of what is issued are told
        tell_holders(run_id, lease.keep)
        _finish(run_id)
        db.session.commit()


def _unclear(run_id: int) -> IssueRun | None:
    """The run as it is now; where there is nothing to do, no transaction is left open."""
    db.session.rollback()
    run = run_by_id(run_id)
    if run and run.state is RunState.STOPPED and run.finished_at is None:
        return run
    db.session.rollback()
    return None


def _pending(run_id: int) -> Sequence[int]:
    query = select(Certificate.id).join(Certificate.run_item)
    query = query.where(IssueItem.run_id == run_id, Certificate.state == NumberState.PENDING)
    return db.session.scalars(query.order_by(Certificate.id)).all()


def _make_void(certificate_id: int, source: Source) -> None:
    """But for what a worker issued just now."""
    certificate = certificate_locked(certificate_id)
    if certificate.state is NumberState.PENDING:
        void_number(certificate=certificate, reason=source.withdrawal_reason or "", actor=source.withdrawn_by)


def _refuse_waiting(run: IssueRun) -> None:
    problem = in_both_languages(lambda: _("The approval of the list was withdrawn."))
    waiting = update(IssueItem).where(IssueItem.run_id == run.id, IssueItem.state == ItemState.WAITING)
    values = {"state": ItemState.REFUSED, "problem_zh": problem.zh, "problem_en": problem.en}
    db.session.execute(waiting.values(values))


def _reopen_all(graduate_list: GraduateList, lease: Lease) -> None:
    while entries := _completed(graduate_list):
        _reopen(graduate_list, entries[:AT_ONCE])
        db.session.commit()
        lease.keep()


def _completed(graduate_list: GraduateList) -> Sequence[GraduateEntry]:
    """Who completed by this list and has no certificate of it."""
    issued = select(IssueItem.entry_id).where(IssueItem.entry_id.is_not(None), IssueItem.state == ItemState.DONE)
    query = select(GraduateEntry).join(GraduateEntry.enrolment).where(GraduateEntry.list_id == graduate_list.id)
    query = query.where(GraduateEntry.outcome == Outcome.COMPLETED, GraduateEntry.id.not_in(issued))
    query = query.where(Enrolment.state == EnrolmentState.COMPLETED)
    return db.session.scalars(query.order_by(GraduateEntry.id)).all()


def _reopen(graduate_list: GraduateList, entries: Sequence[GraduateEntry]) -> None:
    today = clock.today(graduate_list.cohort.timezone)
    for entry in entries:
        change_state(
            enrolment=entry.enrolment,
            state=EnrolmentState.ENROLLED,
            on=max(today, entry.enrolment.joined_on),
            reason=None,  # the trainee reads it, and that of the list may be about others
            actor=graduate_list.withdrawn_by,
        )


def _finish(run_id: int) -> None:
    """Unless a worker numbered something after all; then there is another round."""
    counts = counts_of_run(run_id)
    if not (counts[ItemState.WAITING] or counts[ItemState.NUMBERED]):
        cleared = update(IssueRun).where(IssueRun.id == run_id, IssueRun.state == RunState.STOPPED)
        db.session.execute(cleared.values(finished_at=clock.now()))
