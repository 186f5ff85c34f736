"""Provinces and prefecture-level cities of China by their codes (GB/T 2260), in both languages."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cgtraining.language.text import BilingualText
from cgtraining.language.traditional import simplified

SEPARATORS = re.compile(r"[\s/\\、,，;；:：\-—–_·>|()（）]+")
COUNTRY = re.compile("^(?:中华人民共和国|中国)")
PROVINCE_ENDINGS = re.compile("^(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区|特区)")
ENGLISH_ENDINGS = {
    "city",
    "province",
    "prefecture",
    "autonomous",
    "region",
    "municipality",
    "sar",
    "china",
    "prc",
    "of",
}
OTHER_SPELLINGS = {
    "内蒙": "150000",
    "macau": "820000",
    "xizang": "540000",
    "neimenggu": "150000",
    "kashi": "653100",
    "xigaze": "540200",
    "chamdo": "540300",
    "lvliang": "141100",
}
MOST_WORDS = 3


@dataclass(frozen=True)
class Region:
    """`zh` is the official name (广东省), `short` the one in daily use (广东). `province` is a city's province."""

    code: str
    zh: str
    short: str
    en: str
    province: str

    @property
    def name(self) -> BilingualText:
        return BilingualText(self.zh, self.en)


@dataclass(frozen=True)
class Place:
    """`unmatched` is what stood where a city was expected and is none of that province's."""

    province_code: str
    city_code: str | None = None
    unmatched: str = ""


@cache
def provinces() -> tuple[Region, ...]:
    """All 34, in the order of their codes."""
    return tuple(Region(code, zh, short, en, code) for code, zh, short, en in _data()["provinces"])


@cache
def cities(province_code: str) -> tuple[Region, ...]:
    """The cities, prefectures and directly governed counties; none for municipalities, Hong Kong, Macao and Taiwan."""
    return tuple(city for city in _all_cities() if city.province == province_code)


def place_label(province_code: str | None, city_code: str | None = None) -> BilingualText:
    """广东省深圳市 and Shenzhen, Guangdong; empty for codes that are not in the list."""
    province = _by_code().get(province_code or "")
    if province is None:
        return BilingualText()
    city = _by_code().get(city_code or "")
    return BilingualText(province.zh + city.zh, f"{city.en}, {province.en}") if city else province.name


def match_place(text: str) -> Place | None:
    """浙江省/杭州, 内蒙古呼和浩特, 太原, 廣東 深圳市 or Shenzhen, Guangdong; None where nothing is recognised."""
    if any("\u4e00" <= character <= "\u9fff" for character in text):
        return _chinese(COUNTRY.sub("", SEPARATORS.sub("", simplified(text))))
    return _english([word for word in map(_letters, SEPARATORS.split(text)) if word and word not in ENGLISH_ENDINGS])


def _chinese(text: str) -> Place | None:
    province = _longest_start(text, _province_names())
    city = _longest_start(text, {city.zh: city.code for city in _all_cities()})
    if province and len(province) >= len(city or ""):
        code = _province_names()[province]
        return _within(code, PROVINCE_ENDINGS.sub("", text[len(province) :]))
    return _city_alone(text)


def _within(province_code: str, text: str) -> Place:
    names = _city_names(cities(province_code))
    if name := _longest_start(text, names):
        return Place(province_code, names[name])
    return Place(province_code, None, text if names else "")


def _city_alone(text: str) -> Place | None:
    """朝阳区 and 长沙县 are no cities, though 朝阳 and 长沙 are."""
    names = _city_names(_all_cities())
    name = _longest_start(text, names)
    if name is None or text[len(name) :].startswith(("区", "县")):
        return None
    return Place(_by_code()[names[name]].province, names[name])


def _longest_start(text: str, names: Iterable[str]) -> str | None:
    return max((name for name in names if text.startswith(name)), key=len, default=None)


def _english(words: list[str]) -> Place | None:
    """Of two provinces that the words may name (Hainan, Qinghai) the one whose city the others name."""
    named = [_english_within(_province_names()[name], rest) for name, rest in _runs(words, _province_names())]
    in_a_city = (place for place in named if place.city_code)
    return next(in_a_city, named[0]) if named else _english_city(words, _all_cities())


def _english_within(code: str, rest: list[str]) -> Place:
    return _english_city(rest, cities(code)) or Place(code, None, " ".join(rest) if cities(code) else "")


def _english_city(words: list[str], among: tuple[Region, ...]) -> Place | None:
    """A spelling that two cities share (Suzhou, Fuzhou, Yichun, Yulin, Taizhou) is only known with its province."""
    found = next(_runs(words, _spellings(among)), None)
    codes = _spellings(among)[found[0]] if found else []
    return Place(_by_code()[codes[0]].province, codes[0]) if len(codes) == 1 else None


def _runs(words: list[str], names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The runs of words that are a name, the longest first, each with the words beside it."""
    known = set(names)
    for length in range(MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            if (name := "".join(words[start : start + length])) in known:
                yield name, words[:start] + words[start + length :]


@cache
def _spellings(among: tuple[Region, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for city in among:
        found.setdefault(_letters(city.en), []).append(city.code)
    codes = {city.code for city in among}
    return found | {name: [code] for name, code in OTHER_SPELLINGS.items() if code in codes}


@cache
def _province_names() -> dict[str, str]:
    every = {name: region.code for region in provinces() for name in (region.zh, region.short, _letters(region.en))}
    return every | {name: code for name, code in OTHER_SPELLINGS.items() if code.endswith("0000")}


@cache
def _city_names(among: tuple[Region, ...]) -> dict[str, str]:
    return {name: city.code for city in among for name in (city.zh, city.short)}


@cache
def _all_cities() -> tuple[Region, ...]:
    return tuple(Region(code, zh, short, en, f"{code[:2]}0000") for code, zh, short, en in _data()["cities"])


@cache
def _by_code() -> dict[str, Region]:
    return {region.code: region for region in (*provinces(), *_all_cities())}


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isascii() and character.isalpha())


@cache
def _data() -> dict[str, list[list[str]]]:
    data: dict[str, list[list[str]]] = json.loads(
        files("cgtraining.language").joinpath("places.json").read_text("utf-8")
    )
    return data
