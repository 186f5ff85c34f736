"""The words that stand in a content, whatever its kind, for searching."""

from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel

from cgtraining.language.text import BilingualText
from cgtraining.questions.content.kinds import Content
from cgtraining.questions.content.parts import Accepted
from cgtraining.questions.rich_text import plain

Sought = TypeVar("Sought")


def texts_in(content: Content) -> Iterator[BilingualText]:
    """Every bilingual text of the content, in the order in which it stands there."""
    return _parts_in(content, BilingualText)


def words_of(content: Content) -> str:
    """In both languages, with the accepted answers, one line for each text."""
    lines = [plain(one) for text in texts_in(content) for one in (text.zh, text.en) if one]
    return "\n".join([*lines, *(accepted.text for accepted in _parts_in(content, Accepted))])


def _parts_in(part: object, kind: type[Sought]) -> Iterator[Sought]:
    if isinstance(part, kind):
        yield part
    if isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _parts_in(getattr(part, name), kind)
    elif isinstance(part, tuple):
        for one in part:
            yield from _parts_in(one, kind)
