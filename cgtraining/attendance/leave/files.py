"""What is attached to a request: a PDF or a picture, judged by its content, for those who decide and the trainee only.

The row of a file lives on when its leave goes, as when a person is erased: the sweep then removes file and row.
"""

import secrets
from collections.abc import Sequence
from contextlib import suppress

from sqlalchemy import select

from cgtraining import storage, tasks
from cgtraining.attendance.models import Leave, LeaveFile
from cgtraining.database import db
from cgtraining.web.scans import kind_of_scan

LONGEST_NAME = 120


def store_leave_file(content: bytes) -> str:
    """Check a file and put it into storage; gives its key. No transaction should be open meanwhile."""
    key = f"leave/{secrets.token_hex(16)}.{kind_of_scan(content)}"
    storage.save_file(key, content)
    return key


def attach_file(*, leave: Leave, key: str, file_name: str) -> LeaveFile:
    name = file_name.replace("\\", "/").rsplit("/", 1)[-1][-LONGEST_NAME:] or key[-LONGEST_NAME:]
    made = LeaveFile(leave_id=leave.id, key=key, name=name)
    db.session.add(made)
    db.session.flush()
    db.session.expire(leave, ["files"])
    return made


def remove_files(leave: Leave) -> None:
    """The sweep takes them out of storage after the commit."""
    for file in leave.files:
        file.leave_id = None
    db.session.flush()
    db.session.expire(leave, ["files"])


def proceed(leave_file_id: int) -> None:
    file = db.session.get(LeaveFile, leave_file_id)
    if file is not None and file.leave_id is None:
        with suppress(FileNotFoundError):
            storage.delete_file(file.key)
        db.session.delete(file)
    db.session.commit()


def unfinished() -> Sequence[int]:
    found = db.session.scalars(select(LeaveFile.id).where(LeaveFile.leave_id.is_(None)).order_by(LeaveFile.id)).all()
    db.session.rollback()
    return found


WORK = tasks.Work("leave_files", proceed, unfinished)
