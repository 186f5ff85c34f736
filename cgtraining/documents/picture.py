"""The first page of a PDF as a picture, for a phone where long-pressing a picture saves it."""

import io
from threading import Lock
from typing import Any

WIDTH = 1600  # pixels: sharp on a phone, the small print still legible when enlarged
COLOURS = 64  # enough for flat colours with smooth edges; a third of the bytes
PDFIUM = Lock()  # PDFium must not be entered by two threads at once


def first_page_picture(pdf: bytes, width: int = WIDTH, colours: int = COLOURS) -> bytes:
    """A PNG of the first page, `width` pixels wide."""
    return page_pictures(pdf, width, most=1, colours=colours)[0]


def page_pictures(pdf: bytes, width: int, most: int, colours: int = COLOURS) -> list[bytes]:
    """PNGs of the first pages, `most` at most; the last of several is always the document's last."""
    import pypdfium2  # 4 MB that few processes need

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        length = len(document)
        numbers = range(length) if length <= most else [*range(most - 1), length - 1] if most > 1 else [0]
        return [_png(document[number], width, colours) for number in numbers]


def _png(page: Any, width: int, colours: int) -> bytes:
    image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    image.quantize(colours).save(out, "PNG", optimize=True)
    return out.getvalue()
