"""Setting the unchanged pages of one PDF into the sheets of another."""

from io import BytesIO
from typing import NamedTuple

from cgtraining.documents.surgery import pikepdf

POINTS = 72 / 25.4  # in a millimetre


class Place(NamedTuple):
    """Where a page is set on its sheet, in millimetres from the lower left corner; it keeps its proportions."""

    left: float
    bottom: float
    width: float
    height: float


class Size(NamedTuple):
    """Of a page, in millimetres."""

    width: float
    height: float


def page_sizes(content: bytes) -> list[Size]:
    with pikepdf().open(BytesIO(content)) as pdf:
        boxes = [[float(edge) for edge in page.mediabox] for page in pdf.pages]
    return [Size((right - left) / POINTS, (top - bottom) / POINTS) for left, bottom, right, top in boxes]


def set_into(sheets: bytes, content: bytes, place: Place) -> bytes:
    """The PDF `sheets` with each page of `content` drawn at `place` of the sheet of the same number."""
    left, bottom, width, height = (edge * POINTS for edge in place)
    written = BytesIO()
    with pikepdf().open(BytesIO(sheets)) as outer, pikepdf().open(BytesIO(content)) as inner:
        for sheet, page in zip(outer.pages, inner.pages, strict=True):
            sheet.add_overlay(page, pikepdf().Rectangle(left, bottom, left + width, bottom + height))
        outer.save(written, deterministic_id=True)
    return written.getvalue()
