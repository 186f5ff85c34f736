"""Files that are handed in as an answer: safe names, the kinds and sizes that the question takes."""

import secrets
import unicodedata
from datetime import datetime
from pathlib import PurePosixPath

from flask_babel import gettext as _
from sqlalchemy import select, update

from cgtraining import storage
from cgtraining.database import db
from cgtraining.errors import RuleBroken, UnusableFile
from cgtraining.questions.content import FileUpload
from cgtraining.quizzes.models import AnswerFile, Attempt, AttemptAnswer
from cgtraining.quizzes.queries.attempts import Answer, AttemptInHand, files_of
from cgtraining.quizzes.terms import is_too_late

MEGABYTE = 1024 * 1024
LONGEST_NAME = 120
USUAL_ENDINGS = (
    *("pdf", "jpg", "jpeg", "png", "heic", "doc", "docx", "xls", "xlsx", "ppt", "pptx"),
    *("wps", "et", "dps", "txt", "csv", "zip"),
)
ZIPPED, OLD_OFFICE = b"PK", b"\xd0\xcf\x11\xe0"
SIGNS = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG",
    "jpg": b"\xff\xd8\xff",
    "jpeg": b"\xff\xd8\xff",
    **dict.fromkeys(("docx", "xlsx", "pptx", "zip"), ZIPPED),
    **dict.fromkeys(("doc", "xls", "ppt"), OLD_OFFICE),
}


def store_answer_file(answer: Answer, name: str, content: bytes) -> str:
    """Refuse what the question does not take, else keep it; gives its key. No transaction should be open meanwhile."""
    asked = answer.content
    if not isinstance(asked, FileUpload):
        raise RuleBroken(_("This question takes no files."))
    _check(asked, name, content)
    key = f"answers/{secrets.token_hex(16)}"
    storage.save_file(key, content)
    return key


def add_answer_file(
    *, attempt: AttemptInHand, answer: Answer, name: str, key: str, size: int, now: datetime
) -> AnswerFile:
    _hold(attempt, now)
    asked = answer.content
    assert isinstance(asked, FileUpload)
    if len(files_of([answer.id]).get(answer.id, ())) >= asked.most_files:
        raise RuleBroken(_("This question takes %(most)s files at most. Remove one first.", most=asked.most_files))
    made = AnswerFile(answer_id=answer.id, key=key, name=safe_name(name), media_type="", size=size)
    db.session.add(made)
    _note(answer.id, now)
    return made


def remove_answer_file(*, attempt: AttemptInHand, answer: Answer, file_id: int, now: datetime) -> None:
    """Twice does no harm."""
    _hold(attempt, now)
    for file in files_of([answer.id]).get(answer.id, ()):
        if file.id == file_id:
            file.removed_at = now
    _note(answer.id, now)


def safe_name(name: str) -> str:
    """As it was called where it came from: without folders, without signs that no file system shows."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    return plain.strip(" .")[-LONGEST_NAME:] or _("file")


def ending_of(name: str) -> str:
    return safe_name(name).rpartition(".")[2].lower()


def _check(asked: FileUpload, name: str, content: bytes) -> None:
    ending, endings = ending_of(name), asked.endings or USUAL_ENDINGS
    if not content:
        raise UnusableFile(_("This file is empty. Choose another one."))
    if len(content) > asked.most_megabytes * MEGABYTE:
        raise UnusableFile(_("This file is larger than %(most)s MB. Choose a smaller one.", most=asked.most_megabytes))
    if ending not in endings:
        raise UnusableFile(_("This question takes files of these kinds only: %(kinds)s.", kinds=", ".join(endings)))
    if not content.startswith(SIGNS.get(ending, b"")):
        raise UnusableFile(_("This file is not what its name says. Save it again and choose that one."))


def _hold(attempt: AttemptInHand, now: datetime) -> None:
    """No file after the end: the attempt's row is held until the commit."""
    query = select(Attempt.handed_in_at, Attempt.due_at).where(Attempt.id == attempt.id).with_for_update()
    handed_in_at, due_at = db.session.execute(query).one()
    if handed_in_at is not None or is_too_late(due_at, now):
        raise RuleBroken(_("This attempt is handed in already, so nothing can be added."))


def _note(answer_id: int, now: datetime) -> None:
    db.session.flush()
    kept = [file.id for file in files_of([answer_id]).get(answer_id, ())]
    change = update(AttemptAnswer).where(AttemptAnswer.id == answer_id)
    response = {"files": kept} if kept else None
    db.session.execute(change.values(response=response, saved_at=now, saves=AttemptAnswer.saves + 1))
