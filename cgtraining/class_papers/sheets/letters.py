"""Admission letters, each with the issuers' seals and a reply slip on its second page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from cgtraining import clock, storage
from cgtraining.class_papers.defaults import bring_of, lines_in
from cgtraining.class_papers.forgetting import forgotten_on
from cgtraining.class_papers.models import Diet, PaperTexts, RoomWish
from cgtraining.class_papers.operations.answering import last_day_to_reply
from cgtraining.class_papers.people import Classmate, classmates_of, one_classmate
from cgtraining.class_papers.printing import Paper, in_parts
from cgtraining.class_papers.queries import texts_of
from cgtraining.class_papers.tables import Heading, sheet_of
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.config import settings
from cgtraining.documents.qr import qr_png
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_date, format_datetime
from cgtraining.language.text import Language
from cgtraining.programs.models import ProgramIssuer
from cgtraining.spreadsheets.writing import SheetToWrite

LETTERS_IN_A_PART = 20


@dataclass(frozen=True)
class SealedBy:
    """`seal` names the picture; None where the organization has none, or puts its seal itself."""

    name: str
    seal: str | None


def letters(cohort: Cohort, language: Language) -> Paper:
    return _paper(cohort, classmates_of(cohort), language, f"{cohort.code}-letters-{language}")


def letter(enrolment: Enrolment, language: Language) -> Paper:
    cohort = enrolment.cohort
    return _paper(cohort, [one_classmate(enrolment)], language, f"{cohort.code}-letter-{enrolment.id}-{language}")


def blank_slip(cohort: Cohort, language: Language) -> Paper:
    """A reply slip alone, without a name."""
    with in_language(language):
        content = {"title": _("Reply slip"), "letters": [], "blank": True, **_slip(cohort, texts_of(cohort), language)}
        sheets = [sheet_of(_("Reply slip"), _slip_headings(), [])]
    return Paper(f"{cohort.code}-reply-slip-{language}", language, "class/letter.html", content, sheets, style="letter")


def _paper(cohort: Cohort, people: Sequence[Classmate], language: Language, stem: str) -> Paper:
    texts = texts_of(cohort)
    with in_language(language):
        images = seals_of(cohort)
        made = [_letter(one, language) for one in people]
        content = {
            "title": _("Letter of admission"),
            "blank": False,
            "body": _body(cohort, texts, language),
            "facts": _facts(cohort, texts, language),
            "ask": texts.ask.in_language(language),
            "bring": lines_in(bring_of(texts).in_language(language)),
            "issuers": sealed_by(cohort, language),
            "day": format_date(texts.letter_on or clock.today(cohort.timezone)),
            **_slip(cohort, texts, language),
        }
        codes = {one["code"]: qr_png(one["address"]) for one in made}
        sheets = [_recipients(people)]
    parts = [{"letters": some} for some in in_parts(made, LETTERS_IN_A_PART)]
    return Paper(stem, language, "class/letter.html", content, sheets, "letter", images | codes, parts)


def seals_of(cohort: Cohort) -> dict[str, bytes]:
    """Pictures by the names that `sealed_by` gives them."""
    keys = {_name_of(one): one.organization.seal_key for one in cohort.program.issuers if _is_sealed_here(one)}
    return {name: storage.load_file(key) for name, key in keys.items() if key}


def sealed_by(cohort: Cohort, language: Language) -> list[dict[str, Any]]:
    """In the issuers' order. An organization that releases its seal by itself puts it on the paper by itself."""
    return [
        vars(SealedBy(one.organization.name.in_language(language), _name_of(one) if _is_sealed_here(one) else None))
        for one in cohort.program.issuers
    ]


def _is_sealed_here(issuer: ProgramIssuer) -> bool:
    return issuer.organization.seal_key is not None and not issuer.signs_off


def _name_of(issuer: ProgramIssuer) -> str:
    return f"seal-{issuer.id}"


def _letter(one: Classmate, language: Language) -> dict[str, Any]:
    name = (one.name_zh or one.name_latin) if language == "zh" else (one.name_latin or one.name_zh)
    return {
        "name": name,
        "name_in_full": one.name_in(language),
        "organization": one.organization.in_language(language),
        "code": f"code-{one.enrolment_id}",
        "address": settings().address(f"/enrolments/{one.enrolment_id}/reply"),
    }


def _body(cohort: Cohort, texts: PaperTexts, language: Language) -> str:
    return _(
        "We are glad to tell you that you have been admitted to %(program)s, %(cohort)s, which runs from %(first)s to "
        "%(last)s. Please report as stated below, and return the reply slip by %(reply)s, on paper or online.",
        program=cohort.program.title.in_language(language),
        cohort=cohort.title.in_language(language),
        first=format_date(cohort.starts_on),
        last=format_date(cohort.ends_on),
        reply=format_date(last_day_to_reply(cohort, texts)),
    )


def _facts(cohort: Cohort, texts: PaperTexts, language: Language) -> list[tuple[str, str]]:
    """Those that somebody wrote; the first day stands for an hour that nobody named."""
    when = format_datetime(texts.reports_at, cohort.timezone) if texts.reports_at else None
    place = texts.place.in_language(language)
    told = [
        (_("Report at"), when or format_date(cohort.starts_on, weekday=True)),
        (_("Report to"), place),
    ]
    return [(label, value) for label, value in told if value]


def _slip(cohort: Cohort, texts: PaperTexts, language: Language) -> dict[str, Any]:
    return {
        "over": cohort.program.title.in_language(language),
        "cohort": f"{cohort.title.in_language(language)} ({cohort.code})",
        "slip_title": _("Reply slip"),
        "diets": [str(one.label) for one in Diet],
        "rooms": [str(one.label) for one in RoomWish],
        "needs_identity": texts.hotel_needs_identity,
        "due": _(
            "Please return it by %(day)s. What you write here serves this course only and is deleted on %(deleted)s.",
            day=format_date(last_day_to_reply(cohort, texts)),
            deleted=format_date(forgotten_on(cohort, texts.kept_days)),
        ),
    }


def _recipients(people: Sequence[Classmate]) -> SheetToWrite:
    headings = [
        Heading(_("No."), kind="number"), Heading(_("Name in Chinese")), Heading(_("Name in Latin script")),
        Heading(_("Organization")), Heading(_("Organization in English")),
    ]  # fmt: skip
    rows = [
        [number, one.name_zh, one.name_latin, one.organization.zh, one.organization.en]
        for number, one in enumerate(people, start=1)
    ]
    return sheet_of(_("Letters of admission"), headings, rows)


def _slip_headings() -> list[Heading]:
    labels = (
        _("Name"), _("Organization"), _("I come"), _("Arrival"), _("Departure"), _("Diet"), _("Room"),
        _("Emergency contact"), _("Number of the document"),
    )  # fmt: skip
    return [Heading(label) for label in labels]
