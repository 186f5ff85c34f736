"""Versions of a curriculum: drafted, published once and for all, retired; the next one begins as a copy."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Curriculum, CurriculumStatus, Module, Program, Unit
from cgtraining.programs.queries import highest_curriculum_number
from cgtraining.programs.rates import in_hundredths

HOURS_RULE = (
    "minutes_per_hour",
    "smallest_step",
    "most_per_day",
    "rate_online",
    "rate_recorded",
    "rate_visit",
    "rate_practice",
)


@dataclass(frozen=True)
class CurriculumValues:
    """The hours rule in class hours and in class hours per class hour taught; see `Curriculum`."""

    title_zh: str
    title_en: str | None = None
    minutes_per_hour: int = 45
    smallest_step: Decimal = Decimal("0.5")
    most_per_day: Decimal = Decimal(8)
    rate_online: Decimal = Decimal(1)
    rate_recorded: Decimal = Decimal(1)
    rate_visit: Decimal = Decimal(1)
    rate_practice: Decimal = Decimal(1)


def create_curriculum(*, program: Program, values: CurriculumValues, actor: Person | None) -> Curriculum:
    _check(values)
    curriculum = Curriculum(program=program, number=highest_curriculum_number(program) + 1, **asdict(values))
    db.session.add(curriculum)
    db.session.flush()
    record("curriculum.created", curriculum, actor=actor, program=program.id, number=curriculum.number)
    return curriculum


def change_curriculum(
    *, curriculum: Curriculum, values: CurriculumValues, version: int | str | None, actor: Person | None
) -> Curriculum:
    curriculum.expect_version(version)
    check_is_draft(curriculum)
    _check(values)
    for name, value in asdict(values).items():
        setattr(curriculum, name, value)
    db.session.flush()
    record("curriculum.changed", curriculum, actor=actor)
    return curriculum


def publish_curriculum(*, curriculum: Curriculum, actor: Person | None) -> Curriculum:
    """From now on cohorts may start with it, and it is frozen."""
    check_is_draft(curriculum)
    if not any(module.units for module in curriculum.modules):
        raise RuleBroken(_("A curriculum needs at least one unit before it is published."))
    curriculum.status, curriculum.published_at = CurriculumStatus.PUBLISHED, clock.now()
    db.session.flush()
    record("curriculum.published", curriculum, actor=actor)
    return curriculum


def retire_curriculum(*, curriculum: Curriculum, actor: Person | None) -> Curriculum:
    """No new cohort starts with it; those that did go on."""
    if curriculum.status is not CurriculumStatus.PUBLISHED:
        raise RuleBroken(_("Only a published version can be retired."))
    curriculum.status = CurriculumStatus.RETIRED
    db.session.flush()
    record("curriculum.retired", curriculum, actor=actor)
    return curriculum


def begin_next_version(*, curriculum: Curriculum, actor: Person | None) -> Curriculum:
    """A draft with the same modules, units, hours rule and attendance rules."""
    rule = {name: getattr(curriculum, name) for name in HOURS_RULE}
    values = CurriculumValues(curriculum.title_zh, curriculum.title_en, **rule)
    copy = create_curriculum(program=curriculum.program, values=values, actor=actor)
    copy.attendance_rule = curriculum.attendance_rule
    copy.modules = [_copy_of_module(module) for module in curriculum.modules]
    db.session.flush()
    return copy


def check_is_draft(curriculum: Curriculum) -> None:
    if curriculum.status is not CurriculumStatus.DRAFT:
        raise RuleBroken(_("A published version is frozen, because cohorts stand on it. Begin a new version instead."))


def _copy_of_module(module: Module) -> Module:
    units = [_copy_of_unit(unit) for unit in module.units]
    return Module(place=module.place, title_zh=module.title_zh, title_en=module.title_en, units=units)


def _copy_of_unit(unit: Unit) -> Unit:
    return Unit(
        place=unit.place,
        title_zh=unit.title_zh,
        title_en=unit.title_en,
        kind=unit.kind,
        class_hours=unit.class_hours,
        competencies=list(unit.competencies),
    )


def _check(values: CurriculumValues) -> None:
    rates = (values.rate_online, values.rate_recorded, values.rate_visit, values.rate_practice)
    if not all(in_hundredths(number) for number in (values.smallest_step, values.most_per_day, *rates)):
        raise RuleBroken(_("Class hours and rates are numbers with at most two decimal places."))
    if not 1 <= values.minutes_per_hour <= 120:
        raise RuleBroken(_("A class hour has between 1 and 120 minutes; usually it has 45."))
    if not Decimal(0) < values.smallest_step <= 8:
        raise RuleBroken(_("The smallest step is more than 0 and at most 8 class hours; usually it is 0.5."))
    if not Decimal(0) < values.most_per_day <= 24:
        raise RuleBroken(_("At most between 1 and 24 class hours can count in one day; usually it is 8."))
    if any(not Decimal(0) <= rate <= 2 for rate in rates):
        raise RuleBroken(_("A rate is between 0 and 2; 1 counts in full."))
