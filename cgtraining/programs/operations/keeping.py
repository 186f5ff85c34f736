"""Making, changing and archiving programs."""

import re
from dataclasses import asdict, dataclass

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.operations.numbers import refuse_same_serials
from cgtraining.programs.queries import program_with_code

CODE = re.compile(r"[A-Z][A-Z0-9]{1,19}\Z")


@dataclass(frozen=True)
class ProgramValues:
    """`code` stands in serial numbers: 2 to 20 capital letters and digits, beginning with a letter."""

    code: str
    title_zh: str
    title_en: str | None = None
    summary_zh: str | None = None
    summary_en: str | None = None


def create_program(*, values: ProgramValues, actor: Person | None) -> Program:
    _check(values)
    refuse_same_serials(code=values.code, patterns={})
    program = Program(**asdict(values))
    db.session.add(program)
    db.session.flush()
    record("program.created", program, actor=actor)
    return program


def change_program(
    *, program: Program, values: ProgramValues, version: int | str | None, actor: Person | None
) -> Program:
    program.expect_version(version)
    _check(values, program)
    if values.code != program.code:
        refuse_same_serials(code=values.code, patterns=program.serial_patterns, program=program)
    changed = [name for name, value in asdict(values).items() if getattr(program, name) != value]
    for name in changed:
        setattr(program, name, getattr(values, name))
    db.session.flush()
    record("program.changed", program, actor=actor, fields=changed)
    return program


def set_approvals_needed(*, program: Program, needed: int, version: int | str | None, actor: Person | None) -> Program:
    """By how many people, one or two, a list is approved before anything is issued from it."""
    program.expect_version(version)
    if needed not in (1, 2):
        raise RuleBroken(_("A list is approved by one person or by two."))
    program.approvals_needed = needed
    db.session.flush()
    record("program.approvals_needed_set", program, actor=actor, needed=needed)
    return program


def set_name_rule(*, program: Program, required: bool, version: int | str | None, actor: Person | None) -> Program:
    """Whether nothing is issued to someone who has not confirmed the printed name, or the office is only warned."""
    program.expect_version(version)
    program.names_must_be_confirmed = required
    db.session.flush()
    record("program.name_rule_set", program, actor=actor, required=required)
    return program


def archive_program(*, program: Program, actor: Person | None) -> Program:
    """Out of the lists; its cohorts and certificates stay as they are."""
    program.archived_at = program.archived_at or clock.now()
    db.session.flush()
    record("program.archived", program, actor=actor)
    return program


def bring_back_program(*, program: Program, actor: Person | None) -> Program:
    program.archived_at = None
    db.session.flush()
    record("program.brought_back", program, actor=actor)
    return program


def freeze_code(program: Program) -> None:
    """From the first number on, the code cannot change: it is printed."""
    if program.code_frozen_at is None:
        program.code_frozen_at = clock.now()


def _check(values: ProgramValues, program: Program | None = None) -> None:
    if not CODE.fullmatch(values.code):
        raise RuleBroken(_("A code has 2 to 20 capital letters and digits and begins with a letter, such as CEDAR."))
    if program is not None and program.code_frozen_at is not None and values.code != program.code:
        raise RuleBroken(_("The code stands on certificates that were issued, so it cannot change any more."))
    same_code = program_with_code(values.code)
    if same_code is not None and same_code is not program:
        raise RuleBroken(_("The code %(code)s belongs to another program. Choose another one.", code=values.code))
