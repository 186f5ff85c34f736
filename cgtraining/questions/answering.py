"""From the fields of a form to a response: the other way round of the widgets in `templates/questions/answering`.

Names begin with the name that the widget was given (`a3`); a part of a question follows after a hyphen (`a3-KEY`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cgtraining.questions.content import Content
from cgtraining.questions.responses import tidy_response

Fields = Mapping[str, Sequence[str]]
Raw = dict[str, Any]


def response_from(content: Content, fields: Fields, name: str) -> Raw | None:
    """None: not answered. Whatever the form holds, only what the content knows comes through."""
    return tidy_response(content, READERS[content.kind](fields, name))


def fields_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return fields


def _one(fields: Fields, name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _parts(fields: Fields, name: str) -> dict[str, Sequence[str]]:
    """By key, in the order of the form, those that say anything."""
    start = f"{name}-"
    found = {field.removeprefix(start): values for field, values in fields.items() if field.startswith(start)}
    return {key: values for key, values in found.items() if any(value.strip() for value in values)}


def _chosen(fields: Fields, name: str) -> Raw:
    return {"chosen": [value for value in fields.get(name, ()) if value]}


def _chosen_one(fields: Fields, name: str) -> Raw:
    return {"chosen": [value for value in fields.get(name, ())[:1] if value]}


def _true_or_false(fields: Fields, name: str) -> Raw:
    return {"value": {"true": True, "false": False}.get(_one(fields, name))}


def _pairs(fields: Fields, name: str) -> Raw:
    return {"pairs": {key: values[0] for key, values in _parts(fields, name).items()}}


def _order(fields: Fields, name: str) -> Raw:
    """By the numbers that were given; whatever has none follows as it stands. No number at all: not answered."""
    start = f"{name}-"
    given = {name.removeprefix(start): _one(fields, name) for name in fields if name.startswith(start)}
    if not any(_place(text) for text in given.values()):
        return {"order": []}
    return {"order": sorted(given, key=lambda key: _place(given[key]) or len(given) + 1)}


def _place(text: str) -> int | None:
    plain = text.strip()
    return int(plain) if plain.isdecimal() and len(plain) < 4 else None


def _number(fields: Fields, name: str) -> Raw:
    unit = _one(fields, f"{name}-unit")
    return {"text": _one(fields, name)} | ({"unit": unit} if unit else {})


def _text(fields: Fields, name: str) -> Raw:
    """A form sends line breaks in the way of telegraphs."""
    return {"text": _one(fields, name).replace("\r\n", "\n")}


def _gaps(fields: Fields, name: str) -> Raw:
    return {"gaps": {key: values[0] for key, values in _parts(fields, name).items()}}


def _nothing(fields: Fields, name: str) -> Raw:
    """Files are kept one by one, and whose they are stands in their rows."""
    return {}


def _rows(fields: Fields, name: str) -> Raw:
    return {"rows": {key: list(values) for key, values in _parts(fields, name).items()}}


READERS: dict[str, Callable[[Fields, str], Raw]] = {
    "single": _chosen_one,
    "multiple": _chosen,
    "true_false": _true_or_false,
    "matching": _pairs,
    "ordering": _order,
    "numerical": _number,
    "short_text": _text,
    "cloze": _gaps,
    "essay": _text,
    "file_upload": _nothing,
    "likert": _chosen_one,
    "matrix": _rows,
}
