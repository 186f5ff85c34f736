"""The approval sheet: what is decided on whom, with room for signatures, in either language."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from flask_babel import gettext as _

from cgtraining.cohorts.models import Cohort
from cgtraining.completion.grounds import grounds_of
from cgtraining.completion.models import GraduateEntry, GraduateList, Outcome
from cgtraining.completion.queries import entries_of, item_titles, progress_of
from cgtraining.documents.papers import render_paper
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_date, format_datetime, format_number
from cgtraining.language.text import Language
from cgtraining.people.models import Person


class Approved(Protocol):
    """A list that somebody approved, or two people."""

    @property
    def cohort(self) -> Cohort: ...
    @property
    def first_approved_at(self) -> datetime | None: ...
    @property
    def first_approved_by(self) -> Person | None: ...
    @property
    def approved_at(self) -> datetime | None: ...
    @property
    def approved_by(self) -> Person | None: ...


def approval_sheet(graduate_list: GraduateList, language: Language) -> bytes:
    """The PDF; reads all it needs first, and renders outside any transaction of the caller's making."""
    return render_paper("table.html", language, **sheet_content(graduate_list, language))


def sheet_content(graduate_list: GraduateList, language: Language) -> dict[str, Any]:
    cohort, entries = graduate_list.cohort, entries_of(graduate_list)
    with in_language(language):
        grounds = grounds_of(entries, progress_of(cohort), item_titles(cohort))
        return {
            "title": _("Approval sheet for graduates, list %(number)s", number=graduate_list.number),
            "over": cohort.program.title.in_language(language),
            "facts": [
                (_("Cohort"), f"{cohort.title.in_language(language)} ({cohort.code})"),
                (_("Award date"), format_date(graduate_list.award_date)),
                (_("State"), _state(graduate_list)),
                *approvals_told(graduate_list, language),
                (_("Completion rules"), _rules_text(graduate_list.rules_number)),
                (_("In all"), _counts(entries), "whole"),
            ],
            "columns": [
                {"heading": _("No."), "width": "9mm", "align": "end"},
                {"heading": _("Name"), "width": "18%"},
                {"heading": _("Organization"), "width": "21%"},
                {"heading": _("Class hours"), "width": "18mm", "align": "end"},
                {"heading": _("Decision"), "width": "19%"},
                {"heading": _("Grounds and remarks")},
            ],
            "rows": [_row(number, entry, grounds[entry.id], language) for number, entry in enumerate(entries, start=1)],
            "signatures": [_("Course administrator"), _("Program head"), _("Issuer (seal)")],
            "wide": True,
        }


def _row(number: int, entry: GraduateEntry, grounds: Sequence[str], language: Language) -> list[str]:
    person = entry.enrolment.person
    organization = person.organization.name.in_language(language) if person.organization else ""
    decision = str(entry.outcome.label)
    if entry.deferred_until and entry.outcome is Outcome.DEFERRED:
        decision = _("Deferred completion until %(day)s", day=format_date(entry.deferred_until))
    hours = format_number(entry.class_hours)
    told = ("" if language == "zh" else " ").join([*grounds, entry.remark or ""]).strip()
    return [str(number), name_on_sheet(person, language), organization, hours, decision, told]


def name_on_sheet(person: Person, language: Language) -> str:
    zh, latin = person.name_zh or "", person.name_latin or ""
    return zh or latin if language == "zh" else f"{latin} {zh}".strip()


def _rules_text(number: int) -> str:
    return _("number %(number)s", number=number) if number else _("the rules to begin with")


def _state(graduate_list: GraduateList) -> str:
    if graduate_list.is_waiting:
        return str(graduate_list.state.label)
    if graduate_list.withdrawn_at:
        return _(
            "The approval was withdrawn on %(day)s: %(reason)s",
            day=format_datetime(graduate_list.withdrawn_at, graduate_list.cohort.timezone, weekday=False),
            reason=graduate_list.withdrawal_reason,
        )
    if graduate_list.is_draft:
        return _("Draft, not approved")
    return _(
        "Approved on %(moment)s",
        moment=format_datetime(graduate_list.approved_at, graduate_list.cohort.timezone, weekday=False),
    )


def approvals_told(approved: Approved, language: Language) -> Iterator[tuple[str, str]]:
    """Who approved and when; of two approvals both."""
    first, second = approved.first_approved_at, approved.approved_at
    if first:
        yield _("First approval"), _approval(approved.first_approved_by, first, approved, language)
    if second:
        label = _("Second approval") if first else _("Approved by")
        yield label, _approval(approved.approved_by, second, approved, language)


def _approval(person: Person | None, moment: datetime, approved: Approved, language: Language) -> str:
    name = name_on_sheet(person, language) if person else _("name not kept")
    return f"{name}, {format_datetime(moment, approved.cohort.timezone, weekday=False)}"


def _counts(entries: Sequence[GraduateEntry]) -> str:
    parts = [
        f"{outcome.label} {count}"
        for outcome in Outcome
        if (count := sum(entry.outcome is outcome for entry in entries))
    ]
    return " · ".join([_("%(count)s trainees", count=len(entries)), *parts])
