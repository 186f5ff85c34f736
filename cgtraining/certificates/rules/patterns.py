"""Choosing the patterns of a program's serial numbers, and the register of the numbers that were given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from cgtraining.audit.operations import record
from cgtraining.certificates.models import Certificate, CertificateKind, NumberState, SerialCounter
from cgtraining.certificates.serials import KEYS
from cgtraining.database import db
from cgtraining.documents.glyphs import described, missing_characters
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.operations.numbers import refuse_same_serials
from cgtraining.programs.serials import (
    DEFAULT_PATTERN,
    GENERAL,
    Series,
    pattern_of,
    pattern_problems,
    serial_of,
    tidy_pattern,
)

_IN_ORDER = (NumberState.ISSUED, NumberState.PENDING, NumberState.VOID)


@dataclass(frozen=True)
class NumbersOfYear:
    """How the numbers of a series in one year of award stand; together they are all that were given."""

    series: str
    year: int
    last_number: int
    issued: int
    pending: int
    void: int

    @property
    def are_accounted_for(self) -> bool:
        return self.issued + self.pending + self.void == self.last_number


def set_serial_patterns(
    *, program: Program, patterns: Mapping[str, str], version: int | str | None, actor: Person | None
) -> Program:
    """`patterns` by series, "" being the general one; a blank one is not kept, and its kind is numbered by the general.

    What numbers were given by stays as it is.
    """
    tidied = {key: tidy_pattern(patterns.get(key) or "") for key in KEYS}
    wanted = {
        key: pattern for key, pattern in tidied.items() if pattern and (key, pattern) != (GENERAL, DEFAULT_PATTERN)
    }
    _refuse_faulty(program.code, wanted)
    refuse_same_serials(code=program.code, patterns=wanted, program=program)
    db.session.refresh(program, with_for_update=True)
    program.expect_version(version)
    _refuse_change_of_begun(program, wanted)
    program.serial_patterns = wanted
    db.session.flush()
    record("program.serial_patterns_set", program, actor=actor, patterns=wanted)
    return program


def example_of(code: str, pattern: str, year: int) -> tuple[str, list[object]]:
    """The seventh number of a year by this pattern, or why there can be none."""
    series = Series(code, tidy_pattern(pattern) or DEFAULT_PATTERN)
    problems = list(series_problems(series))
    return ("" if problems else serial_of(series, year, 7)), problems


def series_problems(series: Series) -> Sequence[object]:
    if problems := list(pattern_problems(series)):
        return problems
    missing = missing_characters(serial_of(series, 2026, 7))
    return [_("The certificate's font has no %(character)s.", character=described(one)) for one in missing]


def begun_series(program: Program) -> set[str]:
    """The series in which numbers were given, so that their patterns are frozen."""
    query = select(SerialCounter.series).where(SerialCounter.program_id == program.id, SerialCounter.last_number > 0)
    return set(db.session.scalars(query))


def register_of_numbers(program: Program) -> list[NumbersOfYear]:
    """Every number that was given, by series and year."""
    counted = _counts(program)
    query = select(SerialCounter).where(SerialCounter.program_id == program.id, SerialCounter.last_number > 0)
    counters = db.session.scalars(query.order_by(SerialCounter.series, SerialCounter.year.desc()))
    return [
        NumbersOfYear(
            one.series,
            one.year,
            one.last_number,
            *(counted.get((one.series, one.year, state), 0) for state in _IN_ORDER),
        )
        for one in counters
    ]


def _counts(program: Program) -> dict[tuple[str, int, NumberState], int]:
    of = (Certificate.series, Certificate.year, Certificate.state)
    query = select(*of, func.count()).where(Certificate.program_id == program.id).group_by(*of)
    return {(series, year, state): count for series, year, state, count in db.session.execute(query)}


def _refuse_faulty(code: str, patterns: Mapping[str, str]) -> None:
    faults = [str(problem) for pattern in patterns.values() for problem in series_problems(Series(code, pattern))]
    if faults:
        raise ManyRulesBroken(list(dict.fromkeys(faults)))


def _refuse_change_of_begun(program: Program, wanted: Mapping[str, str]) -> None:
    for key in sorted(begun_series(program)):
        kept = pattern_of(program.serial_patterns, key)
        is_dropped = key != GENERAL and key not in wanted
        if is_dropped or pattern_of(wanted, key) != kept:
            raise RuleBroken(
                _("Numbers were given by the pattern %(pattern)s, so it cannot change any more.", pattern=kept)
            )


def label_of_series(key: str) -> object:
    return CertificateKind(key).label if key else _("General series")
