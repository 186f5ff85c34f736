"""A question as it is put before somebody: everything that its widget in `templates/questions/answering` needs.

Both languages stand in the page, and a sign on a box around it (`data-shown`) says which one is seen, so that the
reader changes between them without a new page and without losing what was typed.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, TypeVar

from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from cgtraining.language.both import in_both_languages
from cgtraining.language.scripts import TAGS, language_of
from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.content import Cloze, Content, Gap
from cgtraining.questions.rich_text import clean, plain

GAP = re.compile(r"\[\[([A-Za-z0-9_.-]{1,40})\]\]")
PICTURE_SOURCE = re.compile(r'(<img\b[^>]*?\bsrc=")picture:(\d{1,18})"')
WORDS = {
    "true": _l("True"),
    "false": _l("False"),
    "choose": _l("Choose …"),
    "answer": _l("Your answer"),
    "choose_one": _l("Choose one"),
    "choose_all": _l("Choose all that apply"),
    "unit": _l("Unit of measure"),
    "place": _l("Place in the order"),
    "up": _l("Move up"),
    "down": _l("Move down"),
    "keep_order": _l("Keep this order"),
    "put_in_order": _l("Put these in order, by the buttons or by numbers from 1"),
    "gap": _l("Gap"),
    "words_or_characters": _l("words (English) or characters (Chinese)"),
    "at_least": _l("At least"),
    "at_most": _l("At most"),
    "remove": _l("Remove"),
    "add_files": _l("Add a file"),
    "most_files": _l("Files, at most"),
    "each_megabytes": _l("MB each, at most"),
    "only_kinds": _l("Kinds of file"),
    "no_chinese": _l("No Chinese yet"),
    "no_english": _l("No English yet"),
}


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


class FileShown(Protocol):
    """A file that was handed in."""

    @property
    def id(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def size(self) -> int: ...


Part = TypeVar("Part", bound=Keyed)


@cache
def words() -> dict[str, BilingualText]:
    return in_both_languages(WORDS)


def shuffled(parts: Iterable[Part], seed: int) -> list[Part]:
    """In an order that the seed alone decides: the same wherever and whenever, also in a later version."""
    return sorted(parts, key=lambda part: hashlib.md5(f"{seed}:{part.key}".encode(), usedforsecurity=False).digest())


def no_picture(picture_id: int) -> str:
    return ""


@dataclass(frozen=True)
class Asking:
    """`name` begins the names of all its fields; `address_of` gives the address of a picture by its id."""

    content: Content
    name: str
    language: Language
    response: dict[str, Any] | None = None
    seed: int = 0
    shuffles: bool = True
    disabled: bool = False
    address_of: Callable[[int], str] = no_picture
    files: Sequence[FileShown] = ()

    def html(self, text: str | None) -> Markup:
        """Cleaned once more on its way out, with its pictures where this reader may see them."""
        return Markup(PICTURE_SOURCE.sub(self._with_address, clean(text) or ""))

    def answered(self, field: str) -> Any:
        return (self.response or {}).get(field)

    def is_chosen(self, key: object) -> bool:
        return key in (self.answered("chosen") or ())

    def in_order(self, parts: Sequence[Part]) -> Sequence[Part]:
        """Options or targets, shuffled if the question and the quiz both say so."""
        may = self.shuffles and getattr(self.content, "shuffle", False)
        return shuffled(parts, self.seed) if may else parts

    def entries_in_order(self, entries: Sequence[Part]) -> list[Part]:
        """What is put in order: as it was left, else shuffled."""
        left = self.answered("order")
        if not left:
            return shuffled(entries, self.seed)
        return sorted(entries, key=lambda entry: left.index(entry.key) if entry.key in left else len(left))

    def gap_options(self, gap: Any) -> Sequence[Any]:
        return shuffled(gap.options, self.seed) if self.shuffles and gap.shuffle else gap.options

    def with_gaps(self, text: str, field_of: Callable[[Gap, int], Markup]) -> Markup:
        """A text of a cloze question with a field in each gap."""
        assert isinstance(self.content, Cloze)
        numbers = {gap.key: (gap, number) for number, gap in enumerate(self.content.gaps, start=1)}
        pieces = GAP.split(str(self.html(text)))
        return Markup("").join(
            field_of(*numbers[piece]) if at % 2 and piece in numbers else Markup(piece)
            for at, piece in enumerate(pieces)
        )

    def said(self, text: BilingualText, language: Language | None = None) -> str:
        """On one line and without marks: for the entries of a list to choose from."""
        return plain(text.in_language(language or self.language)).replace("\n", " ")

    def written_in(self, text: str) -> Markup:
        """The attribute of an element whose text people wrote in one language."""
        found = language_of(text)
        return Markup(' lang="{}"').format(TAGS[found]) if found else Markup("")

    def _with_address(self, found: re.Match[str]) -> str:
        return f'{found[1]}{escape(self.address_of(int(found[2])))}"'
