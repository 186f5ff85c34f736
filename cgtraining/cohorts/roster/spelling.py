"""When two spellings say the same."""

import re

from cgtraining.language.names import plain_letters, tidy_name

NO_LETTERS = re.compile(r"[^\w\s]|_")


def same_text(one: str | None, other: str | None) -> bool:
    return tidy_name(one or "").casefold() == tidy_name(other or "").casefold()


def same_latin(one: str | None, other: str | None) -> bool:
    """WANG Fang, Fang Wang and Wang, fang are one name; an absent name equals none."""
    return bool(one and other) and _letters(one or "") == _letters(other or "")


def _letters(name: str) -> list[str]:
    return sorted(NO_LETTERS.sub("", plain_letters(name).replace(",", " ")).split())
