"""Reading the record."""

from collections.abc import Sequence

from sqlalchemy import select

from cgtraining.audit.models import AuditEntry
from cgtraining.audit.operations import HasId
from cgtraining.database import db


def history_of(target: HasId, limit: int = 100) -> Sequence[AuditEntry]:
    """What was done to `target`, newest first."""
    query = select(AuditEntry).where(AuditEntry.object_kind == type(target).__name__)
    query = query.where(AuditEntry.object_id == target.id).order_by(AuditEntry.id.desc()).limit(limit)
    return db.session.scalars(query).all()
