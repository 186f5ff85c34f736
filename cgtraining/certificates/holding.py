"""Pausing a run and going on with it. What is numbered stays numbered; what is issued stays issued."""

from flask_babel import gettext as _
from sqlalchemy import select, update

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.models import IssueRun, RunState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def pause_run(*, run: IssueRun, actor: Person | None) -> IssueRun:
    """No further number is given from the commit on; the certificate that is just being stored is still finished."""
    found = _locked(run.id)
    if found.state is not RunState.RUNNING:
        raise RuleBroken(_("Only a run that is at work can be paused."))
    found.state, found.paused_at, found.out_of_space = RunState.PAUSED, clock.now(), False
    found.paused_by_id = actor.id if actor else None
    record("certificates.issue_paused", found, actor=actor)
    db.session.flush()
    return found


def resume_run(*, run: IssueRun, actor: Person | None) -> IssueRun:
    """After the commit wake the work "issue_run"."""
    found = _locked(run.id)
    if found.state is not RunState.PAUSED:
        raise RuleBroken(_("This run is not paused."))
    found.state, found.paused_at, found.paused_by_id, found.out_of_space = RunState.RUNNING, None, None, False
    record("certificates.issue_resumed", found, actor=actor)
    db.session.flush()
    return found


def pause_for_space(*, run_id: int) -> None:
    """By itself, as nothing more can be stored; somebody makes room and resumes it."""
    running = update(IssueRun).where(IssueRun.id == run_id, IssueRun.state == RunState.RUNNING)
    values = {"state": RunState.PAUSED, "paused_at": clock.now(), "paused_by_id": None, "out_of_space": True}
    db.session.execute(running.values(values))


def _locked(run_id: int) -> IssueRun:
    query = select(IssueRun).where(IssueRun.id == run_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()
