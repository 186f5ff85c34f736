"""The list of trainees as a workbook."""

from collections.abc import Sequence

from flask_babel import gettext as _

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.language.choosing import language
from cgtraining.language.places import place_label
from cgtraining.language.text import BilingualText
from cgtraining.spreadsheets.writing import Column, SheetToWrite, Value, write_workbook


def trainee_workbook(cohort: Cohort, enrolments: Sequence[Enrolment], *, with_contacts: bool) -> bytes:
    """One row for each trainee, in the reader's language; telephone and e-mail only `with_contacts`."""
    columns = [*_columns(), *(_contact_columns() if with_contacts else [])]
    rows = [[*_row(one), *(_contacts(one) if with_contacts else [])] for one in enrolments]
    return write_workbook([SheetToWrite(cohort.code, columns, rows)])


def _columns() -> list[Column]:
    return [
        Column(_("Name in Chinese")),
        Column(_("Name in Latin script")),
        Column(_("Organization")),
        Column(_("Position")),
        Column(_("Place")),
        Column(_("Group")),
        Column(_("State")),
        Column(_("Since"), "date"),
        Column(_("Joined on"), "date"),
        Column(_("Sponsor")),
    ]


def _contact_columns() -> list[Column]:
    return [Column(_("Phone")), Column(_("E-mail"))]


def _row(enrolment: Enrolment) -> list[Value]:
    person = enrolment.person
    return [
        person.name_zh,
        person.name_latin,
        _text(person.organization.name if person.organization else None),
        _text(person.position),
        _text(place_label(person.province_code, person.city_code)),
        _text(enrolment.group.title if enrolment.group else None),
        str(enrolment.state.label),
        enrolment.state_since,
        enrolment.joined_on,
        _text(enrolment.sponsor.name if enrolment.sponsor else None),
    ]


def _contacts(enrolment: Enrolment) -> list[Value]:
    return [enrolment.person.phone, enrolment.person.email]


def _text(text: BilingualText | None) -> str:
    return text.in_language(language()) if text else ""
