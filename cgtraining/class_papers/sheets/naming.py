"""Name badges and table cards: the name large, in Chinese, in Latin script, or both."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from flask_babel import gettext as _

from cgtraining.class_papers.asking import Wording, language_of_wording
from cgtraining.class_papers.fitting import TEXT_FACES, fitted, tracking_of
from cgtraining.class_papers.people import Classmate, classmates_of
from cgtraining.class_papers.printing import Paper, in_parts
from cgtraining.class_papers.tables import Heading, sheet_of
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText, Language
from cgtraining.spreadsheets.writing import SheetToWrite

BADGES_ON_A_PAGE, BADGE_PAGES_IN_A_PART, CARDS_IN_A_PART = 10, 4, 25
COLOURS = 8  # of groups, in `styles/badges.css`; the group's name stands beside them


@dataclass(frozen=True)
class Line:
    """One line to print: `size` in points, `tracking` in ems. One that `is_whole` is not broken over two lines."""

    text: str
    language: Language
    size: float
    tracking: float = 0.0
    is_whole: bool = False


def badges(cohort: Cohort, wording: Wording) -> Paper:
    people, language = classmates_of(cohort), language_of_wording(wording)
    with in_language(language):
        content = {
            "title": _("Name badges"),
            "heading": _texts(_heading(cohort), wording, 8, 5.5, 80),
        }
        pages = in_parts([_badge(one, wording) for one in people], BADGES_ON_A_PAGE)
        parts = [{"sheets": some} for some in in_parts(pages, BADGE_PAGES_IN_A_PART)]
        sheets = [_merge_list(people)]
    stem = f"{cohort.code}-badges-{wording}"
    return Paper(stem, language, "class/badges.html", content, sheets, style="badges", parts=parts)


def table_cards(cohort: Cohort, wording: Wording) -> Paper:
    people, language = classmates_of(cohort), language_of_wording(wording)
    with in_language(language):
        content = {
            "title": _("Table cards"),
            "foot": f"{cohort.program.title.in_language(language)} · {cohort.title.in_language(language)}",
            "fold": _("Fold along the marks into a prism; this side is the foot."),
        }
        parts = [{"cards": some} for some in in_parts([_card(one, wording) for one in people], CARDS_IN_A_PART)]
        sheets = [_merge_list(people)]
    stem = f"{cohort.code}-table-cards-{wording}"
    return Paper(stem, language, "class/table_cards.html", content, sheets, style="table_cards", parts=parts)


def _heading(cohort: Cohort) -> BilingualText:
    """Program and cohort on one line in each language, as far as it has both."""
    program, title = cohort.program.title, cohort.title
    english = f"{program.en} · {title.en}" if program.en and title.en else program.en
    return BilingualText(f"{program.zh}　{title.zh}", english)


def names_of(
    one: Classmate, wording: Wording, largest: float, smallest: float, width: float, beside: float
) -> list[Line]:
    """The name in the wanted script, or in the one there is; in both, the Latin one is `beside` times as large."""
    wanted: Sequence[Language] = ("zh", "en") if wording == "both" else (wording,)
    found = {"zh": one.name_zh, "en": one.name_latin}
    texts = [(text, language) for language in wanted if (text := found[language])]
    texts = texts or [(one.name_zh or one.name_latin or "", "zh" if one.name_zh else "en")]
    return [
        _name(text, language, largest if number == 0 else largest * beside, smallest if number == 0 else 7, width)
        for number, (text, language) in enumerate(texts)
    ]


def _name(text: str, language: Language, largest: float, smallest: float, width: float) -> Line:
    tracking = tracking_of(text)
    size = fitted(text, largest, smallest, width, tracking=tracking)
    return Line(text, language, size, tracking, is_whole=size > smallest)


def _badge(one: Classmate, wording: Wording) -> dict[str, Any]:
    return {
        "names": [asdict(line) for line in names_of(one, wording, 30, 13, 80, 0.45)],
        "organization": _texts(one.organization, wording, 9, 6.5, 80, lines=2 if wording != "both" else 1),
        "position": _texts(one.position, wording, 8, 6.5, 80)[:1],
        "group": _texts(one.group, wording, 8, 6, 34)[:1],
        "colour": (one.group_place - 1) % COLOURS + 1 if one.group else 0,
    }


def _card(one: Classmate, wording: Wording) -> dict[str, Any]:
    largest = 120 if wording != "en" else 80
    return {
        "names": [asdict(line) for line in names_of(one, wording, largest, 24, 178, 0.3)],
        "organization": _texts(one.organization, wording, 16, 11, 178)[:1],
    }


def _texts(
    text: BilingualText, wording: Wording, largest: float, smallest: float, width: float, lines: int = 1
) -> list[dict[str, Any]]:
    return [asdict(line) for line in _lines(text, wording, largest, smallest, width, lines)]


def _lines(
    text: BilingualText, wording: Wording, largest: float, smallest: float, width: float, lines: int
) -> Iterator[Line]:
    pairs: list[tuple[str | None, Language]] = [(text.zh, "zh"), (text.en, "en")]
    if wording != "both":
        pairs = [(text.in_language(wording), text.language_shown(wording))]
    for written, language in pairs:
        if written:
            size = fitted(written, largest, smallest, width, faces=TEXT_FACES, lines=lines)
            yield Line(written, language, size)


def _merge_list(people: Sequence[Classmate]) -> SheetToWrite:
    """For a printing house, which sets badges and cards from a list."""
    headings = [
        Heading(_("No."), kind="number"),
        Heading(_("Name in Chinese")),
        Heading(_("Name in Latin script")),
        Heading(_("Organization")),
        Heading(_("Organization in English")),
        Heading(_("Position")),
        Heading(_("Position in English")),
        Heading(_("Group")),
        Heading(_("Group in English")),
    ]
    rows = [[number, *_scripts(one)] for number, one in enumerate(people, start=1)]
    return sheet_of(_("Names to print"), headings, rows)


def _scripts(one: Classmate) -> list[str | None]:
    texts = (one.organization, one.position, one.group)
    return [one.name_zh, one.name_latin, *(script for text in texts for script in (text.zh, text.en))]
