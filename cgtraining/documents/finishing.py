"""What a written file is spared: streams compressed twice, the rest of a font, and digits that nobody sees."""

import re
import zlib
from typing import Any

from cgtraining.documents.outlines import outlines

DIGITS = re.compile(rb"(?<![\d.])(-?[1-9]\d*\.\d{3})\d+")  # a thousandth of a pixel; small numbers may be scales

COMPRESSION = 9


def finish(document: Any, file: Any) -> None:
    """WeasyPrint calls it with a file that is about to be written."""
    for stream in file.objects:
        if getattr(stream, "compress", False):
            _bare(stream) if stream.extra.get("Subtype") == "/OpenType" else _round(stream)
            _compress(stream)


def _bare(stream: Any) -> None:
    if found := outlines(stream.stream[0]):
        stream.stream, stream.extra["Subtype"] = [found], "/CIDFontType0C"


def _round(stream: Any) -> None:
    """Only drawings, which say nothing about themselves: fonts and pictures are bytes that may look like anything."""
    if not stream.extra:
        stream.stream = [DIGITS.sub(rb"\1", _content(stream))]


def _compress(stream: Any) -> None:
    """The writer asks each stream for its bytes twice, and would compress it each time."""
    stream.stream, stream.compress = [zlib.compress(_content(stream), COMPRESSION)], False
    stream.extra["Filter"] = "/FlateDecode"


def _content(stream: Any) -> bytes:
    """As the writer joins it, before it is compressed."""
    if len(stream.stream) == 1 and isinstance(stream.stream[0], bytes):
        return stream.stream[0]
    stream.compress = False
    _, _, content = stream.data.removesuffix(b"\nendstream").partition(b"\nstream\n")
    return bytes(content)
