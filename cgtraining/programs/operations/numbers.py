"""Keeping the serial numbers of all programs, and of all series of one, apart."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining.database import db, wait_in_turn
from cgtraining.errors import RuleBroken
from cgtraining.programs.models import Program
from cgtraining.programs.serials import DEFAULT_PATTERN, GENERAL, Series, common_serial


def refuse_same_serials(*, code: str, patterns: Mapping[str, Any], program: Program | None = None) -> None:
    """Refuse patterns by which a number could be given that some other series can give too.

    Archived programs count: their certificates are still out there. Holds back others who change patterns meanwhile.
    """
    wait_in_turn("serial patterns")
    own, others = list(_series(code, patterns)), list(_series_of_others(program))
    for place, one in enumerate(own):
        for other in [*own[:place], *others]:
            if (serial := common_serial(one, other)) is not None:
                raise RuleBroken(_refusal(one, other, serial.upper()))


def _series(code: str, patterns: Mapping[str, Any]) -> Iterator[Series]:
    for pattern in {**patterns, GENERAL: patterns.get(GENERAL) or DEFAULT_PATTERN}.values():
        yield Series(code, pattern)


def _series_of_others(program: Program | None) -> Iterator[Series]:
    query = select(Program.code, Program.serial_patterns)
    if program is not None:
        query = query.where(Program.id != program.id)
    for code, patterns in db.session.execute(query):
        yield from _series(code, patterns)


def _refusal(one: Series, other: Series, serial: str) -> str:
    shown = {"pattern": one.pattern, "other": other.pattern, "code": other.code, "serial": serial}
    if one.code == other.code:
        return str(
            _(
                "The patterns %(pattern)s and %(other)s could both give the number %(serial)s. Add something that tells"
                " them apart.",
                **shown,
            )
        )
    return str(
        _(
            "By the pattern %(pattern)s this program and the program %(code)s could both give the number %(serial)s."
            " Add something that tells them apart.",
            **shown,
        )
    )
