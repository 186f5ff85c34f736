"""The results of a quiz as a table for a spreadsheet."""

from decimal import ROUND_HALF_UP, Decimal

from flask_babel import gettext as _

from cgtraining.language.choosing import language
from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.queries.results import Result, results_of
from cgtraining.spreadsheets.writing import Column, SheetToWrite, Value


def result_table(quiz: Quiz) -> SheetToWrite:
    """One row a trainee, also who did not take it. No phone and no e-mail."""
    columns = [
        Column(_("Trainee no.")),
        Column(_("Name")),
        Column(_("Name in Latin script")),
        Column(_("Organization")),
        Column(_("Attempts"), "number"),
        Column(_("Result in percent"), "number"),
        Column(_("Passed")),
    ]
    return SheetToWrite(_("Results"), columns, [_row(result) for result in results_of(quiz)])


def _row(result: Result) -> list[Value]:
    person = result.enrolment.person
    organization = person.organization.name.in_language(language()) if person.organization else ""
    percent = None if result.share is None else (result.share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
    passed = {True: _("Yes"), False: _("No"), None: ""}[result.passed]
    name = [str(result.enrolment.id), person.name_zh, person.name_latin, organization]
    return [*name, len(result.attempts), percent, passed]
