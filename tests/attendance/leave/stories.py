"""A cohort with a class teacher and a head, three sessions on two days, and requests for leave."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from cgtraining import clock
from cgtraining.attendance.leave.asking import LeaveValues, ask_for_leave
from cgtraining.attendance.leave.deciding import approve_leave
from cgtraining.attendance.leave.spans import Span
from cgtraining.attendance.models import ClassSession, Leave, LeaveKind
from cgtraining.attendance.queries import stored_marks
from cgtraining.cohorts.models import CohortRole, Enrolment
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories


def at(day: int, hour: int, month: int = 3) -> datetime:
    """A moment by the clocks of Shanghai, in 2026."""
    return datetime(2026, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai")).astimezone(UTC)


BEFORE, AFTER = at(2, 12), at(11, 12)
MONDAY, TUESDAY = (Span(at(9, 8), at(9, 18)),), (Span(at(10, 8), at(10, 18)),)
TWO_DAYS = (Span(at(9, 8), at(10, 18)),)


@dataclass
class Story:
    teacher: Person
    head: Person
    trainee: Enrolment
    morning: ClassSession
    afternoon: ClassSession
    tuesday: ClassSession

    @property
    def marks(self) -> list[str | None]:
        """Of the three sessions in their order."""
        found = [stored_marks(one, [self.trainee.id]) for one in (self.morning, self.afternoon, self.tuesday)]
        return [marks[self.trainee.id].value.status.value if marks else None for marks in found]


def story(**rule: Any) -> Story:
    cohort = factories.cohort(factories.curriculum(**rule))
    return Story(
        teacher=factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        head=factories.program_staff(cohort.program, role=ProgramRole.HEAD),
        trainee=factories.enrolment(cohort),
        morning=factories.class_session(cohort, at(9, 9)),
        afternoon=factories.class_session(cohort, at(9, 14)),
        tuesday=factories.class_session(cohort, at(10, 9)),
    )


def asked(of: Story, spans: tuple[Span, ...] = MONDAY, when: datetime = BEFORE, **more: Any) -> Leave:
    values = {"kind": LeaveKind.PERSONAL, "reason": "家里有事"} | more
    with clock.frozen(when):
        return ask_for_leave(enrolment=of.trainee, values=LeaveValues(spans=spans, **values), actor=of.trainee.person)


def approved(of: Story, spans: tuple[Span, ...] = MONDAY, when: datetime = BEFORE, **more: Any) -> Leave:
    leave = asked(of, spans, when, **more)
    with clock.frozen(when):
        return approve_leave(leave=leave, text=None, version=leave.version, actor=of.head)
