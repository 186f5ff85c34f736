"""The right to work on a run for a while, so that two workers do not do the same work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update, or_, select, update

from cgtraining import clock
from cgtraining.certificates.models import IssueRun, RunState
from cgtraining.database import db, reading

LEASE = timedelta(seconds=10)  # a certificate takes a quarter of a second; renewed while at it
RENEWED_AFTER = timedelta(seconds=1)


class LeaseLost(Exception):
    """This worker was thought dead and another one took over, or the run is at work no more: paused or stopped."""


@dataclass
class Lease:
    """Held until `until`, which is also the token by which its holder is known. Each method is a transaction."""

    run_id: int
    until: datetime
    state: RunState = RunState.RUNNING  # in which the run must stay

    def keep(self) -> None:
        """Call it again and again while at work: renews when a second is over."""
        if clock.now() - (self.until - LEASE) > RENEWED_AFTER:
            self.renew()
        elif not self._is_still_so():
            raise LeaseLost

    def renew(self) -> None:
        until = clock.now() + LEASE
        unchanged = self._mine().where(IssueRun.state == self.state)
        if not _changed_one(unchanged.values(leased_until=until)):
            raise LeaseLost
        self.until = until

    def release(self) -> None:
        _changed_one(self._mine().values(leased_until=None))

    def _is_still_so(self) -> bool:
        """A look, so that a pause or a stop is noticed before the next certificate."""
        with reading():
            state = db.session.scalar(select(IssueRun.state).where(IssueRun.id == self.run_id))
            db.session.rollback()
        return state is self.state

    def _mine(self) -> Update:
        return update(IssueRun).where(IssueRun.id == self.run_id, IssueRun.leased_until == self.until)


def take_lease(run_id: int, state: RunState = RunState.RUNNING) -> Lease | None:
    """None if the run is not in that state or another worker is at it."""
    now = clock.now()
    free = or_(IssueRun.leased_until.is_(None), IssueRun.leased_until < now)
    there = update(IssueRun).where(IssueRun.id == run_id, IssueRun.state == state, free)
    return Lease(run_id, now + LEASE, state) if _changed_one(there.values(leased_until=now + LEASE)) else None


def _changed_one(statement: Update) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.commit()
    return bool(result.rowcount)  # type: ignore[attr-defined]
