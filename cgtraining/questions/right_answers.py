"""What is right, in words, for whoever may see it: lines of two-language HTML."""

from collections.abc import Iterable, Sequence
from functools import singledispatch
from html import escape
from typing import Any

from cgtraining.language.text import BilingualText
from cgtraining.questions.asking import words
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Asked,
    Choice,
    ChoiceGap,
    Cloze,
    Gap,
    Matching,
    Matrix,
    Numerical,
    Ordering,
    ShortText,
    TextGap,
    TrueFalse,
)

WHOLE = 1


@singledispatch
def right_answer(content: Asked) -> list[BilingualText]:
    """Nothing where nothing is right, or where a person decides."""
    return []


@right_answer.register
def _(content: Choice) -> list[BilingualText]:
    return [option.text for option in content.options if option.share > 0]


@right_answer.register
def _(content: TrueFalse) -> list[BilingualText]:
    return [words()["true" if content.right else "false"]]


@right_answer.register
def _(content: Matching) -> list[BilingualText]:
    targets = {target.key: target.text for target in content.targets}
    return [_joined([one.text, targets[one.target]], " → ") for one in content.premises]


@right_answer.register
def _(content: Ordering) -> list[BilingualText]:
    return [_joined([_same(f"{place}."), one.text], " ") for place, one in enumerate(content.entries, start=1)]


@right_answer.register
def _(content: Numerical) -> list[BilingualText]:
    unit = f" {content.units[0].name}" if content.units else ""
    return [_same(f"{_number(one)}{unit}") for one in content.accepted if one.share >= WHOLE and one.value is not None]


@right_answer.register
def _(content: ShortText) -> list[BilingualText]:
    return [_either(content.accepted)]


@right_answer.register
def _(content: Cloze) -> list[BilingualText]:
    return [_joined([_same(f"{place}."), _of_gap(gap)], " ") for place, gap in enumerate(content.gaps, start=1)]


@right_answer.register
def _(content: Matrix) -> list[BilingualText]:
    columns = {column.key: column.text for column in content.columns}
    rows = [row for row in content.rows if row.right]
    return [_joined([row.text, _joined([columns[key] for key in row.right], " · ")], " → ") for row in rows]


def feedback_on(content: Asked, response: dict[str, Any] | None) -> list[BilingualText]:
    """What was written for the options that were chosen."""
    given = response or {}
    if isinstance(content, Choice):
        return [one.feedback for one in content.options if one.feedback and one.key in given.get("chosen", ())]
    if isinstance(content, TrueFalse) and "value" in given:
        feedback = content.feedback_true if given["value"] else content.feedback_false
        return [feedback] if feedback else []
    return []


def _of_gap(gap: Gap) -> BilingualText:
    if isinstance(gap, ChoiceGap):
        return _joined([option.text for option in gap.options if option.share > 0], " / ")
    if isinstance(gap, TextGap):
        return _either(gap.accepted)
    return _same(" / ".join(_number(one) for one in gap.accepted if one.share >= WHOLE and one.value is not None))


def _number(one: AcceptedNumber) -> str:
    assert one.value is not None
    return f"{one.value:f}" + (f" ± {one.tolerance:f}" if one.tolerance else "")


def _either(accepted: Iterable[Accepted]) -> BilingualText:
    return _same(" / ".join(escape(one.text) for one in accepted if one.share >= WHOLE))


def _same(text: str) -> BilingualText:
    return BilingualText(text, text)


def _joined(texts: Sequence[BilingualText], between: str) -> BilingualText:
    return BilingualText(
        between.join(text.in_language("zh") for text in texts), between.join(text.in_language("en") for text in texts)
    )
