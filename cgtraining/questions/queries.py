"""Reading the bank of a program."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.questions.content import Content
from cgtraining.questions.content.words import texts_in
from cgtraining.questions.models import Question, QuestionFolder, QuestionPicture, QuestionVersion
from cgtraining.questions.rich_text import pictures_in


def question_by_id(question_id: int) -> Question | None:
    return db.session.get(Question, question_id)


def folder_by_id(folder_id: int) -> QuestionFolder | None:
    return db.session.get(QuestionFolder, folder_id)


def picture_by_id(picture_id: int) -> QuestionPicture | None:
    return db.session.get(QuestionPicture, picture_id)


def foreign_pictures(program: Program, content: Content) -> set[int]:
    """Pictures of the content that the program does not have."""
    shown = {number for text in texts_in(content) for one in (text.zh, text.en) for number in pictures_in(one)}
    if not shown:
        return shown
    own = select(QuestionPicture.id).where(QuestionPicture.program_id == program.id, QuestionPicture.id.in_(shown))
    return shown - set(db.session.scalars(own))


def folders_of(program: Program) -> Sequence[QuestionFolder]:
    query = select(QuestionFolder).where(QuestionFolder.program_id == program.id)
    return db.session.scalars(query.order_by(QuestionFolder.place, QuestionFolder.id)).all()


def folder_ids_within(folder: QuestionFolder) -> set[int]:
    """The folder and all that lie in it, however deep."""
    tree = select(QuestionFolder.id).where(QuestionFolder.id == folder.id).cte("tree", recursive=True)
    tree = tree.union(select(QuestionFolder.id).join(tree, QuestionFolder.parent_id == tree.c.id))
    return set(db.session.scalars(select(tree.c.id)))


def holds_anything(folder: QuestionFolder) -> bool:
    """A folder, or a question, retired ones too."""
    inside = select(QuestionFolder.id).where(QuestionFolder.parent_id == folder.id)
    query = select(Question.id).where(Question.folder_id == folder.id).union_all(inside)
    return db.session.scalar(query.limit(1)) is not None


def latest_version(question: Question) -> QuestionVersion:
    query = select(QuestionVersion).where(QuestionVersion.question_id == question.id)
    return db.session.scalars(query.where(QuestionVersion.number == question.latest)).one()


def latest_versions(question_ids: Collection[int]) -> dict[int, QuestionVersion]:
    """By question id, in one read."""
    query = select(QuestionVersion).join(Question, QuestionVersion.question_id == Question.id)
    query = query.where(Question.id.in_(question_ids), QuestionVersion.number == Question.latest)
    return {version.question_id: version for version in db.session.scalars(query)}


def versions_of(question: Question) -> Sequence[QuestionVersion]:
    """Newest first, with their authors."""
    query = select(QuestionVersion).where(QuestionVersion.question_id == question.id)
    query = query.options(joinedload(QuestionVersion.author))
    return db.session.scalars(query.order_by(QuestionVersion.number.desc())).all()


def questions_with_digests(program: Program, digests: Collection[str]) -> dict[str, Question]:
    """The questions, not retired, whose newest version has one of these contents, by digest."""
    query = select(QuestionVersion.digest, Question).join(Question, QuestionVersion.question_id == Question.id)
    query = query.where(Question.program_id == program.id, Question.retired_at.is_(None))
    query = query.where(QuestionVersion.number == Question.latest, QuestionVersion.digest.in_(digests))
    return {row[0]: row[1] for row in db.session.execute(query)}


def pictures_with_ids(ids: Collection[int]) -> Sequence[QuestionPicture]:
    return db.session.scalars(select(QuestionPicture).where(QuestionPicture.id.in_(ids))).all() if ids else []


def picture_beginning(program: Program, digest: str) -> QuestionPicture | None:
    """By the first 16 signs of its digest at least."""
    if len(digest) < 16:
        return None
    query = select(QuestionPicture).where(QuestionPicture.program_id == program.id)
    return db.session.scalars(query.where(QuestionPicture.digest.startswith(digest, autoescape=True))).first()
