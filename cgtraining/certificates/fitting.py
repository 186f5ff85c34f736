"""How large a certificate's name and paragraphs may be, measured on the fonts; never guessed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.sheets import LANDSCAPE, RUNNING_ON, SHEETS, Sheet
from cgtraining.certificates.shipped import shipped_design
from cgtraining.documents.faces import Face
from cgtraining.documents.widths import text_width
from cgtraining.language.text import BilingualText

MM = 72 / 25.4
NAME_MEASURE = LANDSCAPE.name_measure * MM
HAN_FACES = (Face.SONG, Face.LATIN)
LATIN_FACES = (Face.LATIN, Face.SONG)
NAME_ZH_SIZES = tuple(range(32, 15, -1))
NAME_LATIN_SIZES = tuple(range(24, 11, -1))
ALONE = 4  # points by which a name in one script only is larger
WORDING = {  # points, line heights, millimetres above both paragraphs
    "grand": (14.5, 1.75, 1.4, 9.0),
    "open": (13.0, 1.7, 1.4, 7.5),
    "close": (11.5, 1.6, 1.35, 4.5),
    "tight": (10.0, 1.5, 1.3, 4.5),
}
PHOTOGRAPH = 27.0  # millimetres beside the name
LOGOS = 20.0  # millimetres
DETAIL_SIZE, DETAIL_LINE = 10, 5.3
LEAST_AIR = 4.0  # the seals rise into it
HEADING_FACES = (Face.SONG_STRONG, Face.LATIN)
LONGEST_TRACKED = 5  # characters of a heading that is spaced out
LARGEST_LONG_HEADING, LARGEST_ENGLISH_HEADING = 34.0, 17.0  # points
SMALL_CAPITALS = 1.25  # how much wider they come out
MOST_LINES_ZH, MOST_LINES_EN = 1, 2  # of an issuer's name in these sizes
NARROWEST_SIGNATORY = 20.0
SHORTEST_END = 0.25  # of the measure: a last line shorter than this looks forgotten
KEPT = re.compile(  # not broken over two lines
    r"特此证明|特发此证|以资鼓励|此聘|准予结业|"
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
    sheet = sheet_of(facts)
    edge = sheet.name_measure - 2 * PHOTOGRAPH * bool(facts.design and facts.design.shows("photo"))
    name_zh = _largest(facts.name_zh or "", NAME_ZH_SIZES, HAN_FACES, edge, alone=not facts.name_latin)
    name_latin = _largest(facts.name_latin or "", NAME_LATIN_SIZES, LATIN_FACES, edge, alone=not facts.name_zh)
    names = 1.3 / MM * ((name_zh or 0) * bool(facts.name_zh) + (name_latin or 0) * bool(facts.name_latin))
    room = round(sheet.room - LOGOS * any(issuer.logo_key for issuer in facts.issuers), 1)
    detail = DETAIL_LINE * _detail_lines(facts, sheet)
    wording, measure, height = _set(facts, sheet, room - names - detail - 2 * LEAST_AIR)
    air = (room - names - detail - height) / 2
    issuer, *sizes = sheet.issuer(len(facts.issuers))
    return Fit(
        name_zh,
        name_latin,
        wording,
        measure,
        room,
        round(air, 1),
        _signatory(facts, sheet),
        issuer,
        _is_crowded(facts, issuer, *sizes),
    )


def heading_sizes(title: BilingualText, sheet: Sheet) -> tuple[float | None, float | None]:
    """Points of a Chinese and an English heading that are too long for the stylesheet's size and tracking."""
    edge = sheet.name_measure * MM
    wide = text_width(title.zh or "", 1, HEADING_FACES, tracking=0.1)
    small = SMALL_CAPITALS * text_width(title.en or "", 1, LATIN_FACES, tracking=0.1)
    zh = min(LARGEST_LONG_HEADING, edge / wide) if len(title.zh or "") > LONGEST_TRACKED else None
    en = edge / small if small else LARGEST_ENGLISH_HEADING
    return round(zh, 1) if zh else None, round(en, 1) if en < LARGEST_ENGLISH_HEADING else None


def sheet_of(facts: CertificateFacts) -> Sheet:
    orientation = facts.design.orientation if facts.design else shipped_design(facts.kind).orientation
    return RUNNING_ON[orientation] if facts.kind == "hours" else SHEETS[orientation]


def _detail_lines(facts: CertificateFacts, sheet: Sheet) -> int:
    if not facts.holder_detail:
        return 0
    pieces = [*_han_widths(facts.holder_detail.zh or ""), *_latin_widths(" " + (facts.holder_detail.en or ""))]
    return len(_filled(pieces, sheet.detail_measure * MM / DETAIL_SIZE))


def _signatory(facts: CertificateFacts, sheet: Sheet) -> float | None:
    """An equal share of what the issuers leave."""
    width = sheet.beside(len(facts.issuers)) / max(1, len(facts.signatories))
    return round(width, 1) if width >= NARROWEST_SIGNATORY else None


def _is_crowded(facts: CertificateFacts, issuer: float, size_zh: float, size_en: float) -> bool:
    column = (issuer - 2) * MM
    return any(
        ceil(text_width(one.name.zh or "", size_zh, HAN_FACES) / column) > MOST_LINES_ZH
        or ceil(1.1 * text_width(one.name.en or "", size_en, LATIN_FACES) / column) > MOST_LINES_EN
        for one in facts.issuers
    )


def _set(facts: CertificateFacts, sheet: Sheet, room: float) -> tuple[str | None, float, float]:
    """The largest wording that `room` holds, its measure and its height."""
    for wording in sheet.wordings:
        measure = _measure(facts, sheet, wording)
        height = _height(facts, wording, measure)
        if height <= room or not sheet.ends:
            return wording, measure, height
    return None, sheet.measures[0], room


def _largest(text: str, sizes: Sequence[int], faces: Sequence[Face], edge: float, *, alone: bool) -> int | None:
    """Points at which the name keeps within `edge` millimetres."""
    width = text_width(text, 1, faces)
    tried = (size + ALONE for size in sizes) if alone else iter(sizes)
    return next((size for size in tried if width * size <= edge * MM), None)


def _height(facts: CertificateFacts, wording: str, measure: float) -> float:
    """Of both paragraphs, in millimetres."""
    size, chinese_height, english_height, gaps = WORDING[wording]
    chinese, english = _paragraphs(facts, size, measure)
    return gaps + size / MM * (len(chinese) * chinese_height + len(english) * english_height)


def _measure(facts: CertificateFacts, sheet: Sheet, wording: str) -> float:
    """The measure at which no paragraph ends in a forgotten word and the English lines are filled best."""
    size = WORDING[wording][0]
    tried = (_brought_in(facts, size, measure) for measure in sheet.measures)
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
