"""Writing the record."""

from typing import Any, Protocol

from cgtraining.audit.models import AuditEntry
from cgtraining.database import db


class HasId(Protocol):
    @property
    def id(self) -> Any: ...


def record(action: str, target: HasId, *, actor: HasId | None, **details: Any) -> None:
    """Note that `actor` (None: the program itself) did `action` to `target`, which must have its id.

    `details` are plain values for JSON: ids, states, reasons; never a name, phone number or e-mail address.
    """
    entry = AuditEntry(
        actor_id=actor.id if actor else None,
        action=action,
        object_kind=type(target).__name__,
        object_id=target.id,
        details=details,
    )
    db.session.add(entry)
