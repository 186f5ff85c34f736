"""From what a paper says to a file: PDF by a press, which is a process of its own, or a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cgtraining.documents.faces import Face
from cgtraining.documents.papers import paper_html, paper_stylesheet
from cgtraining.documents.press import Sheet, presses
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import SheetToWrite, write_workbook

FACES = (Face.SANS, Face.SANS_STRONG, Face.PLAIN, Face.PLAIN_STRONG, Face.SONG_STRONG, Face.SONG, Face.LATIN)
STYLES = Path(__file__).resolve().parent / "styles"


@dataclass(frozen=True)
class Paper:
    """Plain data, all of it read: `template` in `templates/papers/` sets it, `sheets` are its workbook.

    `stem` is the beginning of the file's name, `style` the name of a stylesheet of its own, `images` what the template
    calls `own:NAME`.
    """

    stem: str
    language: Language
    template: str
    content: Mapping[str, Any]
    sheets: Sequence[SheetToWrite]
    style: str | None = None
    images: Mapping[str, bytes] = field(default_factory=dict)


def pdf_of(paper: Paper) -> bytes:
    html = paper_html(paper.template, paper.language, **paper.content)
    styles = [paper_stylesheet(paper.language), *([_style(paper.style)] if paper.style else [])]
    with presses(1) as [press]:
        return press.print_one(Sheet(html, styles, paper.images), FACES)


def workbook_of(paper: Paper) -> bytes:
    return write_workbook(paper.sheets)


@cache
def _style(name: str) -> str:
    return (STYLES / f"{name}.css").read_text(encoding="utf-8")
