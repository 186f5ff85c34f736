"""What a written file is spared: streams compressed twice, the rest of a font, and digits that nobody sees."""

import zlib
from typing import Any

from cgtraining.documents.digits import rounded
from cgtraining.documents.outlines import outlines

COMPRESSION = 9


def finish(document: Any, file: Any) -> None:
    """WeasyPrint calls it with a file that is about to be written."""
    for stream in file.objects:
        if getattr(stream, "compress", False):
            _bare(stream) if stream.extra.get("Subtype") == "/OpenType" else _round(stream)
            _compress(stream)
    file.objects[:] = [Written(each) if each.compressible else each for each in file.objects]


class Written:
    """An object of the file as bytes: the writer asks each twice, and would put it together each time."""

    compressible, free, offset = True, "n", 0

    def __init__(self, each: Any) -> None:
        self.number, self.generation, self.data = each.number, each.generation, each.data


def _bare(stream: Any) -> None:
    if found := outlines(stream.stream[0]):
        stream.stream, stream.extra["Subtype"] = [found], "/CIDFontType0C"


def _round(stream: Any) -> None:
    """Only drawings, which say nothing about themselves: fonts and pictures are bytes that may look like anything."""
    if not stream.extra:
        stream.stream = [rounded(_content(stream))]


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
