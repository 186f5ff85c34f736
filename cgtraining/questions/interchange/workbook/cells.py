"""A question as the cells of a row, for people to read and change."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import singledispatch

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Asked,
    Choice,
    Cloze,
    Essay,
    FileUpload,
    Likert,
    Matching,
    Matrix,
    Numerical,
    Ordering,
    ShortText,
    TrueFalse,
)
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.workbook.columns import KINDS, LETTERS
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.rich_text import plain

Cells = dict[str, str]


def cells_of(question: Exported) -> Cells:
    content = question.content
    cells = {
        "name": question.name,
        "kind": KINDS[QuestionKind(content.kind)],
        "points": f"{question.points.normalize():f}",
        "difficulty": str(question.difficulty.value) if question.difficulty else "",
        "competencies": "；".join(question.competencies),
        "folder": "/".join(title.replace("/", "//") for title in question.folder),
        **_pair("text", content.text),
        **_pair("explanation", content.explanation),
        **_answers(content),
    }
    return {name: text for name, text in cells.items() if text.strip()}


def _pair(name: str, text: BilingualText) -> Cells:
    """What is in English only stands in the first column."""
    if text.zh:
        return {name: plain(text.zh), f"{name} en": plain(text.en)}
    return {name: plain(text.en)}


def _options(texts: Sequence[BilingualText]) -> Cells:
    found: Cells = {}
    for letter, text in zip(LETTERS, texts, strict=False):
        found |= _pair(f"option {letter}", text)
    return found


@singledispatch
def _answers(content: Asked) -> Cells:
    return {}


@_answers.register
def _(content: Choice) -> Cells:
    return {**_options([option.text for option in content.options]), "answer": _letters(content)}


def _letters(content: Choice) -> str:
    """ABD where they share alike, else each with its per cents."""
    right = [(letter, option) for letter, option in zip(LETTERS, content.options, strict=False) if option.share]
    alike = {option.share for _letter, option in right} == {_alike(len(right))}
    if alike and (content.kind == "single" or content.all_or_nothing):
        return "".join(letter for letter, _option in right)
    return " ".join(f"{letter}:{(option.share * 100).normalize():f}" for letter, option in right)


def _alike(number: int) -> Decimal:
    return (Decimal(1) / number).quantize(Decimal("0.0000001")) if number else Decimal(0)


@_answers.register
def _(content: TrueFalse) -> Cells:
    return {"answer": "对" if content.right else "错"}


@_answers.register
def _(content: Matching) -> Cells:
    targets = {target.key: target.text for target in content.targets}
    pairs = [(premise.text, targets[premise.target]) for premise in content.premises]
    used = {premise.target for premise in content.premises}
    pairs += [(BilingualText(), target.text) for target in content.targets if target.key not in used]
    return _options([_arrow(premise, target) for premise, target in pairs])


def _arrow(premise: BilingualText, target: BilingualText) -> BilingualText:
    sides = ((premise.zh, target.zh), (premise.en, target.en))
    zh, en = (f"{plain(left)} → {plain(right)}".strip() if left or right else None for left, right in sides)
    return BilingualText(zh, en)


@_answers.register
def _(content: Ordering) -> Cells:
    return _options([entry.text for entry in content.entries])


@_answers.register
def _(content: Likert) -> Cells:
    return _options([entry.text for entry in content.scale])


@_answers.register
def _(content: Matrix) -> Cells:
    return _options([column.text for column in content.columns])


@_answers.register
def _(content: Numerical) -> Cells:
    return {"answer": "；".join(_number(one) for one in content.accepted if one.share > 0 and one.value is not None)}


def _number(one: AcceptedNumber) -> str:
    if one.value is None:
        return "*"
    value = f"{one.value:f}"
    return f"{value}±{one.tolerance:f}" if one.tolerance else value


@_answers.register
def _(content: ShortText) -> Cells:
    return {"answer": "；".join(_right(content.accepted))}


@_answers.register
def _(content: Cloze) -> Cells:
    return {"answer": "；".join("/".join(_of_gap(gap)) for gap in content.gaps)}


def _of_gap(gap: object) -> Iterator[str]:
    for one in getattr(gap, "accepted", ()):
        if one.share > 0:
            yield one.text if isinstance(one, Accepted) else _number(one)
    for option in getattr(gap, "options", ()):
        if option.share > 0:
            yield plain(option.text.zh or option.text.en)


def _right(accepted: Sequence[Accepted]) -> list[str]:
    return [one.text for one in accepted if one.share > 0]


@_answers.register
def _(content: Essay) -> Cells:
    return _pair("answer", content.guidance)


@_answers.register
def _(content: FileUpload) -> Cells:
    return _pair("answer", content.guidance)
