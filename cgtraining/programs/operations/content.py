"""What a draft of a curriculum holds: modules, their units, and the competencies that units serve."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Competency, Curriculum, Module, Program, SessionKind, Unit
from cgtraining.programs.operations.curricula import check_is_draft
from cgtraining.programs.queries import competency_with_code
from cgtraining.programs.rates import in_hundredths

MOST_HOURS = 200


def add_module(*, curriculum: Curriculum, title_zh: str, title_en: str | None, actor: Person | None) -> Module:
    check_is_draft(curriculum)
    module = Module(title_zh=title_zh, title_en=title_en, place=len(curriculum.modules) + 1)
    curriculum.modules.append(module)
    _note(curriculum, "module_added", actor)
    return module


def change_module(
    *, module: Module, title_zh: str, title_en: str | None, version: int | str | None, actor: Person | None
) -> Module:
    module.expect_version(version)
    check_is_draft(module.curriculum)
    module.title_zh, module.title_en = title_zh, title_en
    _note(module.curriculum, "module_changed", actor)
    return module


def remove_module(*, module: Module, actor: Person | None) -> Curriculum:
    curriculum = module.curriculum
    check_is_draft(curriculum)
    curriculum.modules.remove(module)
    _number_again(curriculum.modules)
    _note(curriculum, "module_removed", actor)
    return curriculum


def move_module(*, module: Module, steps: int, actor: Person | None) -> Curriculum:
    check_is_draft(module.curriculum)
    _move(module.curriculum.modules, module, steps)
    _note(module.curriculum, "modules_ordered", actor)
    return module.curriculum


def add_unit(
    *,
    module: Module,
    title_zh: str,
    title_en: str | None,
    kind: SessionKind,
    class_hours: Decimal,
    competencies: Sequence[Competency] = (),
    actor: Person | None,
) -> Unit:
    """`class_hours`: planned, before the rate of the kind."""
    check_is_draft(module.curriculum)
    _check_hours(class_hours)
    unit = Unit(title_zh=title_zh, title_en=title_en, kind=kind, class_hours=class_hours, place=len(module.units) + 1)
    unit.competencies = list(competencies)
    module.units.append(unit)
    _note(module.curriculum, "unit_added", actor)
    return unit


def change_unit(
    *,
    unit: Unit,
    title_zh: str,
    title_en: str | None,
    kind: SessionKind,
    class_hours: Decimal,
    competencies: Sequence[Competency],
    version: int | str | None,
    actor: Person | None,
) -> Unit:
    unit.expect_version(version)
    check_is_draft(unit.module.curriculum)
    _check_hours(class_hours)
    unit.title_zh, unit.title_en, unit.kind, unit.class_hours = title_zh, title_en, kind, class_hours
    unit.competencies = list(competencies)
    _note(unit.module.curriculum, "unit_changed", actor)
    return unit


def remove_unit(*, unit: Unit, actor: Person | None) -> Curriculum:
    module = unit.module
    check_is_draft(module.curriculum)
    module.units.remove(unit)
    _number_again(module.units)
    _note(module.curriculum, "unit_removed", actor)
    return module.curriculum


def move_unit(*, unit: Unit, steps: int, actor: Person | None) -> Curriculum:
    check_is_draft(unit.module.curriculum)
    _move(unit.module.units, unit, steps)
    _note(unit.module.curriculum, "units_ordered", actor)
    return unit.module.curriculum


def add_competency(
    *, program: Program, code: str, title_zh: str, title_en: str | None, actor: Person | None
) -> Competency:
    if competency_with_code(program, code) is not None:
        raise RuleBroken(_("The program has a competency %(code)s already.", code=code))
    competency = Competency(program=program, code=code, title_zh=title_zh, title_en=title_en)
    db.session.add(competency)
    db.session.flush()
    record("program.competency_added", program, actor=actor, competency=competency.id)
    return competency


def change_competency(
    *, competency: Competency, title_zh: str, title_en: str | None, version: int | str | None, actor: Person | None
) -> Competency:
    competency.expect_version(version)
    competency.title_zh, competency.title_en = title_zh, title_en
    db.session.flush()
    record("program.competency_changed", competency.program, actor=actor, competency=competency.id)
    return competency


def _check_hours(class_hours: Decimal) -> None:
    if not class_hours.is_finite() or not Decimal(0) < class_hours <= MOST_HOURS:
        raise RuleBroken(_("A unit has more than 0 and at most %(most)s class hours.", most=MOST_HOURS))
    if not in_hundredths(class_hours):
        raise RuleBroken(_("Class hours have at most two decimal places."))


def _note(curriculum: Curriculum, what: str, actor: Person | None) -> None:
    db.session.flush()
    record(f"curriculum.{what}", curriculum, actor=actor)


def _move(rows: list[Module] | list[Unit], row: Module | Unit, steps: int) -> None:
    order: list[Module | Unit] = sorted(rows, key=lambda one: one.place)
    old = order.index(row)
    order.insert(max(0, min(len(order) - 1, old + steps)), order.pop(old))
    _number_again(order)
    rows.sort(key=lambda one: one.place)


def _number_again(rows: Sequence[Module | Unit]) -> None:
    for place, row in enumerate(rows, start=1):
        row.place = place
    db.session.flush()
