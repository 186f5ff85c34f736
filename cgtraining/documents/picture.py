"""The first page of a PDF as a picture, for a phone where long-pressing a picture saves it."""

import io
from threading import Lock

WIDTH = 1600  # pixels: sharp on a phone, the small print still legible when enlarged
COLOURS = 64  # enough for flat colours with smooth edges; a third of the bytes
PDFIUM = Lock()  # PDFium must not be entered by two threads at once


def first_page_picture(pdf: bytes, width: int = WIDTH, colours: int = COLOURS) -> bytes:
    """A PNG of the first page, `width` pixels wide."""
    import pypdfium2  # 4 MB that few processes need

    with PDFIUM, pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        image = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    image.quantize(colours).save(out, "PNG", optimize=True)
    return out.getvalue()
