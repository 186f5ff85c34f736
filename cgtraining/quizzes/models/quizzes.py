"""A quiz of a cohort, its sections, and what each place in it takes from the bank."""

import enum
from datetime import datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.assessments.models import GradedItem
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question, QuestionFolder


class GradingMethod(enum.Enum):
    """Which of several attempts counts."""

    BEST = "best"
    LAST = "last"
    MEAN = "mean"

    @property
    def label(self) -> object:
        return {
            GradingMethod.BEST: _l("The best attempt"),
            GradingMethod.LAST: _l("The last attempt"),
            GradingMethod.MEAN: _l("The mean of all attempts"),
        }[self]


class PageLayout(enum.Enum):
    ALL = "all"
    ONE = "one"

    @property
    def label(self) -> object:
        return {
            PageLayout.ALL: _l("All questions on one page"),
            PageLayout.ONE: _l("One question a page"),
        }[self]


class FeedbackTime(enum.Enum):
    """When a trainee may see what was right, and the explanations."""

    AT_ONCE = "at_once"
    AFTER_CLOSING = "after_closing"
    NEVER = "never"

    @property
    def label(self) -> object:
        return {
            FeedbackTime.AT_ONCE: _l("As soon as the attempt is handed in"),
            FeedbackTime.AFTER_CLOSING: _l("After the quiz has closed"),
            FeedbackTime.NEVER: _l("Never"),
        }[self]


class Quiz(Recorded, Versioned, Base):
    """Trainees see it once it is published. `minutes` None: no time limit; `attempts` None: as many as one likes.

    `pass_percent` is a percentage of the points that can be had. In `practice` each answer is marked when asked for,
    and no result counts. With `item_id` the result that counts becomes the score of that graded item. `pretest_id`
    names the quiz that this one, the post-test, is compared with.
    """

    __tablename__ = "quiz"
    __table_args__ = (
        CheckConstraint("minutes > 0", name="minutes_positive"),
        CheckConstraint("attempts > 0", name="attempts_positive"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opening"),
        CheckConstraint("pretest_id <> id", name="not_its_own_pretest"),
    )

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"), index=True)
    cohort: Mapped[Cohort] = relationship()
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    intro_zh: Mapped[str | None] = mapped_column(Text)
    intro_en: Mapped[str | None] = mapped_column(Text)
    intro: Mapped[BilingualText] = composite("intro_zh", "intro_en")
    published_at: Mapped[datetime | None]
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    minutes: Mapped[int | None]
    attempts: Mapped[int | None] = mapped_column(default=1)
    grading: Mapped[GradingMethod] = mapped_column(values_of(GradingMethod), default=GradingMethod.BEST)
    pass_percent: Mapped[Decimal | None] = mapped_column(default=Decimal(60))
    layout: Mapped[PageLayout] = mapped_column(values_of(PageLayout), default=PageLayout.ALL)
    shuffles_options: Mapped[bool] = mapped_column(default=True)
    feedback: Mapped[FeedbackTime] = mapped_column(values_of(FeedbackTime), default=FeedbackTime.AFTER_CLOSING)
    practice: Mapped[bool] = mapped_column(default=False)
    marks_blind: Mapped[bool] = mapped_column(default=False)
    access_code: Mapped[str | None] = mapped_column(String(40))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("graded_item.id", ondelete="SET NULL"), index=True)
    item: Mapped[GradedItem | None] = relationship()
    pretest_id: Mapped[int | None] = mapped_column(ForeignKey("quiz.id", ondelete="SET NULL"), index=True)
    pretest: Mapped["Quiz | None"] = relationship(remote_side="Quiz.id")
    sections: Mapped[list["QuizSection"]] = relationship(
        back_populates="quiz", order_by="QuizSection.place, QuizSection.id", cascade="all, delete-orphan"
    )


class QuizSection(Recorded, Base):
    __tablename__ = "quiz_section"

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"), index=True)
    quiz: Mapped[Quiz] = relationship(back_populates="sections")
    title_zh: Mapped[str | None] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    place: Mapped[int] = mapped_column(default=1)
    shuffles: Mapped[bool] = mapped_column(default=False)
    slots: Mapped[list["QuizSlot"]] = relationship(
        back_populates="section", order_by="QuizSlot.place, QuizSlot.id", cascade="all, delete-orphan"
    )


class QuizSlot(Recorded, Base):
    """Either one question, or `draws` questions by chance from those that fit all that is named of folder (with the
    folders in it), competency, difficulty and kind. Each carries `points`; no attempt has a question twice."""

    __tablename__ = "quiz_slot"
    __table_args__ = (
        CheckConstraint("draws > 0", name="draws_positive"),
        CheckConstraint("points >= 0", name="points_not_negative"),
        CheckConstraint("question_id IS NULL OR draws = 1", name="one_fixed_question"),
    )

    section_id: Mapped[int] = mapped_column(ForeignKey("quiz_section.id", ondelete="CASCADE"), index=True)
    section: Mapped[QuizSection] = relationship(back_populates="slots")
    place: Mapped[int] = mapped_column(default=1)
    points: Mapped[Decimal] = mapped_column(default=Decimal(1))
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    question: Mapped[Question | None] = relationship()
    draws: Mapped[int] = mapped_column(default=1)
    folder_id: Mapped[int | None] = mapped_column(ForeignKey("question_folder.id"), index=True)
    folder: Mapped[QuestionFolder | None] = relationship()
    competency_id: Mapped[int | None] = mapped_column(ForeignKey("competency.id"), index=True)
    difficulty: Mapped[Difficulty | None] = mapped_column(values_of(Difficulty))
    kind: Mapped[QuestionKind | None] = mapped_column(values_of(QuestionKind))


class QuizAllowance(Recorded, Versioned, Base):
    """What one trainee is given beyond the others, with the reason."""

    __tablename__ = "quiz_allowance"
    __table_args__ = (
        UniqueConstraint("quiz_id", "enrolment_id"),
        CheckConstraint("extra_minutes >= 0 AND extra_attempts >= 0", name="only_more"),
    )

    quiz_id: Mapped[int] = mapped_column(ForeignKey("quiz.id", ondelete="CASCADE"))
    quiz: Mapped[Quiz] = relationship()
    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    enrolment: Mapped[Enrolment] = relationship()
    extra_minutes: Mapped[int] = mapped_column(default=0)
    extra_attempts: Mapped[int] = mapped_column(default=0)
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(String(500))
