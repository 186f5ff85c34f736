"""Numbers of identity documents. That of a resident identity card ends in a check character: GB 11643-1999, 4.2."""

import re
import unicodedata
from datetime import date

RESIDENT = re.compile(r"[1-9]\d{5}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dX]", re.ASCII)
OTHER = re.compile(r"[A-Z0-9]{5,20}", re.ASCII)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
SHOWN_FIRST, SHOWN_LAST = 3, 2


def tidy_number(text: str) -> str:
    """As it is printed: without blanks and hyphens, letters large, full-width characters made narrow."""
    return re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_resident_number(number: str) -> bool:
    """Whether a tidy number can be one: eighteen characters, a day that exists, and the right check character."""
    match = RESIDENT.fullmatch(number)
    return match is not None and _is_day(*match.groups()) and number[-1] == check_character(number)


def check_character(number: str) -> str:
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True)) % 11]


def is_other_number(number: str) -> bool:
    return OTHER.fullmatch(number) is not None


def masked(number: str) -> str:
    """Enough to recognise one's own number."""
    hidden = max(len(number) - SHOWN_FIRST - SHOWN_LAST, 0)
    return f"{number[:SHOWN_FIRST]}{'*' * hidden}{number[len(number) - SHOWN_LAST :]}"


def _is_day(year: str, month: str, day: str) -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
