"""Which encoding a text file is in, when nothing says so: those of offices in China, Hong Kong and Taiwan."""

import codecs
from collections.abc import Callable

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
SAMPLE = 64 * 1024
CLEARLY_CHINESE = 0.5


def decoded(data: bytes) -> str | None:
    """The text, or None when these bytes are no text in any known encoding."""
    if damaged := nearly_utf8(data):
        return damaged
    for name in candidates(data):
        try:
            return data.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def nearly_utf8(data: bytes) -> str | None:
    """UTF-8 in which a few characters were cut, as happens where files are joined: nobody is lost for that."""
    text = data.decode("utf-8", "replace")
    lost, intact = text.count("\ufffd"), sum(character > "\x7f" for character in text)
    return text if 0 < lost < (intact - lost) / 20 and not data.startswith(tuple(BYTE_ORDER_MARKS)) else None


def candidates(data: bytes) -> list[str]:
    marked = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), None)
    if marked:
        return [marked]
    if b"\0" in data[:SAMPLE]:
        return unmarked_utf16(data[:SAMPLE])
    return ["utf-8", *legacy(data)]


def unmarked_utf16(data: bytes) -> list[str]:
    """ASCII separators show where the zero bytes stand: second in little-endian, first in big-endian."""
    first, second = data[0::2].count(0), data[1::2].count(0)
    if abs(first - second) < (first + second) / 2:
        return []
    return ["utf-16-le" if second > first else "utf-16-be"]


def legacy(data: bytes) -> list[str]:
    mainland = share_of_common(data, "gb18030", is_common_in_gb)
    taiwan = share_of_common(data, "big5hkscs", is_common_in_big5)
    if max(mainland, taiwan) < CLEARLY_CHINESE:
        return ["cp1252"]
    return ["gb18030", "big5hkscs"] if mainland >= taiwan else ["big5hkscs", "gb18030"]


def share_of_common(data: bytes, encoding: str, is_common: Callable[[bytes], bool]) -> float:
    """How many of the characters beyond ASCII are everyday ones of that standard: 0 to 1, 0 when it cannot be."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0
    beyond_ascii = [character for character in text[:SAMPLE] if character > "\x7f"]
    common = sum(is_common(character.encode(encoding)) for character in beyond_ascii)
    return common / max(len(beyond_ascii), 1)


def is_common_in_gb(code: bytes) -> bool:
    """Punctuation and full-width forms (A1, A3) and the first level of GB 2312 (B0 to D7)."""
    return len(code) == 2 and (code[0] in (0xA1, 0xA3) or 0xB0 <= code[0] <= 0xD7) and code[1] >= 0xA1


def is_common_in_big5(code: bytes) -> bool:
    """Punctuation (A1) and the frequently used characters of Big5 (A4 to C6)."""
    return len(code) == 2 and (code[0] == 0xA1 or 0xA4 <= code[0] <= 0xC6)
