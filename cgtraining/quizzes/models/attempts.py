"""Attempts: what each trainee was asked, in which version, and what was answered."""

import enum
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.cohorts.models import Enrolment
from cgtraining.database import Base, Recorded, values_of
from cgtraining.questions.models import QuestionVersion
from cgtraining.quizzes.models.quizzes import Quiz, QuizSection


class AttemptEnd(enum.Enum):
    """How an attempt came to be handed in."""

    TRAINEE = "trainee"
    TIME = "time"
    STAFF = "staff"

    @property
    def label(self) -> object:
        return {
            AttemptEnd.TRAINEE: _l("Handed in by the trainee"),
            AttemptEnd.TIME: _l("Handed in when the time was over"),
            AttemptEnd.STAFF: _l("Handed in by staff"),
        }[self]


class Attempt(Recorded, Base):
    """One go at a quiz; a person has at most one that is not handed in (the database sees to it).

    `due_at` is the last moment for an answer, by the server's clock: from the time limit, the closing time and what the
    person was given beyond. `points` None: something still has to be marked by hand. `maximum` is what could be had.
    `passed_on_at` None: what it comes to was not given to the graded item since it was last marked.
    """

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("quiz_id", "enrolment_id", "number"),
        Index(
            "uq_attempt_open",
            "quiz_id",
            "enrolment_id",
            unique=True,
            sqlite_where=text("handed_in_at IS NULL"),
            postgresql_where=text("handed_in_at IS NULL"),
        ),
        Index("ix_attempt_due", "handed_in_at", "due_at"),
    )

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id"))
    quiz: Mapped[Quiz] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    number: Mapped[int]
    started_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    ended_by: Mapped[AttemptEnd | None] = mapped_column(values_of(AttemptEnd))
    marked_at: Mapped[datetime | None]
    points: Mapped[Decimal | None]
    maximum: Mapped[Decimal] = mapped_column(default=Decimal(0))
    passed_on_at: Mapped[datetime | None]


class AttemptAnswer(Recorded, Base):
    """One question of an attempt with its answer. `seed` decides in which order options are shown.

    `saves` counts the times that an answer was saved: who saves names the count that they had seen, so that a second
    tab is noticed; `saved_in` is the tab that saved last. `seed` 0: options stand as they were written. `flagged`: its
    trainee wants to look at it again. `points` None: unmarked.
    """

    __tablename__ = "attempt_answer"
    __table_args__ = (
        UniqueConstraint("attempt_id", "place"),
        CheckConstraint("points IS NULL OR points <= maximum", name="never_above_maximum"),
    )

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    attempt: Mapped[Attempt] = relationship()
    place: Mapped[int]
    section_id: Mapped[int | None] = mapped_column(ForeignKey("quiz_section.id", ondelete="SET NULL"), index=True)
    section: Mapped[QuizSection | None] = relationship()
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"), index=True)
    question_version: Mapped[QuestionVersion] = relationship()
    maximum: Mapped[Decimal]
    seed: Mapped[int]
    response: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime | None]
    saves: Mapped[int] = mapped_column(default=0)
    saved_in: Mapped[str | None] = mapped_column(String(20))
    flagged: Mapped[bool] = mapped_column(default=False, server_default=false())
    points: Mapped[Decimal | None]
    comment: Mapped[str | None] = mapped_column(Text)


class OvertakenAnswer(Recorded, Base):
    """Append only: an answer that another tab or device saved over, so that nothing is lost."""

    __tablename__ = "overtaken_answer"

    answer_id: Mapped[int] = mapped_column(ForeignKey("attempt_answer.id", ondelete="CASCADE"), index=True)
    response: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    saved_at: Mapped[datetime | None]


class AnswerFile(Recorded, Base):
    """A file handed in as an answer."""

    __tablename__ = "answer_file"

    answer_id: Mapped[int] = mapped_column(ForeignKey("attempt_answer.id", ondelete="CASCADE"), index=True)
    answer: Mapped[AttemptAnswer] = relationship()
    key: Mapped[str] = mapped_column(String(200))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    removed_at: Mapped[datetime | None]
