"""Scores from and to spreadsheets: a preview row by row, then all that can be used at once."""

import json
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.assessments.access import may_enter_scores, may_see_scores
from cgtraining.assessments.exporting import score_table
from cgtraining.assessments.forms import ImportForm
from cgtraining.assessments.operations.scores import CellInput, enter_scores
from cgtraining.assessments.queries import MARKED_STATES, cells_of, items_of
from cgtraining.assessments.score_sheet import ItemColumn, SheetPlan, Trainee, plan_sheet, table_of_changes
from cgtraining.assessments.views import blueprint
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id, enrolments_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.spreadsheets.delimited import parse_paste
from cgtraining.spreadsheets.reading import read_rows
from cgtraining.spreadsheets.writing import write_csv, write_workbook
from cgtraining.web.access import allow

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Table = list[list[str]]


@blueprint.get("/cohorts/<int:cohort_id>/scores/export.<any(xlsx, csv):kind>")
@allow(
    lambda person, found: may_see_scores(person, found[0]), load=lambda cohort_id, kind: _cohort_and(cohort_id, kind)
)
def export_scores(found: tuple[Cohort, str]) -> ResponseReturnValue:
    cohort, kind = found
    sheet = score_table(cohort)
    content = write_csv(sheet.columns, sheet.rows) if kind == "csv" else write_workbook([sheet])
    response = Response(content, mimetype="text/csv" if kind == "csv" else WORKBOOK_TYPE)
    response.headers.set("Content-Disposition", "attachment", filename=f"{cohort.code}-scores.{kind}")
    return response


@blueprint.route("/cohorts/<int:cohort_id>/scores/import", methods=["GET", "POST"])
@allow(may_enter_scores, load=cohort_by_id)
def import_scores(cohort: Cohort) -> ResponseReturnValue:
    form = ImportForm()
    if form.validate_on_submit():
        try:
            return _preview(cohort, _plan(cohort, _table_of(form)))
        except RuleBroken as refusal:
            form.form_errors.append(str(refusal))
    return render_template("assessments/import.html", cohort=cohort, form=form, items=items_of(cohort))


@blueprint.post("/cohorts/<int:cohort_id>/scores/import/confirm")
@allow(may_enter_scores, load=cohort_by_id)
def confirm_import(cohort: Cohort) -> ResponseReturnValue:
    """All that the preview promised, or nothing: if a score changed since, the preview is shown anew."""
    table = _posted_table()
    plan = _plan(cohort, table)
    if _promise_of(plan) != request.form.get("promise"):
        return _preview(cohort, plan, changed=True)
    inputs = [CellInput(cell.item_id, enrolment_id, cell.text) for enrolment_id, cell in plan.changes]
    enter_scores(cohort=cohort, cells=inputs, actor=me(), reason=_("Brought in from a spreadsheet"))
    db.session.commit()
    flash(ngettext("%(num)s score saved.", "%(num)s scores saved.", len(inputs)), "good")
    return redirect(url_for("assessments.gradebook", cohort_id=cohort.id))


def _cohort_and(cohort_id: int, kind: str) -> tuple[Cohort, str] | None:
    cohort = cohort_by_id(cohort_id)
    return (cohort, kind) if cohort else None


def _preview(cohort: Cohort, plan: SheetPlan, changed: bool = False) -> ResponseReturnValue:
    """Only the changes travel on to the confirmation, so that a wide spreadsheet does not."""
    items = {item.id: item for item in items_of(cohort)}
    table = table_of_changes(plan, {item_id: item.code for item_id, item in items.items()})
    return render_template(
        "assessments/import_preview.html",
        cohort=cohort,
        plan=plan,
        items=items,
        table=json.dumps(table, ensure_ascii=False),
        promise=_promise_of(plan),
        changed=changed,
    )


def _plan(cohort: Cohort, table: Table) -> SheetPlan:
    trainees = [
        Trainee(
            enrolment_id=enrolment.id,
            names=tuple(name for name in (enrolment.person.name_zh, enrolment.person.name_latin) if name),
            phone=enrolment.person.phone,
            email=enrolment.person.email,
        )
        for enrolment in enrolments_of(cohort, MARKED_STATES)
    ]
    columns = [
        ItemColumn(item.id, tuple(title for title in (item.code, item.title_zh, item.title_en) if title), item.maximum)
        for item in items_of(cohort)
    ]
    return plan_sheet(table, trainees, columns, cells_of(cohort))


def _promise_of(plan: SheetPlan) -> str:
    """What the preview shows to be changed, from what to what."""
    return json.dumps(
        [
            [enrolment_id, cell.item_id, str(cell.old.points), cell.old.excused, cell.text]
            for enrolment_id, cell in plan.changes
        ],
        ensure_ascii=False,
    )


def _table_of(form: ImportForm) -> Table:
    if form.file.data:
        return read_rows(form.file.data.read(), form.file.data.filename or "").rows
    if (form.text.data or "").strip():
        return parse_paste(form.text.data)
    raise RuleBroken(_("Choose a file, or paste rows from a spreadsheet."))


def _posted_table() -> Table:
    try:
        found: Any = json.loads(request.form.get("table", ""))
        return [[str(cell) for cell in row] for row in found]
    except (TypeError, ValueError, RecursionError):
        abort(400)
