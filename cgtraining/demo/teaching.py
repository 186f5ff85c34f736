"""Sessions, marks and scores, as a year of teaching leaves them."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from cgtraining import clock
from cgtraining.assessments.models import GradedItem, ItemKind
from cgtraining.assessments.operations.items import ItemValues, add_item
from cgtraining.assessments.operations.scores import CellInput, enter_scores
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.attendance.operations.marks import mark
from cgtraining.attendance.operations.planning import SessionValues, add_session, moment
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.people.models import Person
from cgtraining.programs.models import Unit

VENUES = (
    ("雪松院一号教室（深圳福田）", "Cedar Institute, Room 1, Futian, Shenzhen"),
    ("南湾社区议事厅", "Nanwan Community Hall"),
)
ITEMS = (
    ItemValues("reading", "读书报告", "Reading report", ItemKind.ASSIGNMENT, Decimal(100), Decimal(20), Decimal(60)),
    ItemValues("plan", "行动计划书", "Action plan", ItemKind.PROJECT, Decimal(100), Decimal(30), Decimal(60)),
    ItemValues("defence", "结业答辩", "Project defence", ItemKind.DEFENCE, Decimal(100), Decimal(50), Decimal(60)),
)


def ten_in_the_morning(day: date) -> datetime:
    """In China."""
    return datetime.combine(day, time(2), UTC)


def plan_sessions(
    cohort: Cohort, days: Sequence[date], trainers: Sequence[Person], actor: Person, starts: time = time(9)
) -> list[ClassSession]:
    """One whole day for each unit of the curriculum, in its order."""
    units = [unit for module in cohort.curriculum.modules for unit in module.units]
    return [
        add_session(cohort=cohort, values=_values(unit, day, starts, number, trainers), actor=actor)
        for number, (unit, day) in enumerate(zip(units, days, strict=True))
    ]


def _values(unit: Unit, day: date, starts: time, number: int, trainers: Sequence[Person]) -> SessionValues:
    online = unit.kind.value == "online"
    venue_zh, venue_en = VENUES[number % len(VENUES)]
    ends = (datetime.combine(day, starts) + timedelta(hours=8)).time()
    return SessionValues(
        title_zh=unit.title_zh,
        title_en=unit.title_en,
        kind=unit.kind,
        unit_id=unit.id,
        day=day,
        starts=starts,
        ends=ends,
        class_hours=unit.class_hours,
        venue_zh=None if online else venue_zh,
        venue_en=None if online else venue_en,
        link="https://meeting.example.org/cedar" if online else None,
        trainer_id=trainers[number % len(trainers)].id,
    )


def mark_session(
    session: ClassSession, enrolments: Sequence[Enrolment], exceptions: dict[int, MarkValue], actor: Person
) -> None:
    """On the evening of the day; whoever has no exception (by enrolment) is present."""
    present = MarkValue(AttendanceStatus.PRESENT)
    cells = [Cell(one.id, MarkValue(), exceptions.get(one.id, present)) for one in enrolments]
    with clock.frozen(max(session.starts_at, session.ends_at - timedelta(minutes=10))):
        mark(session=session, cells=cells, actor=actor)


def usual_exceptions(chance: Random, enrolments: Sequence[Enrolment]) -> dict[int, MarkValue]:
    """A few come late or are on leave, as in any class."""
    kinds = (
        MarkValue(AttendanceStatus.LATE, 15),
        MarkValue(AttendanceStatus.LATE, 40),
        MarkValue(AttendanceStatus.SICK_LEAVE),
        MarkValue(AttendanceStatus.OFFICIAL_LEAVE),
        MarkValue(AttendanceStatus.LEFT_EARLY, 30),
    )
    return {one.id: chance.choice(kinds) for one in enrolments if chance.random() < 0.06}


def add_items(cohort: Cohort, due: Sequence[date], actor: Person) -> list[GradedItem]:
    items = [add_item(cohort=cohort, values=values, actor=actor) for values in ITEMS]
    for item, day in zip(items, due, strict=True):
        item.due_on = day
    return items


def score(item: GradedItem, points: dict[int, int], actor: Person) -> None:
    """`points` by enrolment."""
    cells = [CellInput(item.id, enrolment_id, str(value), "") for enrolment_id, value in points.items()]
    answers = enter_scores(cohort=item.cohort, cells=cells, actor=actor)
    refused = [answer.sentence for answer in answers if answer.sentence]
    if refused:
        raise ValueError(f"the story's own scores were refused: {refused[0]}")


def at(cohort: Cohort, day: date, hour: int = 10) -> datetime:
    return moment(cohort, day, time(hour))
