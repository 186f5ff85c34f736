"""Photos of the signed sheet: added, and taken away from view while they are kept."""

from collections.abc import Sequence

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.models import ClassSession, SheetPhoto
from cgtraining.attendance.operations.locking import refuse_locked
from cgtraining.attendance.queries.sheets import photos_of
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

MOST_PAGES = 30


def add_sheet_photos(
    *, session: ClassSession, files: Sequence[tuple[str, str]], actor: Person | None
) -> list[SheetPhoto]:
    """Of each page its key in storage and its name. A locked register takes them too: they change no mark."""
    shown = [photo for photo in photos_of(session) if photo.removed_at is None]
    if len(shown) + len(files) > MOST_PAGES:
        raise RuleBroken(_("A sheet has at most %(most)s pages here. Remove some first.", most=MOST_PAGES))
    photos = [SheetPhoto(session=session, file_key=key, file_name=name, added_by=actor) for key, name in files]
    db.session.add_all(photos)
    db.session.flush()
    for photo in photos:
        record("sheet_photo.added", photo, actor=actor, session_id=session.id)
    return photos


def remove_sheet_photo(*, photo: SheetPhoto, actor: Person | None) -> SheetPhoto:
    """The file stays, listed as removed. Removing it twice changes nothing."""
    refuse_locked(photo.session)
    if photo.removed_at is None:
        photo.removed_at, photo.removed_by = clock.now(), actor
        db.session.flush()
        record("sheet_photo.removed", photo, actor=actor, session_id=photo.session_id)
    return photo
