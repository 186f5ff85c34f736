import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from cgtraining.errors import UnusableFile
from cgtraining.people.pictures import MOST_BYTES, PNG, picture_kind

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def png(size: tuple[int, int] = (8, 8)) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size).save(out, "PNG")
    return out.getvalue()


def huge_png(side: int = 60000) -> bytes:
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunk = b"IHDR" + header
    return PNG + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + png()[33:]


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9z" fill="url(#a)"/>',
        '<defs><style>.a{fill:url("#b")}</style></defs><use xlink:href="#a"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        '<sodipodi:namedview xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>',
        '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>',
    ],
)
def test_a_drawing_is_taken(inside: str) -> None:
    assert picture_kind(("\ufeff" + SVG.format(inside)).encode()) == "svg"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)"/>',
        '<a href="javascript:alert(1)"/>',
        '<use href="https://example.org/x.svg#a"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>',
        "<style>@import url(https://example.org/x.css)</style>",
        '<path style="fill:url(https://example.org/x)"/>',
        "<path style=\"fill:url( 'https://example.org/x')\"/>",
    ],
)
def test_what_does_more_than_draw_is_refused(inside: str) -> None:
    with pytest.raises(UnusableFile):
        picture_kind(SVG.format(inside).encode())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"%PDF-1.7",
        b"x" * (MOST_BYTES + 1),
        PNG,
        png()[:40],
        huge_png(),
        huge_png(5000),
        SVG.format("<path>").encode(),
        b"\xff\xfe<svg",
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
        SVG.format("").encode().replace(b"<svg", b"<!DOCTYPE svg [ ]><svg"),
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableFile):
        picture_kind(content)


def test_a_png_is_taken() -> None:
    assert picture_kind(png()) == "png"
