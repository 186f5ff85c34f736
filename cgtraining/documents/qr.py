"""QR codes for paper (SVG for screens, a small PNG for PDF pages)."""

import io
from functools import lru_cache

import segno

MASK = 7


def qr_png(text: str, scale: int = 4) -> bytes:
    """A black on white PNG without a quiet zone (the page gives it): still read with 15 % of it damaged."""
    out = io.BytesIO()
    _code(text).save(out, kind="png", scale=scale, border=0)
    return out.getvalue()


@lru_cache(maxsize=32)  # the screen of a hall asks for the same code again and again until it changes
def qr_svg(text: str, border: int = 4) -> str:
    """An SVG element without an XML declaration, sized by its view box, to stand inside a page."""
    out = io.BytesIO()
    _code(text).save(out, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=border)
    return out.getvalue().decode()


def _code(text: str) -> segno.QRCode:
    """Always the same mask: trying all eight takes four times as long, and no reader minds which it is."""
    return segno.make(text, error="m", micro=False, mask=MASK)
