"""A person's name as one plain text in the reader's language, for forms, files and sentences."""

from typing import Protocol

from cgtraining.language.choosing import language


class Named(Protocol):
    @property
    def name_zh(self) -> str | None: ...
    @property
    def name_latin(self) -> str | None: ...


def name_of(person: Named) -> str:
    first, other = person.name_zh, person.name_latin
    return (first or other or "") if language() == "zh" else (other or first or "")
