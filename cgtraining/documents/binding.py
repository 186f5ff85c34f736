"""Binding many PDFs into one to be printed: with crop marks around each page, or moved by some millimetres."""

from collections.abc import Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from cgtraining.documents.framing import POINTS, Size
from cgtraining.documents.surgery import pikepdf

MARGIN = 10.0  # millimetres around the trimmed page, for the marks
PIECE = 60  # files that are held in memory before they are put aside


class Offset(NamedTuple):
    """In millimetres."""

    right: float = 0.0
    down: float = 0.0


class Binder:
    """Takes one file after the other; each gets an entry in the outline, under its label.

    With a `folder` it puts pieces of the book aside there, so that a book of any length takes the memory of one piece.
    """

    def __init__(self, title: str, folder: Path | None = None) -> None:
        self._title, self._folder = title, folder
        self._book = pikepdf().new()
        self._entries: list[tuple[str, int]] = []
        self._pieces: list[Path] = []
        self._put_aside_pages = 0

    def add(self, label: str, content: bytes) -> None:
        """As it is."""
        self._note(label)
        with pikepdf().open(BytesIO(content)) as pdf:
            self._book.pages.extend(pdf.pages)

    def add_moved(self, label: str, content: bytes, offset: Offset) -> None:
        """Each page drawn on an empty one of its size, moved; what leaves the page is lost."""
        self._note(label)
        right, down = offset.right * POINTS, offset.down * POINTS
        with pikepdf().open(BytesIO(content)) as pdf:
            for page in pdf.pages:
                width, height = _box(page.mediabox)[2:]
                empty = self._book.add_blank_page(page_size=(width, height))
                empty.add_overlay(page, pikepdf().Rectangle(right, -down, right + width, height - down))

    def add_marked(self, label: str, content: bytes, sheets: bytes, bleed: float) -> None:
        """Each page, which has `bleed` mm around it, drawn on the sheet of its number, which has MARGIN and marks."""
        self._note(label)
        edge, inner = MARGIN * POINTS, (MARGIN - bleed) * POINTS
        with pikepdf().open(BytesIO(content)) as pdf, pikepdf().open(BytesIO(sheets)) as marked:
            for page, sheet in zip(pdf.pages, marked.pages, strict=True):
                width, height = _box(page.mediabox)[2:]
                page.trimbox = page.mediabox  # what is drawn is cut there
                sheet.add_underlay(page, pikepdf().Rectangle(inner, inner, inner + width, inner + height))
                sheet.bleedbox = pikepdf().Rectangle(inner, inner, inner + width, inner + height).as_array()
                outer = _box(sheet.mediabox)
                trim = pikepdf().Rectangle(edge, edge, outer[2] - edge, outer[3] - edge)
                sheet.trimbox = trim.as_array()
            self._book.pages.extend(marked.pages)

    def bound(self) -> bytes:
        written = BytesIO()
        self._finish(self._book, written)
        return written.getvalue()

    def bind_into(self, path: Path) -> None:
        """The same as a file, read from the pieces while it is written."""
        with ExitStack() as opened, pikepdf().new() as book:
            for piece in self._pieces:
                book.pages.extend(opened.enter_context(pikepdf().open(piece)).pages)
            book.pages.extend(self._book.pages)
            self._finish(book, path)

    def _finish(self, book: Any, where: BytesIO | Path) -> None:
        book.docinfo["/Title"] = self._title
        with book.open_outline() as outline:
            outline.root.extend(pikepdf().OutlineItem(label, number) for label, number in self._entries)
        book.save(where, min_version="1.7")

    def _note(self, label: str) -> None:
        if self._folder and len(self._entries) == PIECE * (len(self._pieces) + 1):
            self._put_aside(self._folder / f"{len(self._pieces)}.pdf")
        self._entries.append((label, self._put_aside_pages + len(self._book.pages)))

    def _put_aside(self, piece: Path) -> None:
        self._book.save(piece)
        self._put_aside_pages += len(self._book.pages)
        self._pieces.append(piece)
        self._book.close()
        self._book = pikepdf().new()


def trimmed_sizes(content: bytes) -> Sequence[Size]:
    """Of each page as it will be cut, in millimetres."""
    with pikepdf().open(BytesIO(content)) as pdf:
        boxes = [_box(page.trimbox) for page in pdf.pages]
    return [Size(width / POINTS, height / POINTS) for _left, _bottom, width, height in boxes]


def _box(box: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (float(edge) for edge in box)
    return left, bottom, right - left, top - bottom


def with_rulers(content: bytes, rulers: bytes, offset: Offset) -> bytes:
    """The first page of `content`, moved, under the page `rulers`, which stays."""
    written = BytesIO()
    with pikepdf().open(BytesIO(content)) as pdf, pikepdf().open(BytesIO(rulers)) as sheet:
        width, height = _box(pdf.pages[0].mediabox)[2:]
        right, down = offset.right * POINTS, offset.down * POINTS
        sheet.pages[0].add_underlay(pdf.pages[0], pikepdf().Rectangle(right, -down, right + width, height - down))
        sheet.save(written)
    return written.getvalue()
