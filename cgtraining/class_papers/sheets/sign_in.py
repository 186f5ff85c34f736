"""Sign-in sheets by half-day: each on pages of its own, in pinyin order, with boxes to sign in and out."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from cgtraining.class_papers.half_days import HalfDay, half_days_of
from cgtraining.class_papers.people import Classmate, classmates_of, person_on_paper
from cgtraining.class_papers.printing import Paper
from cgtraining.class_papers.queries import sessions_on_paper
from cgtraining.class_papers.tables import Heading, cohort_fact, sheet_of
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_date, format_time
from cgtraining.language.text import Language

BLANK_ROWS = 3


def days_with_sessions(cohort: Cohort) -> list[date]:
    return sorted({session.day for session in sessions_on_paper(cohort)})


def sign_in_sheets(cohort: Cohort, language: Language, day: date | None) -> Paper:
    """Of one day, or of all."""
    sessions = [one for one in sessions_on_paper(cohort) if day in (None, one.day)]
    people = classmates_of(cohort)
    with in_language(language):
        headings = _headings()
        parts = [_part(half, people, cohort, language) for half in half_days_of(sessions)]
        parts = parts or [_empty_part(people, cohort, language)]
        content = {
            "title": _("Sign-in sheet"),
            "over": cohort.program.title.in_language(language),
            "columns": [heading.printed for heading in headings],
            "blank_rows": BLANK_ROWS,
            "signatures": [_("Class teacher"), _("Trainer")],
        }
        sheets = [sheet_of(part["name"], headings, part["rows"]) for part in parts]
    stem = f"{cohort.code}-sign-in-{day:%Y%m%d}-{language}" if day else f"{cohort.code}-sign-in-{language}"
    return Paper(
        stem,
        language,
        "class/sign_in.html",
        content,
        sheets,
        style="sign_in",
        parts=[{"parts": [one]} for one in parts],
    )


def _headings() -> list[Heading]:
    return [
        Heading(_("No."), "11mm", "center", "number"),
        Heading(_("Name"), "44mm"),
        Heading(_("Group or organization")),
        Heading(_("Signed in"), "27mm"),
        Heading(_("Signed out"), "27mm"),
        Heading(_("Remarks"), "18mm"),
    ]


def _part(half: HalfDay, people: Sequence[Classmate], cohort: Cohort, language: Language) -> dict[str, Any]:
    expected = [one for one in people if one.joined_on <= half.day]
    when = f"{format_date(half.day, weekday=True)} {half.half.label}"
    told = [_session_told(session, cohort, language) for session in half.sessions]
    return {
        "name": f"{half.day:%Y-%m-%d} {half.half.label}",
        "facts": [
            cohort_fact(cohort, language),
            (_("Time"), when),
            (_("Expected"), str(len(expected))),
            (_("Came"), ""),
            (_("Sessions"), "；".join(told) if language == "zh" else "; ".join(told), "whole"),
        ],
        "rows": [_row(number, one, language) for number, one in enumerate(expected, start=1)],
    }


def _empty_part(people: Sequence[Classmate], cohort: Cohort, language: Language) -> dict[str, Any]:
    """Nothing is planned: a sheet whose date is written by hand."""
    return {
        "name": _("Sign-in sheet"),
        "facts": [cohort_fact(cohort, language), (_("Time"), ""), (_("Expected"), str(len(people))), (_("Came"), "")],
        "rows": [_row(number, one, language) for number, one in enumerate(people, start=1)],
    }


def _session_told(session: Any, cohort: Cohort, language: Language) -> str:
    times = f"{format_time(session.starts_at, cohort.timezone)}–{format_time(session.ends_at, cohort.timezone)}"
    told = [session.title.in_language(language), person_on_paper(session.trainer, language)]
    told.append(session.venue.in_language(language) if session.venue else "")
    return " · ".join([times, *filter(None, told)])


def _row(number: int, one: Classmate, language: Language) -> list[Any]:
    belongs = one.group.in_language(language) or one.organization.in_language(language)
    return [number, one.name_in(language), belongs, "", "", ""]
