"""The score grid as a table that can be filled in elsewhere and brought back."""

from flask_babel import gettext as _

from cgtraining.assessments.cells import Cell, score_text
from cgtraining.assessments.queries import MARKED_STATES, cells_of, grades_of, items_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import enrolments_of
from cgtraining.language.choosing import language
from cgtraining.spreadsheets.writing import Column, SheetToWrite, Value


def score_table(cohort: Cohort) -> SheetToWrite:
    """One row a trainee; the number in the first column finds the trainee again. No phone and no e-mail."""
    items = items_of(cohort)
    cells, grades = cells_of(cohort), grades_of(cohort)
    columns = [
        Column(_("Trainee no.")),
        Column(_("Name")),
        Column(_("Name in Latin script")),
        Column(_("Organization")),
        *(Column(item.code, "number") for item in items),
        Column(_("Weighted score"), "number"),
    ]
    rows: list[list[Value]] = []
    for enrolment in enrolments_of(cohort, MARKED_STATES):
        person = enrolment.person
        organization = person.organization.name.in_language(language()) if person.organization else ""
        scores = [_value(cells.get((item.id, enrolment.id), Cell())) for item in items]
        weighted = grades[enrolment.id].weighted
        rows.append([str(enrolment.id), person.name_zh, person.name_latin, organization, *scores, weighted])
    return SheetToWrite(_("Scores"), columns, rows)


def _value(cell: Cell) -> Value:
    return score_text(cell) if cell.excused else cell.points
