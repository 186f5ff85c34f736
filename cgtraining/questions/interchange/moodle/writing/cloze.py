"""Texts with gaps in Moodle's notation. It has one language for a text with gaps: Chinese if there is any."""

import html
import re
from decimal import Decimal
from functools import singledispatch

from cgtraining.questions.content import AcceptedNumber, ChoiceGap, Cloze, Matrix, NumberGap, Option, TextGap
from cgtraining.questions.content.kinds import MatrixRow
from cgtraining.questions.content.parts import Part
from cgtraining.questions.interchange.gaps_of_languages import mark
from cgtraining.questions.interchange.moodle.writing.fields import percent
from cgtraining.questions.interchange.shares import plain_number
from cgtraining.questions.interchange.two_languages import joined

SIGN = re.compile(r"&#?\w{1,20};|[~#}\\]")
ENLARGED = (1, 2, 4, 5, 10, 20, 100)
WHOLE = Decimal(1)


def cloze_text(content: Cloze) -> str:
    text = content.text.zh or content.text.en or ""
    weights = _whole([gap.weight for gap in content.gaps])
    for gap, weight in zip(content.gaps, weights, strict=True):
        text = text.replace(mark(gap.key), f"{{{weight}:{_inside(gap)}}}")
    return text


def matrix_text(content: Matrix) -> str:
    """A list of the rows, each with a gap to choose its columns in; where nothing is right, everything is."""
    rows = "".join(f"<li>{joined(row.text)} {{1:{_row(content, row)}}}</li>" for row in content.rows)
    return f"{joined(content.text)}<ul>{rows}</ul>"


def _row(content: Matrix, row: MatrixRow) -> str:
    type_ = "MULTIRESPONSE" if content.many else "MULTICHOICE"
    answers = "~".join(
        ("=" if column.key in row.right or not content.is_marked else "") + _escaped(joined(column.text))
        for column in content.columns
    )
    return f"{type_}:{answers}"


def _whole(weights: list[Decimal]) -> list[int]:
    """Moodle's weights are whole numbers; what counts is how they stand to each other."""
    times = next((one for one in ENLARGED if all(weight * one % 1 == 0 for weight in weights)), 100)
    return [max(1, round(weight * times)) for weight in weights]


@singledispatch
def _inside(gap: Part) -> str:
    raise TypeError(f"unknown gap {type(gap).__name__}")


@_inside.register
def _(gap: ChoiceGap) -> str:
    return ("MULTICHOICE_S:" if gap.shuffle else "MULTICHOICE:") + "~".join(_option(one) for one in gap.options)


@_inside.register
def _(gap: TextGap) -> str:
    answers = []
    for one in gap.accepted:
        words = one.text if gap.folding.wildcards else one.text.replace("*", "\\*")
        answers.append(_worth(one.share) + _escaped(html.escape(words, quote=False)) + _feedback(joined(one.feedback)))
    return ("SHORTANSWER:" if gap.folding.case else "SHORTANSWER_C:") + "~".join(answers)


@_inside.register
def _(gap: NumberGap) -> str:
    return "NUMERICAL:" + "~".join(_number(one) for one in gap.accepted)


def _option(option: Option) -> str:
    return _worth(option.share) + _escaped(joined(option.text)) + _feedback(joined(option.feedback))


def _number(one: AcceptedNumber) -> str:
    value = "*" if one.value is None else f"{plain_number(one.value)}:{plain_number(one.tolerance)}"
    return _worth(one.share) + value + _feedback(joined(one.feedback))


def _worth(share: Decimal) -> str:
    return "=" if share == WHOLE else f"%{percent(share)}%"


def _feedback(markup: str) -> str:
    return f"#{_escaped(markup)}" if markup else ""


def _escaped(markup: str) -> str:
    return SIGN.sub(lambda found: found[0] if found[0].startswith("&") else f"\\{found[0]}", markup)
