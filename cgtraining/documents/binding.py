"""Binding many PDFs into one to be printed: with crop marks around each page, or moved by some millimetres."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any, NamedTuple

from cgtraining.documents.framing import POINTS, Size
from cgtraining.documents.surgery import pikepdf

MARGIN = 10.0  # millimetres around the trimmed page, for the marks


class Offset(NamedTuple):
    """In millimetres."""

    right: float = 0.0
    down: float = 0.0


class Binder:
    """Takes one file after the other; each gets an entry in the outline, under its label."""

    def __init__(self, title: str) -> None:
        self._book = pikepdf().new()
        self._book.docinfo["/Title"] = title
        self._entries: list[tuple[str, int]] = []

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
        with self._book.open_outline() as outline:
            outline.root.extend(pikepdf().OutlineItem(label, number) for label, number in self._entries)
        written = BytesIO()
        self._book.save(written, min_version="1.7")
        return written.getvalue()

    def _note(self, label: str) -> None:
        self._entries.append((label, len(self._book.pages)))


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
