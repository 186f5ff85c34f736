"""The language of serial numbers: `{code}-{year}-{number:0000}` gives CEDAR-2026-0007.

`{code}` is the program's code, `{year}` the year of award and `{number:0000}` the number within that year, with as many
digits at least as there are zeros. Everything else is printed as it is written, as in 雪松结字〔{year}〕{number:000}号.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

DEFAULT_PATTERN = "{code}-{year}-{number:0000}"
GENERAL = ""  # the series of all kinds that have no series of their own
LONGEST = 40
SIGNS = " -_.·〔〕（）()[]【】"
FIELD = re.compile(r"\{(code|year|number(?::(0{1,6}))?)\}")
WIDE_BRACES = str.maketrans("｛｝：", "{}:")
ANY_DIGIT, FIRST_DIGIT, MILLENNIUM = frozenset("0123456789"), frozenset("123456789"), frozenset("2")


class Series(NamedTuple):
    """One row of numbers: of a program, or of one kind of its certificates."""

    code: str
    pattern: str


class Place(NamedTuple):
    """One character of a serial number: any of `characters`, and as often as one likes if it `repeats`."""

    characters: frozenset[str]
    repeats: bool = False


def serial_of(series: Series, year: int, number: int) -> str:
    def filled(field: re.Match[str]) -> str:
        if field[1] == "code":
            return series.code
        return str(year) if field[1] == "year" else f"{number:0{len(field[2] or '0')}d}"

    return FIELD.sub(filled, series.pattern)


def widest_serial(series: Series, year: int) -> str:
    """As wide as any that a year can come to, for trying whether it fits."""
    return serial_of(series, year, 99999)


def tidy_pattern(text: str) -> str:
    """As it is kept: one form of each character, plain braces, single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).translate(WIDE_BRACES).split())


def pattern_problems(series: Series) -> Iterator[object]:
    """Sentences, lazy; none for a pattern that gives each number of each year a serial of its own."""
    fields = [field[1].split(":")[0] for field in FIELD.finditer(series.pattern)]
    literal = FIELD.sub("", series.pattern)
    if fields.count("year") != 1:
        yield _l("Write {year} once: numbers begin again with each year of award.")
    if fields.count("number") != 1:
        yield _l("Write {number:0000} once, with as many zeros as a number has digits at least.")
    if "{" in literal or "}" in literal:
        yield _l("Between braces there may stand only {code}, {year} or {number:0000}.")
    elif refused := [sign for sign in dict.fromkeys(literal) if not sign.isalnum() and sign not in SIGNS]:
        signs = " ".join(refused)
        yield _l(
            "These signs cannot stand in a serial number, because file names have none of them: %(signs)s", signs=signs
        )
    if series.pattern[:1] in {".", "-"}:
        yield _l("A serial number begins with a letter, a character or a bracket.")
    if len(widest_serial(series, 2026)) > LONGEST:
        yield _l("That serial number is too long: at most %(most)s characters.", most=LONGEST)


def common_serial(one: Series, other: Series) -> str | None:
    """A serial number that both could give, or None; letters that differ only in case or width count as the same."""
    for mine in _ways(one):
        for theirs in _ways(other):
            if (found := _common(mine, theirs)) is not None:
                return found
    return None


def _ways(series: Series) -> list[list[Place]]:
    """Its serial numbers place by place: those whose number fills its zeros, and those whose number is longer."""
    short, long = list[Place](), list[Place]()
    for piece in _pieces(series):
        if isinstance(piece, int):
            digits = [Place(ANY_DIGIT)] * piece
            short += digits if piece > 1 else [Place(FIRST_DIGIT)]
            long += [Place(FIRST_DIGIT), *digits, Place(ANY_DIGIT, repeats=True)]
        else:
            short += piece
            long += piece
    return [short, long]


def _pieces(series: Series) -> Iterator[list[Place] | int]:
    """The places of each piece; of the number how many digits it has at least."""
    end = 0
    for field in FIELD.finditer(series.pattern):
        yield _literal(series.pattern[end : field.start()])
        if field[1] == "code":
            yield _literal(series.code)
        elif field[1] == "year":
            yield [Place(MILLENNIUM), *[Place(ANY_DIGIT)] * 3]
        else:
            yield len(field[2] or "0")
        end = field.end()
    yield _literal(series.pattern[end:])


def _literal(text: str) -> list[Place]:
    return [Place(frozenset(sign)) for sign in unicodedata.normalize("NFKC", text).casefold()]


def _common(mine: list[Place], theirs: list[Place]) -> str | None:
    """Walk through both at once; a pair of positions is looked at once only."""
    ways, seen = [(0, 0, "")], {(0, 0)}
    while ways:
        i, j, text = ways.pop()
        if _is_at_end(mine, i) and _is_at_end(theirs, j):
            return text
        for a, b, sign in _steps(mine, i, theirs, j):
            if (a, b) not in seen:
                seen.add((a, b))
                ways.append((a, b, text + sign))
    return None


def _is_at_end(places: list[Place], at: int) -> bool:
    return all(place.repeats for place in places[at:])


def _steps(mine: list[Place], i: int, theirs: list[Place], j: int) -> Iterator[tuple[int, int, str]]:
    for a, after_a in _next(mine, i):
        for b, after_b in _next(theirs, j):
            if common := mine[a].characters & theirs[b].characters:
                yield after_a, after_b, max(common)


def _next(places: list[Place], at: int) -> Iterator[tuple[int, int]]:
    """Places that may come next, each with the position after it; a repeating one may be left out."""
    while at < len(places):
        place = places[at]
        yield at, at if place.repeats else at + 1
        if not place.repeats:
            return
        at += 1


def pattern_of(patterns: Mapping[str, str], series: str) -> str:
    return patterns.get(series) or DEFAULT_PATTERN


def series_for(patterns: Mapping[str, str], kind: str) -> str:
    """The series that numbers certificates of a kind: its own if there is one."""
    return kind if patterns.get(kind) else GENERAL
