"""From what a paper says to a file: PDF by a press, which is a process of its own, or a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from flask_babel import gettext as _

from cgtraining.documents.binding import Binder
from cgtraining.documents.faces import Face
from cgtraining.documents.papers import paper_html, paper_stylesheet
from cgtraining.documents.press import Batch, Printed, Sheet, TookTooLong, presses
from cgtraining.errors import RuleBroken
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import SheetToWrite, write_workbook

FACES = (Face.SANS, Face.SANS_STRONG, Face.PLAIN, Face.PLAIN_STRONG, Face.SONG_STRONG, Face.SONG, Face.LATIN)
MOST_PRESSES = 2
Part = TypeVar("Part")
STYLES = Path(__file__).resolve().parent / "styles"


@dataclass(frozen=True)
class Paper:
    """Plain data, all of it read: `template` in `templates/papers/` sets it, `sheets` are its workbook.

    `stem` is the beginning of the file's name, `style` the name of a stylesheet of its own, `images` what the template
    calls `own:NAME`. A long paper is printed in `parts`, each with content of its own, and bound: pages are numbered
    within a part, and no press works on one for long.
    """

    stem: str
    language: Language
    template: str
    content: Mapping[str, Any]
    sheets: Sequence[SheetToWrite]
    style: str | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)
    parts: Sequence[Mapping[str, Any]] = ({},)


def pdf_of(paper: Paper) -> bytes:
    sheets = [_sheet(paper, part) for part in paper.parts]
    try:
        printed = _all_printed(sheets)
    except TookTooLong:
        raise RuleBroken(_("The machine is too busy to set this paper now. Try again in some minutes.")) from None
    return printed[0] if len(printed) == 1 else _bound(str(paper.content["title"]), printed)


def in_parts(made: Sequence[Part], size: int) -> list[Sequence[Part]]:
    """At least one, which may be empty."""
    return [made[first : first + size] for first in range(0, len(made), size)] or [made]


def _sheet(paper: Paper, part: Mapping[str, Any]) -> Sheet:
    html = paper_html(paper.template, paper.language, **{**paper.content, **part})
    styles = [paper_stylesheet(paper.language), *([_style(paper.style)] if paper.style else [])]
    used = {name: picture for name, picture in paper.images.items() if f"own:{name}" in html}
    return Sheet(html, styles, used)


def _all_printed(sheets: Sequence[Sheet]) -> list[bytes]:
    with presses(min(len(sheets), MOST_PRESSES)) as found:
        begun = [found[number % len(found)].begin(Batch([sheet], FACES)) for number, sheet in enumerate(sheets)]
        return [_file_or_failure(one.result()[0]) for one in begun]


def _file_or_failure(printed: Printed) -> bytes:
    if isinstance(printed, Exception):
        raise printed
    return printed


def _bound(title: str, printed: Sequence[bytes]) -> bytes:
    binder = Binder(title)
    for number, content in enumerate(printed, start=1):
        binder.add(str(number), content)
    return binder.bound()


def workbook_of(paper: Paper) -> bytes:
    return write_workbook(paper.sheets)


@cache
def _style(name: str) -> str:
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")
