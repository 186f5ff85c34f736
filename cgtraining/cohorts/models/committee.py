"""The class committee: trainees who help with their class."""

import enum
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.cohorts.models.cohorts import Enrolment
from cgtraining.database import Base, Recorded, values_of


class ClassOffice(enum.Enum):
    """The monitor answers for the whole class, a group leader for the group that the leader is in."""

    MONITOR = "monitor"
    GROUP_LEADER = "group_leader"

    @property
    def label(self) -> object:
        return _l("Monitor") if self is ClassOffice.MONITOR else _l("Group leader")


class CommitteeMember(Recorded, Base):
    """A dated office of a trainee; `until` is the first day on which it no longer holds."""

    __tablename__ = "committee_member"
    __table_args__ = (UniqueConstraint("enrolment_id", "office", "since"),)

    enrolment_id: Mapped[int] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    enrolment: Mapped[Enrolment] = relationship()
    office: Mapped[ClassOffice] = mapped_column(values_of(ClassOffice))
    since: Mapped[date]
    until: Mapped[date | None]
