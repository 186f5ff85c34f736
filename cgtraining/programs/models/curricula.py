"""The curricula of a program in versions: modules and units with their class hours."""

import enum
from datetime import datetime
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint, false, true
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.programs.attendance_rule import NAMES, AttendanceRule
from cgtraining.programs.models.programs import Competency, Program


class CurriculumStatus(enum.Enum):
    """A draft may be edited; a published version is frozen; a retired one takes no new cohort."""

    DRAFT = "draft"
    PUBLISHED = "published"
    RETIRED = "retired"

    @property
    def label(self) -> object:
        return {
            CurriculumStatus.DRAFT: _l("Draft"),
            CurriculumStatus.PUBLISHED: _l("Published"),
            CurriculumStatus.RETIRED: _l("Retired"),
        }[self]


class SessionKind(enum.Enum):
    """How a unit or a class session is taught; the curriculum version gives each kind its rate of class hours."""

    CLASSROOM = "classroom"
    WORKSHOP = "workshop"
    VISIT = "visit"
    PRACTICE = "practice"
    ONLINE = "online"
    RECORDED = "recorded"

    @property
    def label(self) -> object:
        return {
            SessionKind.CLASSROOM: _l("Classroom"),
            SessionKind.WORKSHOP: _l("Workshop"),
            SessionKind.VISIT: _l("Site visit"),
            SessionKind.PRACTICE: _l("Practice"),
            SessionKind.ONLINE: _l("Live online"),
            SessionKind.RECORDED: _l("Recorded"),
        }[self]


class Curriculum(Recorded, Versioned, Base):
    """One version of a program's curriculum. It states its hours rule, which a stranger reads on the certificate.

    The columns of `attendance_rule` are explained in `attendance_rule.py`.


    `minutes_per_hour`: minutes in a class hour. `smallest_step`: class hours are rounded down to multiples of it.
    `most_per_day`: class hours counted in one day at most. `rate_*`: class hours counted per class hour taught so.
    """

    __tablename__ = "curriculum"
    __table_args__ = (
        UniqueConstraint("program_id", "number"),
        CheckConstraint("minutes_per_hour > 0", name="minutes_are_positive"),
        CheckConstraint("smallest_step > 0", name="step_is_positive"),
        CheckConstraint("most_per_day > 0", name="day_is_positive"),
    )

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"))
    program: Mapped[Program] = relationship(lazy="joined", innerjoin=True)
    number: Mapped[int]
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    status: Mapped[CurriculumStatus] = mapped_column(values_of(CurriculumStatus), default=CurriculumStatus.DRAFT)
    published_at: Mapped[datetime | None]
    minutes_per_hour: Mapped[int] = mapped_column(default=45)
    smallest_step: Mapped[Decimal] = mapped_column(default=Decimal("0.5"))
    most_per_day: Mapped[Decimal] = mapped_column(default=Decimal(8))
    rate_online: Mapped[Decimal] = mapped_column(default=Decimal(1))
    rate_recorded: Mapped[Decimal] = mapped_column(default=Decimal(1))
    rate_visit: Mapped[Decimal] = mapped_column(default=Decimal(1))
    rate_practice: Mapped[Decimal] = mapped_column(default=Decimal(1))
    late_tolerance: Mapped[int] = mapped_column(default=10, server_default="10")
    late_absent_after: Mapped[int | None]
    early_tolerance: Mapped[int] = mapped_column(default=10, server_default="10")
    early_absent_after: Mapped[int | None]
    personal_leave_counts: Mapped[bool] = mapped_column(default=True, server_default=true())
    sick_leave_counts: Mapped[bool] = mapped_column(default=True, server_default=true())
    official_leave_counts: Mapped[bool] = mapped_column(default=False, server_default=false())
    teacher_leave_days: Mapped[int] = mapped_column(default=1, server_default="1")
    leave_after_days: Mapped[int] = mapped_column(default=3, server_default="3")
    lock_after_days: Mapped[int | None]
    attendance_rule: Mapped[AttendanceRule] = composite(AttendanceRule, *NAMES)

    modules: Mapped[list["Module"]] = relationship(
        back_populates="curriculum", order_by="Module.place", cascade="all, delete-orphan"
    )


class Module(Recorded, Versioned, Base):
    __tablename__ = "module"

    curriculum_id: Mapped[int] = mapped_column(ForeignKey("curriculum.id"), index=True)
    curriculum: Mapped[Curriculum] = relationship(back_populates="modules")
    place: Mapped[int] = mapped_column(default=1)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    units: Mapped[list["Unit"]] = relationship(
        back_populates="module", order_by="Unit.place", cascade="all, delete-orphan"
    )


unit_competency = Table(
    "unit_competency",
    Base.metadata,
    Column("unit_id", ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True),
    Column("competency_id", ForeignKey("competency.id", ondelete="CASCADE"), primary_key=True),
)


class Unit(Recorded, Versioned, Base):
    """`class_hours` are planned class hours, before the rate of the kind."""

    __tablename__ = "unit"

    module_id: Mapped[int] = mapped_column(ForeignKey("module.id"), index=True)
    module: Mapped[Module] = relationship(back_populates="units")
    place: Mapped[int] = mapped_column(default=1)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    kind: Mapped[SessionKind] = mapped_column(values_of(SessionKind), default=SessionKind.CLASSROOM)
    class_hours: Mapped[Decimal]
    competencies: Mapped[list[Competency]] = relationship(secondary=unit_competency, order_by=Competency.code)
