"""Writing the record."""

from collections.abc import Iterable
from typing import Any, Protocol

from sqlalchemy import insert

from cgtraining.audit.models import AuditEntry
from cgtraining.database import db


class HasId(Protocol):
    @property
    def id(self) -> Any: ...


def record(action: str, target: HasId, *, actor: HasId | None, **details: Any) -> None:
    """Note that `actor` (None: the program itself) did `action` to `target`, which must have its id.

    `details` are plain values for JSON: ids, states, reasons; never a name, phone number or e-mail address.
    """
    db.session.add(AuditEntry(**_entry(action, target, actor, details)))


def record_all(action: str, targets: Iterable[tuple[HasId, dict[str, Any]]], *, actor: HasId | None) -> None:
    """The same for many targets, each with its details, in one statement."""
    entries = [_entry(action, target, actor, details) for target, details in targets]
    if entries:
        db.session.execute(insert(AuditEntry), entries)


def _entry(action: str, target: HasId, actor: HasId | None, details: dict[str, Any]) -> dict[str, Any]:
    return {
        "actor_id": actor.id if actor else None,
        "action": action,
        "object_kind": type(target).__name__,
        "object_id": target.id,
        "details": details,
    }
