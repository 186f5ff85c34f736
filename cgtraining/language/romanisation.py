"""Suggested Latin spellings of Chinese names by GB/T 28039: family name first, compound surnames joined, ü as YU.

Only a suggestion: readings of rare names differ by family, and the person's own form wins.
"""

import re
from functools import cache

from cgtraining.language import surnames

SINGLE = surnames.single_readings()
COMPOUND = surnames.compound_readings()
UMLAUT = re.compile("([ln])v(?=e?$)")
ONE_SYLLABLE = (
    "(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|yue|yu|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|er|[aoeiuv])"
)
PINYIN = re.compile(f"{ONE_SYLLABLE}(?:['-]?{ONE_SYLLABLE}){{0,2}}", re.IGNORECASE)


def suggest_latin(name_zh: str) -> str | None:
    """王芳 gives WANG Fang, 欧阳文 OUYANG Wen, 吕 LYU; None for names with · and for characters without a reading.

    Names with · keep their own order and spelling, which no rule can know.
    """
    surname, given = readings(name_zh)
    if "·" in name_zh or not surname or not all(is_syllable(syllable) for syllable in [*surname, *given]):
        return None
    return f"{''.join(surname).upper()} {joined(given).capitalize()}".rstrip()


def readings(name_zh: str) -> tuple[list[str], list[str]]:
    """The syllables of surname and given name. Two characters are one and one: 公孙 alone is 公 and 孙."""
    if len(name_zh) > 2 and (compound := COMPOUND.get(name_zh[:2])):
        return compound, [reading(character) for character in name_zh[2:]]
    surname = [SINGLE.get(character) or reading(character) for character in name_zh[:1]]
    return surname, [reading(character) for character in name_zh[1:]]


@cache
def reading(character: str) -> str:
    """One lower-case syllable in the spelling of passports (lyu, nyu), or the character itself when it has none."""
    from pypinyin import lazy_pinyin  # takes a third of a second, which only names need

    return UMLAUT.sub(r"\1yu", lazy_pinyin(character)[0])


def is_syllable(text: str) -> bool:
    return text.isascii() and text.isalpha() and text.islower()


def joined(syllables: list[str]) -> str:
    """With the mark that keeps two syllables apart: xi'an."""
    return "".join(f"'{each}" if index and each[0] in "aeo" else each for index, each in enumerate(syllables))


def parts(name: str) -> list[list[str]]:
    """The syllables of surname and given name, or of each part between ·."""
    if "·" in name:
        return [[reading(character) for character in part] for part in name.split("·") if part]
    return [part for part in readings(name) if part]


def looks_like_pinyin(text: str) -> bool:
    """Whether a word may be one to three syllables of Mandarin: Tianfang may, Smith may not."""
    return PINYIN.fullmatch(text) is not None


def latin_name(family: str, given: str) -> str:
    """From two cells: WANG Fang where both are pinyin, else in the order of most other languages: Maria Fernández."""
    if looks_like_pinyin(family) and looks_like_pinyin(given):
        return f"{family.upper()} {given}".strip()
    return f"{given} {family}".strip()
