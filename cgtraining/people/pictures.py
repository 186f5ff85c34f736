"""Logos and seals: PNG, or SVG that does nothing but draw. Anything else is refused, by a sentence."""

import re
import warnings
from io import BytesIO
from xml.etree import ElementTree

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile

MIME_TYPES = {"png": "image/png", "svg": "image/svg+xml"}
MOST_BYTES = 1024 * 1024
MOST_PIXELS = 4000 * 4000
PNG = b"\x89PNG\r\n\x1a\n"
SVG_ELEMENTS = {
    *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
    *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath"),
    *("linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "image"),
}
OWN_PARTS = re.compile(r"#|data:image/(?:png|jpeg);base64,", re.IGNORECASE)
REACHES_OUT = re.compile(
    r"@import|javascript:|expression\(|url\(\s*['\"]?(?!['\"]?(?:#|data:image/(?:png|jpeg)))", re.I
)
FOREIGN_NAMESPACES = ("http://www.inkscape.org/", "http://sodipodi.sourceforge.net/", "http://ns.adobe.com/")


def picture_kind(content: bytes) -> str:
    """`png` or `svg`; raises `UnusableFile` with the reason."""
    if not content:
        raise UnusableFile(_l("This file is empty."))
    if len(content) > MOST_BYTES:
        raise UnusableFile(_l("A logo or seal is at most 1 MB. Save a smaller picture and upload that one."))
    if content.startswith(PNG):
        _refuse_damaged_png(content)
        return "png"
    if b"<svg" in content[:4096]:
        _refuse_lively_svg(content)
        return "svg"
    raise UnusableFile(_l("A logo or seal is a PNG or an SVG file."))


def _refuse_damaged_png(content: bytes) -> None:
    from PIL import Image  # slow to import, and only an upload needs it

    try:
        with warnings.catch_warnings(), Image.open(BytesIO(content), formats=["PNG"]) as picture:
            warnings.simplefilter("error")
            width, height = picture.size
            too_large = width * height > MOST_PIXELS
            if not too_large:
                picture.load()
    except Exception:  # the decoder's errors are of many kinds, and each means the same to the reader
        raise UnusableFile(_l("This picture is damaged. Export it again as PNG or SVG.")) from None
    if too_large:
        raise UnusableFile(_l("This picture has too many pixels: 4000 by 4000 are enough for print."))


def _refuse_lively_svg(content: bytes) -> None:
    """No entities, scripts, events or addresses elsewhere: it is shown on pages and printed on certificates."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableFile(_l("This picture is damaged. Export it again as PNG or SVG.")) from None
    if "<!ENTITY" in text.upper() or re.search(r"<!DOCTYPE[^>]*\[", text, re.IGNORECASE):
        raise _lively()
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError:
        raise UnusableFile(_l("This picture is damaged. Export it again as PNG or SVG.")) from None
    for element in root.iter():
        _refuse_lively_element(element)


def _refuse_lively_element(element: ElementTree.Element) -> None:
    namespace, _brace, name = str(element.tag).rpartition("}")
    if namespace.removeprefix("{").startswith(FOREIGN_NAMESPACES) or "rdf" in namespace or "purl.org" in namespace:
        return  # notes of drawing programs, which no renderer draws
    if name not in SVG_ELEMENTS or REACHES_OUT.search(element.text or ""):
        raise _lively()
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2].lower()
        points = plain in {"href", "src"} and not OWN_PARTS.match(value.strip())
        if plain.startswith("on") or points or REACHES_OUT.search(value):
            raise _lively()


def _lively() -> UnusableFile:
    return UnusableFile(
        _l("This SVG holds a script or points to another file. Export it as plain SVG, or upload a PNG.")
    )
