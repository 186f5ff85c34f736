"""The handbook of a class: welcome, timetable by day, rules, groups, contacts by consent, and the places."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from flask_babel import gettext as _

from cgtraining.attendance.models import ClassSession
from cgtraining.class_papers.defaults import lines_in, rules_of, welcome_of
from cgtraining.class_papers.models import PaperTexts
from cgtraining.class_papers.people import Classmate, classmates_of, grouped, name_on_paper, person_on_paper
from cgtraining.class_papers.printing import Paper
from cgtraining.class_papers.queries import consents_of, sessions_on_paper, texts_of
from cgtraining.class_papers.sheets.lists import Contacts, shown_to_class
from cgtraining.class_papers.tables import Heading, sheet_of
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff
from cgtraining.cohorts.queries import staff_today
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_date, format_datetime, format_number, format_time
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import SheetToWrite

NAMED = (CohortRole.CLASS_TEACHER, CohortRole.ADMINISTRATOR, CohortRole.TRAINER, CohortRole.MENTOR)
Rows = list[list[str]]


def handbook(cohort: Cohort, language: Language) -> Paper:
    people, texts, sessions = classmates_of(cohort), texts_of(cohort), sessions_on_paper(cohort)
    staff, agreed = staff_today(cohort, *NAMED), shown_to_class(people, consents_of(cohort))
    with in_language(language):
        days = _days(sessions, cohort, language)
        groups = _groups(people, language)
        contacts = _contacts(agreed, language)
        rules = lines_in(rules_of(texts).in_language(language))
        content = {
            "title": _("Handbook"),
            "program": cohort.program.title.in_language(language),
            "cohort": cohort.title.in_language(language),
            "span": f"{format_date(cohort.starts_on)} – {format_date(cohort.ends_on)}",
            "issuers": [one.organization.name.in_language(language) for one in cohort.program.issuers],
            "welcome": lines_in(welcome_of(texts).in_language(language)),
            "days": days,
            "rules": rules,
            "staff": _staff(staff, language),
            "groups": groups,
            "contacts": contacts,
            "places": _places(texts, sessions, cohort, language),
            "headings": {"day": _day_headings(), "groups": _group_headings(), "contacts": _contact_headings()},
        }
        sheets = _sheets(days, rules, groups, contacts)
    return Paper(
        f"{cohort.code}-handbook-{language}", language, "class/handbook.html", content, sheets, style="handbook"
    )


def _days(sessions: Sequence[ClassSession], cohort: Cohort, language: Language) -> list[dict[str, Any]]:
    return [
        {"day": format_date(day, weekday=True), "rows": [_session_row(one, cohort, language) for one in held]}
        for day, held in groupby(sessions, key=lambda session: session.day)
    ]


def _session_row(session: ClassSession, cohort: Cohort, language: Language) -> list[str]:
    times = f"{format_time(session.starts_at, cohort.timezone)}–{format_time(session.ends_at, cohort.timezone)}"
    return [
        times,
        session.title.in_language(language),
        person_on_paper(session.trainer, language),
        session.venue.in_language(language),
        format_number(session.class_hours),
    ]


def _groups(people: Sequence[Classmate], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "name": group.in_language(language) or _("Without a group"),
            "rows": [
                [one.name_in(language), one.organization.in_language(language), one.position.in_language(language)]
                for one in members
            ],
        }
        for group, members in grouped(people)
    ]


def _contacts(agreed: dict[Classmate, Contacts], language: Language) -> Rows:
    """Of those who show anything at all."""
    return [
        [one.name_in(language), one.organization.in_language(language), *shown]
        for one, shown in agreed.items()
        if any(shown)
    ]


def _staff(staff: Sequence[CohortStaff], language: Language) -> list[tuple[str, str]]:
    """By role, in the order in which trainees turn to them."""
    ordered = sorted(staff, key=lambda one: NAMED.index(one.role))
    apart = "、" if language == "zh" else "; "
    return [
        (str(role.label), apart.join(_staff_name(one, language) for one in held))
        for role, held in groupby(ordered, key=lambda one: one.role)
    ]


def _staff_name(one: CohortStaff, language: Language) -> str:
    return name_on_paper(one.person.name_zh, one.person.name_latin, language)


def _places(
    texts: PaperTexts, sessions: Sequence[ClassSession], cohort: Cohort, language: Language
) -> list[tuple[str, str]]:
    venues = dict.fromkeys(one.venue.in_language(language) for one in sessions if one.venue)
    reports_at = format_datetime(texts.reports_at, cohort.timezone) if texts.reports_at else ""
    told = [
        (_("Report at"), reports_at),
        (_("Report to"), texts.place.in_language(language)),
        (_("Class rooms"), ("；" if language == "zh" else "; ").join(venues)),
        (_("Questions to"), texts.ask.in_language(language)),
    ]
    return [(label, value) for label, value in told if value]


def _day_headings() -> list[dict[str, str]]:
    texts = ((_("Time"), "25mm"), (_("Session"), "auto"), (_("Trainer"), "28mm"), (_("Venue"), "38mm"))
    return [{"heading": text, "width": width} for text, width in texts] + [
        {"heading": _("Class hours"), "width": "16mm", "align": "center"}
    ]


def _group_headings() -> list[dict[str, str]]:
    texts = ((_("Name"), "48mm"), (_("Organization"), "auto"), (_("Position"), "42mm"))
    return [{"heading": text, "width": width} for text, width in texts]


def _contact_headings() -> list[dict[str, str]]:
    texts = ((_("Name"), "42mm"), (_("Organization"), "auto"), (_("Phone"), "32mm"), (_("E-mail"), "50mm"))
    return [{"heading": text, "width": width} for text, width in texts]


def _sheets(
    days: Sequence[dict[str, Any]], rules: Sequence[str], groups: Sequence[dict[str, Any]], contacts: Rows
) -> list[SheetToWrite]:
    timetable = [[one["day"], *row] for one in days for row in one["rows"]]
    members = [[one["name"], *row] for one in groups for row in one["rows"]]
    return [
        sheet_of(_("Timetable"), _headings(_("Date"), _day_headings()), timetable),
        sheet_of(_("Rules of the class"), [Heading(_("Rules of the class"))], [[rule] for rule in rules]),
        sheet_of(_("Groups"), _headings(_("Group"), _group_headings()), members),
        sheet_of(_("Contact list"), _headings(None, _contact_headings()), contacts),
    ]


def _headings(first: str | None, others: Sequence[dict[str, str]]) -> list[Heading]:
    return [*([Heading(first)] if first else []), *(Heading(one["heading"]) for one in others)]
