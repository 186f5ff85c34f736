"""The photos of a session's signed sheet."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining.attendance.models import ClassSession, SheetPhoto
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db


def photos_of(session: ClassSession) -> Sequence[SheetPhoto]:
    """In the order of the pages, those that were removed too, with who added and who removed them."""
    query = select(SheetPhoto).where(SheetPhoto.session_id == session.id).order_by(SheetPhoto.id)
    return db.session.scalars(query.options(joinedload(SheetPhoto.added_by), joinedload(SheetPhoto.removed_by))).all()


def sheet_photo_by_id(sheet_photo_id: int) -> SheetPhoto | None:
    session = joinedload(SheetPhoto.session).joinedload(ClassSession.cohort).joinedload(Cohort.curriculum)
    return db.session.scalars(select(SheetPhoto).options(session).where(SheetPhoto.id == sheet_photo_id)).one_or_none()
