"""The outlines inside an OpenType font, as a PDF holds them: numbered by their place, and without the rest of the font.

A certificate calls each character by its place in the font. Where a font names its characters by numbers of a large
collection, as those for Chinese do, readers look for the place among these numbers instead: Firefox and others then
show nothing where poppler shows the character. So such a font is told to number them by their places.
"""

import struct
from collections.abc import Iterator

HEADER, RECORD = struct.Struct(">4sH6x"), struct.Struct(">4s4xII")
CHARSET, CHARSTRINGS, COLLECTION = 15, 17, (12, 30)
EXPERT_SUBSET = 2  # up to this number it is a list that readers know, not a place in the font


def outlines(font: bytes) -> bytes | None:
    """None if the font has outlines of another kind."""
    found = _table(font, b"CFF ")
    return _numbered_by_place(found) if found else None


def _table(font: bytes, wanted: bytes) -> bytes:
    _, count = HEADER.unpack_from(font)
    records = (RECORD.unpack_from(font, HEADER.size + place * RECORD.size) for place in range(count))
    return next((font[start : start + length] for tag, start, length in records if tag == wanted), b"")


def _numbered_by_place(cff: bytes) -> bytes:
    names = _index(cff, cff[2])
    top = dict(_entries(cff, *_index(cff, names[-1])[:2]))
    start = top.get(CHARSET, 0)
    if COLLECTION not in top or start <= EXPERT_SUBSET:
        return cff
    numbers = _places(len(_index(cff, top[CHARSTRINGS])) - 1)
    return cff[:start] + numbers + cff[start + len(numbers) :]


def _places(glyphs: int) -> bytes:
    """1, 2, 3 and so on for all but the empty glyph, in the shortest form: none that stood there before is shorter."""
    if glyphs <= 2:
        return struct.pack(">BH", 0, 1)
    return struct.pack(">BHB", 1, 1, glyphs - 2) if glyphs <= 257 else struct.pack(">BHH", 2, 1, glyphs - 2)


def _index(cff: bytes, start: int) -> list[int]:
    """Where each of the pieces begins, and where the last one ends."""
    count = int.from_bytes(cff[start : start + 2])
    if not count:
        return [start + 2]
    size, first = cff[start + 2], start + 3
    base = first + (count + 1) * size - 1
    return [base + int.from_bytes(cff[at : at + size]) for at in range(first, base + 1, size)]


def _entries(cff: bytes, start: int, end: int) -> Iterator[tuple[object, int]]:
    """What the font's own dictionary says, as operator and last number."""
    at, number = start, 0
    while at < end:
        first = cff[at]
        if first == 12:
            yield (12, cff[at + 1]), number
            at += 2
        elif first <= 21:
            yield first, number
            at += 1
        else:
            number, at = _number(cff, at)


def _number(cff: bytes, at: int) -> tuple[int, int]:
    """A number and what follows it; fractions, which are no places, are passed over."""
    first = cff[at]
    if first == 28:
        return int.from_bytes(cff[at + 1 : at + 3], signed=True), at + 3
    if first == 29:
        return int.from_bytes(cff[at + 1 : at + 5], signed=True), at + 5
    if first == 30:
        return 0, next(place for place in range(at + 1, len(cff)) if 0xF in (cff[place] >> 4, cff[place] & 0xF)) + 1
    if first <= 246:
        return first - 139, at + 1
    second = cff[at + 1]
    return (
        ((first - 247) * 256 + second + 108, at + 2) if first <= 250 else ((251 - first) * 256 - second - 108, at + 2)
    )
