"""What is right in a question, for those who work with the bank: lines of both languages side by side."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    Cloze,
    Content,
    Labelled,
    Matching,
    Matrix,
    Numerical,
    Option,
    Ordering,
    ShortText,
    TrueFalse,
)

RIGHT, WRONG = Decimal(1), Decimal(0)
UNWRITTEN = BilingualText()


@dataclass(frozen=True)
class KeyLine:
    """`text` is sanitised HTML; `plain` is what has no language. `share` None: nothing is earned by it alone.

    `goes_with` is its match, its right columns or its gap.
    """

    text: BilingualText = UNWRITTEN
    plain: str = ""
    share: Decimal | None = None
    goes_with: Sequence[BilingualText] = ()
    label: object = ""
    feedback: BilingualText = UNWRITTEN


def key_of(content: Content) -> list[KeyLine]:
    """Empty for what a person marks."""
    return list(LINES.get(content.kind, _nothing)(content))


def number_said(number: AcceptedNumber, unit: str = "") -> str:
    if number.value is None:
        return "*"
    said = f"{number.value.normalize():f}"
    if number.tolerance:
        said += f" ± {number.tolerance.normalize():f}"
    return f"{said} {unit}".strip()


def _nothing(content: Any) -> Iterator[KeyLine]:
    return iter(())


def _options(options: Sequence[Option], label: object = "") -> Iterator[KeyLine]:
    for option in options:
        yield KeyLine(option.text, share=option.share, feedback=option.feedback, label=label)


def _choice(content: Choice) -> Iterator[KeyLine]:
    return _options(content.options)


def _true_false(content: TrueFalse) -> Iterator[KeyLine]:
    for value, label, feedback in (
        (True, _l("True"), content.feedback_true),
        (False, _l("False"), content.feedback_false),
    ):
        yield KeyLine(label=label, share=RIGHT if content.right is value else WRONG, feedback=feedback)


def _matching(content: Matching) -> Iterator[KeyLine]:
    targets = {target.key: target.text for target in content.targets}
    for premise in content.premises:
        yield KeyLine(premise.text, goes_with=[targets[premise.target]])
    used = {premise.target for premise in content.premises}
    for target in content.targets:
        if target.key not in used:
            yield KeyLine(target.text, label=_l("Matches nothing"))


def _in_order(entries: Sequence[Labelled]) -> Iterator[KeyLine]:
    for number, entry in enumerate(entries, start=1):
        yield KeyLine(entry.text, label=str(number))


def _ordering(content: Ordering) -> Iterator[KeyLine]:
    return _in_order(content.entries)


def _accepted(accepted: Sequence[Accepted], label: object = "") -> Iterator[KeyLine]:
    for one in accepted:
        yield KeyLine(plain=one.text, share=one.share, feedback=one.feedback, label=label)


def _numbers(accepted: Sequence[AcceptedNumber], unit: str = "", label: object = "") -> Iterator[KeyLine]:
    for one in accepted:
        said = number_said(one, unit)
        yield KeyLine(plain=said, share=one.share, feedback=one.feedback, label=label)


def _numerical(content: Numerical) -> Iterator[KeyLine]:
    return _numbers(content.accepted, content.units[0].name if content.units else "")


def _short_text(content: ShortText) -> Iterator[KeyLine]:
    return _accepted(content.accepted)


def _cloze(content: Cloze) -> Iterator[KeyLine]:
    for gap in content.gaps:
        label = f"[[{gap.key}]]"
        if gap.kind == "choice":
            yield from _options(gap.options, label)
        elif gap.kind == "text":
            yield from _accepted(gap.accepted, label)
        else:
            yield from _numbers(gap.accepted, label=label)


def _matrix(content: Matrix) -> Iterator[KeyLine]:
    columns = {column.key: column.text for column in content.columns}
    for row in content.rows:
        yield KeyLine(row.text, goes_with=[columns[key] for key in row.right])


LINES: dict[str, Callable[[Any], Iterator[KeyLine]]] = {
    "single": _choice,
    "multiple": _choice,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "numerical": _numerical,
    "short_text": _short_text,
    "cloze": _cloze,
    "matrix": _matrix,
}
