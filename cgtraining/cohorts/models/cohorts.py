"""Cohorts, who is in them and in which state, and their staff."""

import enum
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from cgtraining import clock
from cgtraining.database import Base, Recorded, Versioned, values_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Organization, Person
from cgtraining.programs.models import Curriculum, Program


class CohortStatus(enum.Enum):
    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"

    @property
    def label(self) -> object:
        return {
            CohortStatus.PLANNED: _l("In preparation"),
            CohortStatus.RUNNING: _l("Running"),
            CohortStatus.FINISHED: _l("Finished"),
            CohortStatus.CANCELLED: _l("Cancelled"),
        }[self]


class CohortRole(enum.Enum):
    ADMINISTRATOR = "administrator"
    CLASS_TEACHER = "class_teacher"
    TRAINER = "trainer"
    MENTOR = "mentor"

    @property
    def label(self) -> object:
        return {
            CohortRole.ADMINISTRATOR: _l("Course administrator"),
            CohortRole.CLASS_TEACHER: _l("Class teacher"),
            CohortRole.TRAINER: _l("Trainer"),
            CohortRole.MENTOR: _l("Mentor"),
        }[self]


class EnrolmentState(enum.Enum):
    """`COMPLETED` is set by an approved list of graduates only. The other ends keep a date and a reason."""

    ENROLLED = "enrolled"
    COMPLETED = "completed"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"

    @property
    def label(self) -> object:
        return {
            EnrolmentState.ENROLLED: _l("Enrolled"),
            EnrolmentState.COMPLETED: _l("Completed"),
            EnrolmentState.DEFERRED: _l("Deferred to a later cohort"),
            EnrolmentState.WITHDRAWN: _l("Withdrawn"),
            EnrolmentState.TRANSFERRED: _l("Transferred"),
        }[self]


class Cohort(Recorded, Versioned, Base):
    """A cohort keeps the curriculum version that it started with."""

    __tablename__ = "cohort"
    __table_args__ = (
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("capacity > 0", name="capacity_is_positive"),
    )

    program_id: Mapped[int] = mapped_column(ForeignKey("program.id"), index=True)
    program: Mapped[Program] = relationship(lazy="joined", innerjoin=True)
    curriculum_id: Mapped[int] = mapped_column(ForeignKey("curriculum.id"), index=True)
    curriculum: Mapped[Curriculum] = relationship()
    code: Mapped[str] = mapped_column(String(30), unique=True)
    title_zh: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    status: Mapped[CohortStatus] = mapped_column(values_of(CohortStatus), default=CohortStatus.PLANNED)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    timezone: Mapped[str] = mapped_column(String(40), default="Asia/Shanghai")
    capacity: Mapped[int | None]

    groups: Mapped[list["Group"]] = relationship(
        back_populates="cohort", order_by="Group.place", cascade="all, delete-orphan"
    )


class Group(Recorded, Versioned, Base):
    __tablename__ = "trainee_group"
    __table_args__ = (UniqueConstraint("cohort_id", "title_zh"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship(back_populates="groups")
    title_zh: Mapped[str] = mapped_column(String(100))
    title_en: Mapped[str | None] = mapped_column(String(100))
    title: Mapped[BilingualText] = composite("title_zh", "title_en")
    place: Mapped[int] = mapped_column(default=1)


class CohortStaff(Recorded, Base):
    """A dated role; `until` is the first day on which it no longer holds."""

    __tablename__ = "cohort_staff"
    __table_args__ = (UniqueConstraint("cohort_id", "person_id", "role", "since"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    role: Mapped[CohortRole] = mapped_column(values_of(CohortRole))
    since: Mapped[date]
    until: Mapped[date | None]


class Enrolment(Recorded, Versioned, Base):
    """A person in a cohort. `touched_at` moves whenever something that completion depends on changes.

    `came_from` is the enrolment in another cohort from which this person was transferred.
    """

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("cohort_id", "person_id"),)

    cohort_id: Mapped[int] = mapped_column(ForeignKey("cohort.id"))
    cohort: Mapped[Cohort] = relationship()
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    person: Mapped[Person] = relationship()
    group_id: Mapped[int | None] = mapped_column(ForeignKey("trainee_group.id", ondelete="SET NULL"), index=True)
    group: Mapped[Group | None] = relationship()
    sponsor_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    sponsor: Mapped[Organization | None] = relationship()
    state: Mapped[EnrolmentState] = mapped_column(values_of(EnrolmentState), default=EnrolmentState.ENROLLED)
    state_since: Mapped[date]
    joined_on: Mapped[date]
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("enrolment.id", ondelete="SET NULL"))
    came_from: Mapped["Enrolment | None"] = relationship(remote_side="Enrolment.id")
    touched_at: Mapped[datetime] = mapped_column(default=clock.now)
    note: Mapped[str | None] = mapped_column(Text)


class EnrolmentChange(Recorded, Base):
    """Every change of an enrolment's state, with its date and reason."""

    __tablename__ = "enrolment_change"

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    old_state: Mapped[EnrolmentState | None] = mapped_column(values_of(EnrolmentState, "old_state"))
    new_state: Mapped[EnrolmentState] = mapped_column(values_of(EnrolmentState, "new_state"))
    on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    actor: Mapped[Person | None] = relationship()
