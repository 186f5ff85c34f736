"""The right to make a print set for a while, so that two workers do not make the same one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, or_, update

from cgtraining import clock
from cgtraining.certificates.leases import LEASE, RENEWED_AFTER, LeaseLost
from cgtraining.certificates.models import PrintSet, PrintState
from cgtraining.database import db


@dataclass
class SetLease:
    """Held until `until`, by which its holder is known. Each method is a transaction."""

    set_id: int
    until: datetime

    def keep(self) -> None:
        """Call it again and again while at work: renews when a second is over."""
        if clock.now() - (self.until - LEASE) > RENEWED_AFTER:
            until = clock.now() + LEASE
            if not changed_one(self._mine().values(leased_until=until)):
                raise LeaseLost
            self.until = until

    def release(self) -> None:
        changed_one(self._mine().values(leased_until=None))

    def _mine(self) -> Update:
        return update(PrintSet).where(PrintSet.id == self.set_id, PrintSet.leased_until == self.until)


def take_lease_of_set(set_id: int) -> SetLease | None:
    """None if the set is made or another worker is at it."""
    now = clock.now()
    free = or_(PrintSet.leased_until.is_(None), PrintSet.leased_until < now)
    waiting = update(PrintSet).where(PrintSet.id == set_id, PrintSet.state == PrintState.WAITING, free)
    return SetLease(set_id, now + LEASE) if changed_one(waiting.values(leased_until=now + LEASE)) else None


def changed_one(statement: Update) -> bool:
    result = db.session.execute(statement.execution_options(synchronize_session=False))
    db.session.commit()
    return bool(result.rowcount)  # type: ignore[attr-defined]
