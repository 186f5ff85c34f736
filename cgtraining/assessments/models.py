"""Graded items of a cohort and the scores of its trainees."""

import enum
from datetime import date, datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText


class ItemKind(enum.Enum):
    EXAM = "exam"
    ASSIGNMENT = "assignment"
    PROJECT = "project"
    DEFENCE = "defence"
    PARTICIPATION = "participation"

    @property
    def label(self) -> object:
        return {
            ItemKind.EXAM: _l("Examination"),
            ItemKind.ASSIGNMENT: _l("Assignment"),
            ItemKind.PROJECT: _l("Practice project"),
            ItemKind.DEFENCE: _l("Project defence"),
            ItemKind.PARTICIPATION: _l("Participation"),
        }[self]


class GradedItem(Recorded, Versioned, Base):
    """`code` is how a curriculum's completion rules name the item ('defence'); scores run from 0 to `maximum`.

    `weight` is relative: only the proportions between a cohort's items count. Trainees see scores from
    `released_at` on.
    """

    __tablename__ = "graded_item"
    __table_args__ = (
        UniqueConstraint("cohort_id", "code"),
        CheckConstraint("maximum > 0", name="maximum_is_positive"),
        CheckConstraint("weight >= 0", name="weight_not_negative"),
        CheckConstraint("pass_mark >= 0 AND pass_mark <= maximum", name="pass_mark_in_range"),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship()
    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[ItemKind] = mapped_column(values_of(ItemKind), default=ItemKind.ASSIGNMENT)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    maximum: Mapped[Decimal] = mapped_column(default=Decimal(100))
    weight: Mapped[Decimal] = mapped_column(default=Decimal(1))
    pass_mark: Mapped[Decimal | None]
    due_on: Mapped[date | None]
    place: Mapped[int] = mapped_column(default=1)
    released_at: Mapped[datetime | None]


class Score(Recorded, Versioned, Base):
    """No row, or a row without points: not marked yet. Excused: the item does not count for this trainee."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("item_id", "enrolment_id"),
        CheckConstraint("points >= 0", name="points_not_negative"),
    )

    item_id: Mapped[int] = mapped_column(ForeignKey("graded_item.id", ondelete="CASCADE"))
    item: Mapped[GradedItem] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    points: Mapped[Decimal | None]
    excused: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str | None] = mapped_column(Text)


class ScoreChange(Base):
    """Append only."""

    __tablename__ = "score_change"
    __table_args__ = (Index("ix_score_change_whose", "item_id", "enrolment_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("graded_item.id", ondelete="CASCADE"))
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    old_points: Mapped[Decimal | None]
    new_points: Mapped[Decimal | None]
    excused: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
