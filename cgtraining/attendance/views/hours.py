"""Class hours of a cohort's trainees, as a table and as a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.attendance import queries
from cgtraining.attendance.hours import HoursLedger
from cgtraining.attendance.views import blueprint
from cgtraining.cohorts.access import may_teach_cohort
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import cohort_by_id, enrolments_of
from cgtraining.language.choosing import language
from cgtraining.spreadsheets.writing import Column, SheetToWrite, write_workbook
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of_rows

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = 100
ORDERS = ("earned", "possible", "reachable", "on_leave", "absences", "unmarked")


@dataclass(frozen=True)
class HoursRow:
    enrolment: Enrolment
    ledger: HoursLedger


@blueprint.get("/cohorts/<int:cohort_id>/class-hours")
@allow(may_teach_cohort, load=cohort_by_id)
def class_hours(cohort: Cohort) -> ResponseReturnValue:
    page = page_of_rows(_in_order(_rows_of(cohort), request.args.get("sort", "")), ROWS)
    return render_template("attendance/class_hours.html", cohort=cohort, page=page)


@blueprint.get("/cohorts/<int:cohort_id>/class-hours.xlsx")
@allow(may_teach_cohort, load=cohort_by_id)
def class_hours_workbook(cohort: Cohort) -> ResponseReturnValue:
    sheet = SheetToWrite(_("Class hours"), _columns(), [_values(row) for row in _rows_of(cohort)])
    headers = {"Content-Disposition": f'attachment; filename="{cohort.code}-class-hours.xlsx"', "Content-Type": XLSX}
    return write_workbook([sheet]), headers


def _rows_of(cohort: Cohort) -> list[HoursRow]:
    ledgers = queries.hours_of(cohort)
    return [HoursRow(enrolment, ledgers[enrolment.id]) for enrolment in enrolments_of(cohort)]


def _in_order(rows: list[HoursRow], order: str) -> list[HoursRow]:
    """In pinyin order unless another column is asked for; `-` before its name turns it round."""
    key = order.removeprefix("-")
    if key == "name":
        return rows[::-1] if order.startswith("-") else rows
    if key not in ORDERS:
        return rows
    return sorted(rows, key=attrgetter(f"ledger.{key}"), reverse=order.startswith("-"))


def _columns() -> Sequence[Column]:
    numbers = (
        _("Planned"), _("Possible"), _("Held so far"), _("Earned"), _("Still reachable"), _("On leave"),
        _("Leave that does not count"), _("Absences without leave"), _("Unmarked"),
    )  # fmt: skip
    texts = (_("Name (Chinese)"), _("Name (Latin script)"), _("Organization"), _("State"))
    share = Column(_("Earned of what was held"), "percent")
    return [*(Column(text) for text in texts), *(Column(number, "number") for number in numbers), share]


def _values(row: HoursRow) -> list[Any]:
    person, ledger = row.enrolment.person, row.ledger
    organization = person.organization.name.in_language(language()) if person.organization else None
    return [
        person.name_zh,
        person.name_latin,
        organization,
        str(row.enrolment.state.label),
        ledger.planned,
        ledger.possible,
        ledger.held,
        ledger.earned,
        ledger.reachable,
        ledger.on_leave,
        ledger.excused,
        ledger.absences,
        ledger.unmarked,
        ledger.share_so_far,
    ]
