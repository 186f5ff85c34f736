"""Names in two scripts: tidying, display, order and search. Romanisation itself is in `romanisation`."""

import re
import unicodedata
from typing import Protocol

from cgtraining.language.romanisation import parts, suggest_latin
from cgtraining.language.text import BilingualText, Language

__all__ = [
    "display_name",
    "is_han",
    "looks_like_han",
    "name_text",
    "search_text",
    "sort_key",
    "split_scripts",
    "suggest_latin",
    "tidy_name",
]

HAN = "〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
HAN_NAME = re.compile(f"[{HAN}]+(?:·[{HAN}]+)*")
HAN_RUN = re.compile(f"[{HAN}](?:[{HAN}·\\s]*[{HAN}])?")
BETWEEN_HAN = re.compile(f"(?<=[{HAN}·])\\s+(?=[{HAN}·])")
DOT_BETWEEN_HAN = re.compile(f"(?<=[{HAN}])\\s*[·•・‧∙⋅●．.᛫]\\s*(?=[{HAN}])")
DOTS = re.compile("[•・‧∙⋅᛫]")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\x00-\x08\x0b-\x1f\x7f]")
FULL_WIDTH_LATIN = {code: code - 0xFEE0 for code in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0D, 0xFF07)}
UMLAUT = re.compile("([ln])yu")  # ü, which Chinese keyboards type as v
WITHOUT_STROKE = str.maketrans("øØłŁđĐıæÆœŒ", "oOlLdDiaAoO")
LONGEST_KEY = 200
EDGES = " \t\n,，;；、/|:：-—_*()（）[]【】"


class Named(Protocol):
    @property
    def name_zh(self) -> str | None: ...

    @property
    def name_latin(self) -> str | None: ...


def tidy_name(text: str) -> str:
    """王 芳 and 王\u3000芳 become 王芳, any dot between Han becomes ·, Latin names keep one blank between words."""
    plain = INVISIBLE.sub("", text).translate(FULL_WIDTH_LATIN)
    plain = DOTS.sub("·", DOT_BETWEEN_HAN.sub("·", plain))
    return BETWEEN_HAN.sub("", " ".join(plain.split()))


def is_han(character: str) -> bool:
    return re.match(f"[{HAN}]", character) is not None


def looks_like_han(text: str) -> bool:
    """Whether the whole text is Han characters, with · between parts at most: a name in Chinese script."""
    return HAN_NAME.fullmatch(text) is not None


def split_scripts(text: str) -> tuple[str | None, str | None]:
    """The Chinese and the Latin name in one text: 王芳 (WANG Fang), Wang Fang/王芳, or only one of them.

    What is more than a name comes back whole as the first: Han in two places (深圳-王芳), digits (王芳2).
    """
    tidy = tidy_name(text)
    han = HAN_RUN.search(tidy)
    if han is None:
        return None, tidy.strip(EDGES) or None
    rest = tidy.replace(han.group(), " ", 1).strip(EDGES)
    if any(is_han(character) or character.isdigit() for character in rest):
        return tidy, None
    return tidy_name(han.group()), (tidy_name(rest) if has_latin_letter(rest) else None)


def has_latin_letter(text: str) -> bool:
    return any("LATIN" in unicodedata.name(character, "") for character in text)


def name_text(person: Named) -> BilingualText:
    return BilingualText(person.name_zh, person.name_latin)


def display_name(person: Named, language: Language) -> str:
    """王芳 on Chinese pages, WANG Fang on English ones, the other script where one is absent."""
    return name_text(person).in_language(language)


def sort_key(name_zh: str | None, name_latin: str | None = None) -> str:
    """In the order of pinyin, with surnames read as surnames; Latin names stand among them by their letters."""
    if not name_zh:
        return plain_letters(name_latin or "")[:LONGEST_KEY]
    return " ".join(syllable for part in parts(tidy_name(name_zh)) for syllable in part)[:LONGEST_KEY]


def search_text(name: str) -> str:
    """What people type to find a name: 王芳 gives 'wangfang wf wang fang', Fernández also 'fernandez'."""
    tidy = tidy_name(name)
    found = words_of_han(tidy) if any(map(is_han, tidy)) else [*tidy.casefold().split(), *plain_letters(tidy).split()]
    return " ".join(dict.fromkeys(found))


def words_of_han(name: str) -> list[str]:
    syllables = [syllable for part in parts(name) for syllable in part if syllable.strip()]
    words = ["".join(syllables), "".join(syllable[0] for syllable in syllables), *map("".join, parts(name))]
    return [*words, *(typed for word in words if (typed := UMLAUT.sub(r"\1v", word)) != word)]


def plain_letters(text: str) -> str:
    """Case and accents removed: Fernández-Østergård is fernandez-ostergard."""
    decomposed = unicodedata.normalize("NFKD", text).translate(WITHOUT_STROKE)
    return "".join(character for character in decomposed if not unicodedata.combining(character)).casefold()
