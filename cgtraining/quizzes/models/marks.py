"""How answers came to their points: by rule, by hand, or anew after a question was corrected."""

import enum
from datetime import datetime
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.database import Base, Recorded, values_of
from cgtraining.people.models import Person
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.quizzes.models.quizzes import Quiz


class MarkedBy(enum.Enum):
    RULE = "rule"
    HAND = "hand"
    REGRADE = "regrade"

    @property
    def label(self) -> object:
        return {
            MarkedBy.RULE: _l("Marked by rule"),
            MarkedBy.HAND: _l("Marked by hand"),
            MarkedBy.REGRADE: _l("Marked again"),
        }[self]


class Regrade(Recorded, Base):
    """The answers to a question in a quiz, marked anew by a corrected version; `reason` is told to those concerned.

    `gives_all`: the question was no good, and everybody got all its points."""

    __tablename__ = "regrade"

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), index=True)
    quiz: Mapped[Quiz] = relationship()
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    question: Mapped[Question] = relationship()
    version_id: Mapped[int] = mapped_column(ForeignKey("question_version.id"))
    question_version: Mapped[QuestionVersion] = relationship()
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
    reason: Mapped[str] = mapped_column(String(500))
    gives_all: Mapped[bool] = mapped_column(default=False, server_default=false())
    answers: Mapped[int]
    changed: Mapped[int]


class MarkEntry(Base):
    """Append only: every change of an answer's points by hand or by a regrade; what the rule gave first needs none."""

    __tablename__ = "mark_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(ForeignKey("attempt_answer.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    marked_by: Mapped[MarkedBy] = mapped_column(values_of(MarkedBy))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
    regrade_id: Mapped[int | None] = mapped_column(ForeignKey("regrade.id", ondelete="SET NULL"), index=True)
    old_points: Mapped[Decimal | None]
    new_points: Mapped[Decimal | None]
    comment: Mapped[str | None] = mapped_column(Text)
    details: Mapped[dict[str, Any] | None]
