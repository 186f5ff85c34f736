"""What was answered to a question, as plain JSON of the shape that its kind has:

single, multiple  {"chosen": ["b"]}              true_false   {"value": true}
matching          {"pairs": {"p1": "t2"}}        ordering     {"order": ["c", "a", "b"]}
numerical         {"text": "12.5", "unit": "km"} short_text   {"text": "议事会"}
cloze             {"gaps": {"1": "4"}}           essay        {"text": "…"}
file_upload       {"files": [17]}                likert       {"chosen": ["agree"]}
matrix            {"rows": {"r1": ["c2"]}}
"""

from collections.abc import Callable, Iterable
from functools import singledispatch
from typing import Any

from cgtraining.questions.content import (
    Asked,
    Choice,
    ChoiceGap,
    Cloze,
    Essay,
    FileUpload,
    Gap,
    Likert,
    Matching,
    Matrix,
    Numerical,
    Ordering,
    ShortText,
    TrueFalse,
)

Response = dict[str, Any]
LONGEST_LINE = 500
LONGEST_ESSAY = 100_000


@singledispatch
def tidy_response(content: Asked, raw: Any) -> Response | None:
    """What of `raw`, which anybody may have made, answers this question; None if nothing does.

    Keys that the question does not have, values of other types and what is too long to be an answer are dropped.
    """
    raise TypeError(f"unknown content {type(content).__name__}")


@tidy_response.register
def _(content: Choice, raw: Any) -> Response | None:
    chosen = _known(_get(raw, "chosen"), (option.key for option in content.options))
    return {"chosen": chosen[:1] if content.kind == "single" else chosen} if chosen else None


@tidy_response.register
def _(content: Likert, raw: Any) -> Response | None:
    chosen = _known(_get(raw, "chosen"), (step.key for step in content.scale))
    return {"chosen": chosen[:1]} if chosen else None


@tidy_response.register
def _(content: TrueFalse, raw: Any) -> Response | None:
    value = _get(raw, "value")
    return {"value": value} if isinstance(value, bool) else None


@tidy_response.register
def _(content: Matching, raw: Any) -> Response | None:
    targets = {target.key for target in content.targets}
    return _map(raw, "pairs", (one.key for one in content.premises), lambda _, value: _one_of(targets, value))


@tidy_response.register
def _(content: Ordering, raw: Any) -> Response | None:
    """Whole or not at all: an order of some of the entries is none."""
    order = _known(_get(raw, "order"), (entry.key for entry in content.entries))
    return {"order": order} if len(order) == len(content.entries) else None


@tidy_response.register
def _(content: Numerical, raw: Any) -> Response | None:
    text, unit = _line(_get(raw, "text")), _line(_get(raw, "unit"))
    if text is None:
        return None
    return {"text": text} | ({"unit": unit} if unit and unit in {one.name for one in content.units} else {})


@tidy_response.register
def _(content: ShortText, raw: Any) -> Response | None:
    text = _line(_get(raw, "text"))
    return {"text": text} if text else None


@tidy_response.register
def _(content: Cloze, raw: Any) -> Response | None:
    gaps = {gap.key: gap for gap in content.gaps}
    return _map(raw, "gaps", gaps, lambda key, value: _gap_value(gaps[key], value))


@tidy_response.register
def _(content: Essay, raw: Any) -> Response | None:
    text = _get(raw, "text")
    if not isinstance(text, str) or not text.strip():
        return None
    return {"text": _storable(text)[:LONGEST_ESSAY]}


@tidy_response.register
def _(content: FileUpload, raw: Any) -> Response | None:
    """Whether the files are the answerer's own is for the caller to say."""
    files = _get(raw, "files")
    kept = [one for one in files if type(one) is int and one > 0] if isinstance(files, list) else []
    return {"files": list(dict.fromkeys(kept))[: content.most_files]} if kept else None


@tidy_response.register
def _(content: Matrix, raw: Any) -> Response | None:
    columns = [column.key for column in content.columns]
    most = None if content.many else 1
    return _map(raw, "rows", (row.key for row in content.rows), lambda _, value: _known(value, columns)[:most])


def _get(raw: Any, name: str) -> Any:
    return raw.get(name) if isinstance(raw, dict) else None


def _known(found: Any, keys: Iterable[str]) -> list[str]:
    """Which of the keys were named, in the order in which they were, each once."""
    known = set(keys)
    named = [one for one in found if isinstance(one, str) and one in known] if isinstance(found, list) else []
    return list(dict.fromkeys(named))


def _map(raw: Any, name: str, keys: Iterable[str], value_of: Callable[[str, Any], Any]) -> Response | None:
    given = _get(raw, name)
    if not isinstance(given, dict):
        return None
    kept = {key: value for key in keys if key in given and (value := value_of(key, given[key]))}
    return {name: kept} if kept else None


def _one_of(keys: set[str], value: Any) -> str | None:
    return value if isinstance(value, str) and value in keys else None


def _gap_value(gap: Gap, value: Any) -> str | None:
    if isinstance(gap, ChoiceGap):
        return _one_of({option.key for option in gap.options}, value)
    return _line(value)


def _line(value: Any) -> str | None:
    return _storable(value).strip()[:LONGEST_LINE] or None if isinstance(value, str) else None


def _storable(text: str) -> str:
    """Without NUL, which PostgreSQL does not take, and without halves of characters."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()
