"""The approval sheet of honours, letters of appointment and statements of class hours, in either language."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from cgtraining.certificates.awards.queries import entries_of
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind
from cgtraining.completion.papers import approvals_told, name_on_sheet
from cgtraining.documents.papers import render_paper
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_date, format_number
from cgtraining.language.text import Language

Column = dict[str, str]


def award_sheet(award_list: AwardList, language: Language) -> bytes:
    """The PDF; reads all it needs first, and renders outside any transaction of the caller's making."""
    return render_paper("table.html", language, **award_sheet_content(award_list, language))


def award_sheet_content(award_list: AwardList, language: Language) -> dict[str, Any]:
    cohort, entries = award_list.cohort, entries_of(award_list)
    with in_language(language):
        return {
            "title": _title(award_list),
            "over": cohort.program.title.in_language(language),
            "facts": [
                (_("Cohort"), f"{cohort.title.in_language(language)} ({cohort.code})"),
                (_("Award date"), format_date(award_list.award_date)),
                (_("State"), str(award_list.state.label)),
                *approvals_told(award_list, language),
                *_counted(award_list),
                (_("In all"), str(len(entries)), "whole"),
            ],
            "columns": [
                {"heading": _("No."), "width": "9mm", "align": "end"},
                {"heading": _("Name"), "width": "18%"},
                {"heading": _("Organization"), "width": "24%"},
                *_columns(award_list.kind),
            ],
            "rows": [_row(number, entry, award_list.kind, language) for number, entry in enumerate(entries, start=1)],
            "signatures": [_("Course administrator"), _("Program head"), _("Issuer (seal)")],
            "wide": True,
        }


def _title(award_list: AwardList) -> str:
    titles = {
        CertificateKind.HONOUR: _("Approval sheet for honours, list %(number)s", number=award_list.number),
        CertificateKind.APPOINTMENT: _(
            "Approval sheet for letters of appointment, list %(number)s", number=award_list.number
        ),
        CertificateKind.HOURS: _(
            "Approval sheet for statements of class hours, list %(number)s", number=award_list.number
        ),
    }
    return titles[award_list.kind]


def _counted(award_list: AwardList) -> list[tuple[str, str]]:
    last = award_list.counted_until
    return [(_("Class hours up to"), format_date(last))] if last else []


def _columns(kind: CertificateKind) -> list[Column]:
    if kind is CertificateKind.HONOUR:
        return [{"heading": _("Class hours"), "width": "18mm", "align": "end"}, {"heading": _("Reason")}]
    if kind is CertificateKind.APPOINTMENT:
        return [{"heading": _("Office"), "width": "24%"}, {"heading": _("Term")}]
    return [{"heading": _("Class hours"), "width": "24mm", "align": "end"}, {"heading": _("Sessions"), "align": "end"}]


def _row(number: int, entry: AwardEntry, kind: CertificateKind, language: Language) -> list[str]:
    person = entry.person
    organization = person.organization.name.in_language(language) if person.organization else ""
    return [str(number), name_on_sheet(person, language), organization, *_decided(entry, kind, language)]


def _decided(entry: AwardEntry, kind: CertificateKind, language: Language) -> Sequence[str]:
    hours = "" if entry.class_hours is None else format_number(entry.class_hours)
    if kind is CertificateKind.HONOUR:
        return hours, entry.reason.in_language(language)
    if kind is CertificateKind.APPOINTMENT:
        return entry.office.in_language(language), _term(entry)
    return hours, str(len(entry.facts["sessions"])) if entry.facts else ""


def _term(entry: AwardEntry) -> str:
    if entry.term_from is None:
        return ""
    if entry.term_until is None:
        return _("from %(day)s", day=format_date(entry.term_from))
    return f"{format_date(entry.term_from)} – {format_date(entry.term_until)}"
