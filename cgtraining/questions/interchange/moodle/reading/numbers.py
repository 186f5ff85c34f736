"""numerical."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import AcceptedNumber, Numerical, Unit, UnitRule
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.moodle.reading.fields import answers_of, fraction_of, raw_in, text_in, words_in
from cgtraining.questions.interchange.shares import needed_number, number_in, percent
from cgtraining.questions.interchange.xml_reading import Element

NO_UNITS_SHOWN = "3"
PENALTY_OF_THE_ANSWER = "1"


def read_numerical(question: Element, taken: Taken) -> Numerical:
    accepted, units = tuple(_accepted(question, taken)), tuple(_units(question))
    penalised = question.text_of("unitgradingtype") in ("1", "2")
    if question.text_of("unitgradingtype") == PENALTY_OF_THE_ANSWER and any(0 < one.share < 1 for one in accepted):
        taken.lose(_l("The penalty for a wrong unit is taken off all the points, not off those of the answer."))
    return Numerical(
        kind="numerical",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        accepted=accepted,
        units=units,
        unit_rule=_rule(question, units, penalised),
        unit_penalty=needed_number(question.text_of("unitpenalty") or "0.1") if penalised else Decimal("0.5"),
    )


def _accepted(question: Element, taken: Taken) -> Iterator[AcceptedNumber]:
    for answer in answers_of(question):
        written = words_in(answer)
        yield AcceptedNumber(
            value=None if written in ("*", "") else needed_number(written),
            tolerance=abs(number_in(answer.text_of("tolerance")) or Decimal(0)),
            share=percent(fraction_of(answer)),
            feedback=text_in(answer.first("feedback"), taken),
        )


def _units(question: Element) -> Iterator[Unit]:
    """Moodle multiplies the answer to get the number in a unit; ours says how much one of it is."""
    holder = question.first("units")
    units = list(holder.elements("unit")) if holder else []
    factors = [_factor(unit.text_of("multiplier") or "1") for unit in units]
    for unit, factor in sorted(zip(units, factors, strict=True), key=lambda pair: pair[1] != 1):
        yield Unit(name=raw_in(unit.first("unit_name")).strip(), factor=factor)


def _factor(multiplier: str) -> Decimal:
    number = needed_number(multiplier)
    if number <= 0:
        raise RuleBroken(_l("A unit has a multiplier that is not above 0."))
    factor = 1 / number
    whole = round(factor)
    return Decimal(whole) if whole and abs(factor - whole) / factor < Decimal("0.00001") else factor.normalize()


def _rule(question: Element, units: Sequence[Unit], penalised: bool) -> UnitRule:
    if not units or question.text_of("showunits") == NO_UNITS_SHOWN:
        return UnitRule.IGNORED
    return UnitRule.NEEDED if penalised else UnitRule.OPTIONAL
