"""Uploaded logos, seals and signatures, made safe: an SVG of plain shapes, or a PNG written anew."""

import io
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from flask_babel import lazy_gettext as _l
from PIL import Image, UnidentifiedImageError

from cgtraining.documents.drawable import refuse_what_cannot_be_drawn
from cgtraining.errors import UnusableFile

LARGEST_FILE = 1024 * 1024
LONGEST_SIDE = 4000
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "use"})
GROUPS = frozenset({"svg", "g", "defs", "symbol", "title", "desc", "tspan", "textPath", "style"})
PAINTS = frozenset({"linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern"})
ELEMENTS = SHAPES | GROUPS | PAINTS
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|//|@|\\|expression|javascript:", re.IGNORECASE)
UNSAFE_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(frozen=True)
class Picture:
    """`kind` is svg or png, which is also the ending of its name."""

    content: bytes
    kind: str

    @property
    def mimetype(self) -> str:
        return mimetype_of(self.kind)


def mimetype_of(name: str) -> str:
    """Of a stored picture, by the ending of its key."""
    return "image/png" if name.endswith("png") else "image/svg+xml"


def clean_picture(content: bytes) -> Picture:
    """The picture without scripts, links, foreign content and metadata; `UnusableFile` if it is no SVG and no PNG."""
    if not content:
        raise UnusableFile(_l("This file is empty."))
    if len(content) > LARGEST_FILE:
        raise UnusableFile(_l("This picture is larger than 1 MB. Save it smaller and upload it again."))
    if content.startswith(b"\x89PNG\r\n"):
        return Picture(_clean_png(content), "png")
    return Picture(_clean_svg(content), "svg")


def _clean_png(content: bytes) -> bytes:
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            if max(picture.size) > LONGEST_SIDE:
                raise UnusableFile(_l("This picture has more than 4,000 dots on a side. Save it smaller."))
            plain = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as failure:
        raise UnusableFile(_l("This picture is damaged. Save it again as PNG or SVG.")) from failure
    out = io.BytesIO()
    plain.save(out, "PNG", optimize=True)
    return out.getvalue()


def _clean_svg(content: bytes) -> bytes:
    root = _parsed(content)
    if any(_local(element.tag) == "image" and _is_embedded(element) for element in root.iter()):
        raise UnusableFile(_l("This SVG holds a picture made of dots. Save the whole as PNG and upload that."))
    _clean(root)
    if not any(_local(element.tag) in SHAPES for element in root.iter()):
        raise UnusableFile(_l("This SVG shows nothing that can be printed. Save it with plain shapes, or as PNG."))
    refuse_what_cannot_be_drawn(root)
    ElementTree.register_namespace("", SVG)  # kept by the library for the whole process: others change it
    ElementTree.register_namespace("xlink", XLINK)
    cleaned: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=False)
    return cleaned


def _parsed(content: bytes) -> ElementTree.Element:
    if b"\0" in content:  # UTF-16, in which the search for definitions would see nothing
        raise UnusableFile(_l("This is neither an SVG nor a PNG picture."))
    text = re.sub(rb"<!DOCTYPE\s+svg\s+PUBLIC[^\[>]*>", b"", content[:2000]) + content[2000:]
    if UNSAFE_XML.search(text):
        raise UnusableFile(_l("This SVG holds definitions that a picture never needs, so it was not taken."))
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, LookupError) as failure:
        raise UnusableFile(_l("This is neither an SVG nor a PNG picture.")) from failure
    if root.tag != f"{{{SVG}}}svg":
        raise UnusableFile(_l("This is neither an SVG nor a PNG picture."))
    return root


def _clean(root: ElementTree.Element) -> None:
    """Without recursion: whoever nests deeper than Python goes is refused afterwards."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        for name in [name for name, value in element.attrib.items() if not _is_harmless(name, value)]:
            del element.attrib[name]
        for child in list(element):
            if _is_kept(child):
                waiting.append(child)
            else:
                element.remove(child)


def _is_embedded(element: ElementTree.Element) -> bool:
    return any(_local(name) == "href" and value.strip().startswith("data:") for name, value in element.attrib.items())


def _is_kept(element: ElementTree.Element) -> bool:
    if not isinstance(element.tag, str) or element.tag != f"{{{SVG}}}{_local(element.tag)}":
        return False
    name = _local(element.tag)
    if name == "style" and OUTSIDE.search(element.text or ""):
        return False
    return name in ELEMENTS


def _is_harmless(name: str, value: str) -> bool:
    local = _local(name)
    if local.lower().startswith("on"):
        return False
    if local == "href":
        return value.strip().startswith("#")
    if name.startswith("{") and not name.startswith((f"{{{XLINK}}}", "{http://www.w3.org/XML/1998/namespace}")):
        return False
    return not OUTSIDE.search(value)


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
