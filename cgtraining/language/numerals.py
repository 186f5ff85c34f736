"""Numbers in Chinese characters, as people write scores: 八十五, 九十二点五, 一百零三."""

import re
from decimal import Decimal

DIGITS = dict(zip("〇零一二两三四五六七八九", (0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
UNITS = {"十": 10, "百": 100, "千": 1000}
LONGEST = 12
WHOLE = re.compile("[〇零一二两三四五六七八九十百千]+")


def chinese_number(text: str) -> Decimal | None:
    """The number from 0 to 9,999 that `text` writes, with decimals after 点; None if it does not write one."""
    whole, point, decimals = text.partition("点")
    if len(text) > LONGEST or not WHOLE.fullmatch(whole):
        return None
    if point and not (decimals and all(character in DIGITS for character in decimals)):
        return None
    value = _whole(whole)
    if value is None:
        return None
    return Decimal(f"{value}.{_digits(decimals)}" if decimals else value)


def _whole(text: str) -> int | None:
    """With units, each once and from the largest on (一百零三); without any, digit by digit (九五)."""
    if not any(character in UNITS for character in text):
        return int(_digits(text))
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        if character in DIGITS:
            if digit:
                return None
            digit = DIGITS[character] or None
            continue
        unit = UNITS[character]
        if unit >= last_unit or (digit is None and (total or unit != 10)):
            return None
        total, digit, last_unit = total + (digit or 1) * unit, None, unit
    return total + (digit or 0)


def _digits(text: str) -> str:
    return "".join(str(DIGITS[character]) for character in text)
