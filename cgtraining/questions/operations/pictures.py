"""The pictures that the questions of a program show."""

from hashlib import sha256

from sqlalchemy import select

from cgtraining import storage
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.questions.models import QuestionPicture
from cgtraining.questions.pictures import checked_picture

LONGEST_NAME = 200


def add_picture(*, program: Program, content: bytes, name: str, actor: Person | None) -> QuestionPicture:
    """Checked and without what a camera noted; the row that is there already if the program has the same picture."""
    picture = checked_picture(content)
    digest = sha256(picture.content).hexdigest()
    known = select(QuestionPicture).where(QuestionPicture.program_id == program.id, QuestionPicture.digest == digest)
    if found := db.session.scalars(known).one_or_none():
        return found
    key = f"questions/{program.id}/{digest}.{picture.media_type.removeprefix('image/')}"
    storage.save_file(key, picture.content)
    made = QuestionPicture(program=program, key=key, digest=digest, media_type=picture.media_type)
    made.name, made.size = name[:LONGEST_NAME] or "picture", len(picture.content)
    made.width, made.height = picture.width, picture.height
    db.session.add(made)
    db.session.flush()
    record("question_picture.added", made, actor=actor, program_id=program.id)
    return made
