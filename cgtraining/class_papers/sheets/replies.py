"""What the reply slips said, as a workbook for the office and the hotel."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining.class_papers.models import ReplySlip
from cgtraining.class_papers.people import name_on_paper, phone_on_paper
from cgtraining.class_papers.tables import Heading, sheet_of
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.language.formatting import format_date
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import SheetToWrite, Value

Expected = Sequence[tuple[Enrolment, ReplySlip | None]]


def replies_to_write(
    cohort: Cohort, expected: Expected, language: Language, *, with_identity: bool, deleted_on: date
) -> list[SheetToWrite]:
    """The day on which all of it is deleted stands in the sheet's name and beside it, for whoever gets the file."""
    headings = [*_headings(), *(_identity_headings() if with_identity else [])]
    rows = [
        [number, *_row(enrolment, slip, cohort, language), *(_identity(slip) if with_identity else [])]
        for number, (enrolment, slip) in enumerate(expected, start=1)
    ]
    told = [
        [_("These data serve this course only.")],
        [_("The system deletes them on %(day)s. Delete this file by then, too.", day=format_date(deleted_on))],
    ]
    name = _("Delete by %(day)s", day=f"{deleted_on:%Y-%m-%d}")
    return [sheet_of(name, headings, rows), sheet_of(_("Please note"), [Heading(cohort.code)], told)]


def _headings() -> list[Heading]:
    return [
        Heading(_("No."), kind="number"), Heading(_("Name")), Heading(_("Gender")), Heading(_("Organization")),
        Heading(_("Comes")), Heading(_("Arrives at"), kind="moment"), Heading(_("Arrival")),
        Heading(_("Leaves at"), kind="moment"), Heading(_("Departure")), Heading(_("Diet")), Heading(_("Diet, note")),
        Heading(_("Room")), Heading(_("Room, note")), Heading(_("Emergency contact")), Heading(_("Relation")),
        Heading(_("Phone of the contact")),
    ]  # fmt: skip


def _identity_headings() -> list[Heading]:
    return [Heading(_("Document")), Heading(_("Number of the document"))]


def _row(enrolment: Enrolment, slip: ReplySlip | None, cohort: Cohort, language: Language) -> list[Value]:
    person = enrolment.person
    organization = person.organization.name.in_language(language) if person.organization else ""
    who = [
        name_on_paper(person.name_zh, person.name_latin, language),
        str(person.gender.label) if person.gender else "",
    ]
    if slip is None:
        return [*who, organization, _("No answer yet"), *[None] * 11]
    return [*who, organization, *_answer(slip, enrolment)]


def _answer(slip: ReplySlip, enrolment: Enrolment) -> list[Value]:
    local = enrolment.cohort.timezone
    return [
        _("Yes") if slip.comes else _("No"),
        _in_zone(slip.arrives_at, local),
        slip.arrival,
        _in_zone(slip.leaves_at, local),
        slip.departure,
        str(slip.diet.label) if slip.comes else None,
        slip.diet_note,
        str(slip.room.label) if slip.comes else None,
        slip.room_note,
        slip.emergency_name,
        slip.emergency_relation,
        phone_on_paper(slip.emergency_phone),
    ]


def _identity(slip: ReplySlip | None) -> list[Value]:
    if slip is None or slip.identity_number is None:
        return [None, None]
    return [str(slip.identity_kind.label) if slip.identity_kind else None, slip.identity_number]


def _in_zone(moment: datetime | None, timezone: str) -> Value:
    return moment.astimezone(ZoneInfo(timezone)) if moment else None
