"""How large a certificate's name and paragraphs may be, measured on the fonts; never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.documents.faces import Face
from cgtraining.documents.widths import text_width

MM = 72 / 25.4
NAME_MEASURE = 236 * MM
HAN_FACES = (Face.SONG, Face.LATIN)
LATIN_FACES = (Face.LATIN, Face.SONG)
NAME_ZH_SIZES = tuple(range(32, 15, -1))
NAME_LATIN_SIZES = tuple(range(24, 11, -1))
ALONE = 4  # points by which a name in one script only is larger
WORDING = {  # points, line heights, millimetres above both paragraphs
    "open": (13.0, 1.7, 1.4, 7.5),
    "close": (11.5, 1.6, 1.35, 4.5),
    "tight": (10.0, 1.5, 1.3, 4.5),
}
ROOM = 179.0 - 47.0 - 23.1  # millimetres of the page left for name and wording by footer and titles
LOGOS = 20.0  # millimetres
DETAIL_SIZE, DETAIL_LINE, DETAIL_MEASURE = 10, 5.3, 253 * MM
LEAST_AIR = 4.0  # the seals rise into it
FOOTER = 212.0  # millimetres: beside the QR code
ISSUER = {1: (58.0, 12.0, 9.0), 2: (46.0, 11.0, 8.5)}  # by their number: column in millimetres, points of the name
ISSUER_OF_MANY = (42.0, 10.0, 8.0)
MOST_LINES_ZH, MOST_LINES_EN = 1, 2  # of an issuer's name in these sizes
NARROWEST_SIGNATORY = 20.0
MEASURES = tuple(range(206, 169, -2))  # millimetres
SHORTEST_END = 0.25  # of the measure: a last line shorter than this looks forgotten
KEPT = re.compile(  # not broken over two lines
    r"\d+年\d+月\d+日|计?[\d.]+学时|\d+ [A-Z][a-z]+ \d{4}|[\d.]+ class hours?|\(\d+ minutes each\)"
)
OPENING, CLOSING = "“‘（《〈【「『", "”’）》〉】」』，。、；：！？…"


@dataclass(frozen=True)
class Fit:
    """Sizes in points, `None` where even the smallest is too large for its place.

    `wording` is a class of the stylesheet. In millimetres: `measure` is the width of both paragraphs, `room` the height
    between titles and footer, `air` what stays free above name and wording, and below them, `signatory` and `issuer`
    are the widths of their columns. `crowded` says that an issuer's name wants smaller type.
    """

    name_zh: int | None
    name_latin: int | None
    wording: str | None
    measure: float
    room: float
    air: float
    signatory: float | None
    issuer: float
    crowded: bool


def fit(facts: CertificateFacts) -> Fit:
    name_zh = _largest(facts.name_zh or "", NAME_ZH_SIZES, HAN_FACES, alone=not facts.name_latin)
    name_latin = _largest(facts.name_latin or "", NAME_LATIN_SIZES, LATIN_FACES, alone=not facts.name_zh)
    names = 1.3 / MM * ((name_zh or 0) * bool(facts.name_zh) + (name_latin or 0) * bool(facts.name_latin))
    room = round(ROOM - LOGOS * any(issuer.logo_key for issuer in facts.issuers), 1)
    detail = DETAIL_LINE * _detail_lines(facts)
    wording, measure, height = _set(facts, room - names - detail - 2 * LEAST_AIR)
    air = (room - names - detail - height) / 2
    issuer, *sizes = ISSUER.get(len(facts.issuers), ISSUER_OF_MANY)
    return Fit(
        name_zh,
        name_latin,
        wording,
        measure,
        room,
        round(air, 1),
        _signatory(facts, issuer),
        issuer,
        _is_crowded(facts, issuer, *sizes),
    )


def _detail_lines(facts: CertificateFacts) -> int:
    if not facts.holder_detail:
        return 0
    pieces = [*_han_widths(facts.holder_detail.zh or ""), *_latin_widths(" " + (facts.holder_detail.en or ""))]
    return len(_filled(pieces, DETAIL_MEASURE / DETAIL_SIZE))


def _signatory(facts: CertificateFacts, issuer: float) -> float | None:
    """An equal share of what the issuers leave."""
    width = (FOOTER - len(facts.issuers) * issuer) / max(1, len(facts.signatories))
    return round(width, 1) if width >= NARROWEST_SIGNATORY else None


def _is_crowded(facts: CertificateFacts, issuer: float, size_zh: float, size_en: float) -> bool:
    column = (issuer - 2) * MM
    return any(
        ceil(text_width(one.name.zh or "", size_zh, HAN_FACES) / column) > MOST_LINES_ZH
        or ceil(1.1 * text_width(one.name.en or "", size_en, LATIN_FACES) / column) > MOST_LINES_EN
        for one in facts.issuers
    )


def _set(facts: CertificateFacts, room: float) -> tuple[str | None, float, float]:
    """The largest wording that `room` holds, its measure and its height."""
    for wording in WORDING:
        measure = _measure(facts, wording)
        height = _height(facts, wording, measure)
        if height <= room:
            return wording, measure, height
    return None, MEASURES[0], room


def _largest(text: str, sizes: Sequence[int], faces: Sequence[Face], *, alone: bool) -> int | None:
    width = text_width(text, 1, faces)
    tried = (size + ALONE for size in sizes) if alone else iter(sizes)
    return next((size for size in tried if width * size <= NAME_MEASURE), None)


def _height(facts: CertificateFacts, wording: str, measure: float) -> float:
    """Of both paragraphs, in millimetres."""
    size, chinese_height, english_height, gaps = WORDING[wording]
    chinese, english = _paragraphs(facts, size, measure)
    return gaps + size / MM * (len(chinese) * chinese_height + len(english) * english_height)


def _measure(facts: CertificateFacts, wording: str) -> float:
    """The measure at which no paragraph ends in a forgotten word and the English lines are filled best."""
    size = WORDING[wording][0]
    tried = (_brought_in(facts, size, measure) for measure in MEASURES)
    return min(tried, key=lambda measure: _looseness(_paragraphs(facts, size, measure), measure * MM))


def _brought_in(facts: CertificateFacts, size: float, measure: float) -> float:
    """`measure`, or the edge that the Chinese lines come to within it: their characters are not spread apart."""
    chinese, _ = _paragraphs(facts, size, measure)
    return round(max(chinese[:-1]) / MM + 0.1, 1) if len(chinese) > 1 else measure


def _looseness(paragraphs: tuple[list[float], list[float]], measure: float) -> float:
    """The emptiest English line but the last, as a share; one more for each paragraph with a forgotten end."""
    forgotten = sum(len(lines) > 1 and lines[-1] < SHORTEST_END * measure for lines in paragraphs)
    return forgotten + max((1 - line / measure for line in paragraphs[1][:-1]), default=0)


def _paragraphs(facts: CertificateFacts, size: float, measure: float) -> tuple[list[float], list[float]]:
    """The widths of the lines of the Chinese paragraph, which is indented, and of the English one, in points."""
    edge = measure * MM / size
    chinese = _filled(_han_widths(facts.wording.zh or ""), edge, indent=2)
    english = _filled(_latin_widths(facts.wording.en or ""), edge)
    return [line * size for line in chinese], [line * size for line in english]


@lru_cache(maxsize=64)
def _han_widths(text: str) -> tuple[float, ...]:
    return tuple(text_width(piece, 1, HAN_FACES) for piece in _han_pieces(text))


@lru_cache(maxsize=64)
def _latin_widths(text: str) -> tuple[float, ...]:
    return tuple(text_width(piece, 1, LATIN_FACES) for piece in _latin_pieces(text))


def _filled(pieces: Iterable[float], measure: float, indent: float = 0.0) -> list[float]:
    lines = [indent]
    for piece in pieces:
        if lines[-1] + piece <= measure:
            lines[-1] += piece
        else:
            lines.append(piece)
    return lines


def _han_pieces(text: str) -> list[str]:
    """What may not be broken: a number, a date, a sign with the character that it closes or opens."""
    unit = rf"(?:{KEPT.pattern}|[\w.]*[A-Za-z0-9.]+|.)"
    return re.findall(rf"[{OPENING}]*{unit}[{CLOSING}]*", text, re.ASCII)


def held(text: str) -> str:
    """English `text` with no-break spaces inside its dates and numbers of hours."""
    return KEPT.sub(lambda match: match[0].replace(" ", "\u00a0"), text)


def _latin_pieces(text: str) -> Iterator[str]:
    return (word + " " for word in held(text).split(" "))
