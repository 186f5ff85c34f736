"""What is attached to a leave or a make-up: a PDF or a picture, judged by its content, never by its name.

The row of a file lives on when that goes, as when a person is erased: the sweep then removes file and row.
"""

import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress

from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from cgtraining import storage, tasks
from cgtraining.attendance.models import AttachedFile
from cgtraining.database import db
from cgtraining.documents.photographs import without_camera_data
from cgtraining.web.scans import kind_of_scan

LONGEST_NAME = 120


def store_attached(content: bytes) -> str:
    """Check a file and put it into storage; gives its key. No transaction should be open meanwhile.

    Pictures are written anew: a phone notes in them where and when they were taken.
    """
    kind = kind_of_scan(content)
    key = f"attached/{secrets.token_hex(16)}.{kind}"
    storage.save_file(key, without_camera_data(content, kind))
    return key


def name_of_file(given: str, key: str) -> str:
    """As it was called where it came from, without folders."""
    return given.replace("\\", "/").rsplit("/", 1)[-1][-LONGEST_NAME:] or key[-LONGEST_NAME:]


def attach(*, key: str, file_name: str, leave_id: int | None = None, make_up_id: int | None = None) -> AttachedFile:
    made = AttachedFile(leave_id=leave_id, make_up_id=make_up_id, key=key, name=name_of_file(file_name, key))
    db.session.add(made)
    db.session.flush()
    return made


def detach(files: Iterable[AttachedFile]) -> None:
    """The sweep takes them out of storage after the commit."""
    for file in files:
        file.leave_id = file.make_up_id = None
    db.session.flush()


def sent_file(field_data: FileStorage | None) -> FileStorage | None:
    """What was chosen in a field for a file, if anything was."""
    return field_data if field_data and field_data.filename else None


def proceed(attached_file_id: int) -> None:
    file = db.session.get(AttachedFile, attached_file_id)
    if file is not None and file.leave_id is None and file.make_up_id is None:
        with suppress(FileNotFoundError):
            storage.delete_file(file.key)
        db.session.delete(file)
    db.session.commit()


def unfinished() -> Sequence[int]:
    query = select(AttachedFile.id).where(AttachedFile.leave_id.is_(None), AttachedFile.make_up_id.is_(None))
    found = db.session.scalars(query.order_by(AttachedFile.id)).all()
    db.session.rollback()
    return found


WORK = tasks.Work("attached_files", proceed, unfinished)
