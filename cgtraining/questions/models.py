"""The question bank of a program: folders, questions in versions, pictures."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person
from cgtraining.programs.models import Competency, Program
from cgtraining.questions.content import Content, content_from
from cgtraining.questions.kinds import Difficulty, QuestionKind


class QuestionFolder(Recorded, Versioned, Base):
    """`parent_id` None: at the top of the program's bank. A folder never lies inside itself (`operations.folders`)."""

    __tablename__ = "question_folder"

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    program: Mapped[Program] = relationship()
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("question_folder.id"), index=True)
    parent: Mapped["QuestionFolder | None"] = relationship(remote_side="QuestionFolder.id")
    title_zh: Mapped[str | None] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    place: Mapped[int] = mapped_column(default=1)


class Question(Recorded, Versioned, Base):
    """What stays the same through all versions of a question. `latest` is the number of the newest version.

    `name` is for those who work with the bank; trainees never see it. `points` is what a quiz offers at first.
    `search_text` is its name and the words of its newest version in both languages, in lower case.
    A retired question is drawn no more and can be added to no quiz; attempts that have it keep it.
    """

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("points >= 0", name="points_not_negative"),
        Index("ix_question_where", "program_id", "folder_id"),
    )

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship()
    folder_id: Mapped[int | None] = mapped_column(ForeignKey("question_folder.id"), index=True)
    folder: Mapped[QuestionFolder | None] = relationship()
    kind: Mapped[QuestionKind] = mapped_column(values_of(QuestionKind))
    name: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(Text, default="", server_default="")
    difficulty: Mapped[Difficulty | None] = mapped_column(values_of(Difficulty))
    points: Mapped[Decimal] = mapped_column(default=Decimal(1))
    latest: Mapped[int] = mapped_column(default=1)
    retired_at: Mapped[datetime | None]
    competencies: Mapped[list[Competency]] = relationship(secondary="question_competency", order_by=Competency.code)


class QuestionCompetency(Base):
    __tablename__ = "question_competency"

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), primary_key=True)
    competency_id: Mapped[int] = mapped_column(
        ForeignKey("competency.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class QuestionVersion(Recorded, Base):
    """Never changed. By `digest`, the SHA-256 of its content as canonical JSON, the same question is recognised."""

    __tablename__ = "question_version"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    question: Mapped[Question] = relationship()
    number: Mapped[int]
    stored: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64), index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    author: Mapped[Person | None] = relationship()
    reason: Mapped[str | None] = mapped_column(String(500))

    @property
    def content(self) -> Content:
        return content_from(self.stored)


class QuestionPicture(Recorded, Base):
    """A picture that questions of the program show as `<img src="picture:ID">`; one row for the same bytes."""

    __tablename__ = "question_picture"
    __table_args__ = (UniqueConstraint("program_id", "digest"),)

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship()
    key: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    media_type: Mapped[str] = mapped_column(String(40))
    name: Mapped[str] = mapped_column(String(200))
    width: Mapped[int]
    height: Mapped[int]
    size: Mapped[int]
