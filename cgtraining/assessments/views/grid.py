"""The score grid: saved cell by cell where script runs, as one form where it does not."""

import json
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from cgtraining.assessments.access import may_enter_scores, may_manage_items, may_see_scores
from cgtraining.assessments.marking import shares_of
from cgtraining.assessments.operations.scores import Answer, CellAnswer, CellInput, enter_scores
from cgtraining.assessments.queries import MARKED_STATES, cells_of, count_marked, grades_of, items_of
from cgtraining.assessments.views import blueprint
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import cohort_by_id, enrolments_in
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.forged import json_sent, takes_json
from cgtraining.web.numbers import row_number, row_number_or_none
from cgtraining.web.paging import page_of

MOST_CELLS = 20_000
ROWS = 100  # trainees on one page of the grid


@blueprint.get("/cohorts/<int:cohort_id>/scores")
@allow(may_see_scores, load=cohort_by_id)
def gradebook(cohort: Cohort) -> ResponseReturnValue:
    return _show(cohort, [])


@blueprint.post("/cohorts/<int:cohort_id>/scores")
@allow(may_enter_scores, load=cohort_by_id)
def save_grid(cohort: Cohort) -> ResponseReturnValue:
    """The whole form; only cells that differ from what the page showed are entered."""
    answers = enter_scores(cohort=cohort, cells=_cells_of_form(), actor=me())
    db.session.commit()
    saved = sum(answer.answer is Answer.SAVED for answer in answers)
    left = [answer for answer in answers if answer.sentence]
    flash(ngettext("%(num)s score saved.", "%(num)s scores saved.", saved), "good" if saved else "neutral")
    if left:
        return _show(cohort, left)
    return redirect(
        url_for("assessments.gradebook", cohort_id=cohort.id, page=request.args.get("page", type=row_number))
    )


@blueprint.post("/cohorts/<int:cohort_id>/scores/cells")
@allow(may_enter_scores, load=cohort_by_id)
@takes_json
def save_cells(cohort: Cohort) -> ResponseReturnValue:
    """Cells as JSON: `{"cells": [{"item", "enrolment", "text", "old"}]}`; answers each and the weighted scores."""
    answers = enter_scores(cohort=cohort, cells=_cells_of_json(), actor=me())
    db.session.commit()
    grades = grades_of(cohort, enrolment_ids={answer.enrolment_id for answer in answers})
    return {
        "cells": [_answer_as_json(answer) for answer in answers],
        "weighted": {answer.enrolment_id: _text(grades[answer.enrolment_id].weighted) for answer in answers},
    }


def _show(cohort: Cohort, left: list[CellAnswer]) -> ResponseReturnValue:
    items = items_of(cohort)
    page = page_of(enrolments_in(cohort).where(Enrolment.state.in_(MARKED_STATES)), per_page=ROWS)
    shown = [enrolment.id for enrolment in page.items]
    cells = cells_of(cohort, shown)
    return render_template(
        "assessments/gradebook.html",
        cohort=cohort,
        items=items,
        shares=shares_of(item.weight for item in items),
        page=page,
        marked=sum(count_marked(cohort).values()),
        enrolments=page.items,
        cells=cells,
        olds=json.dumps({f"{item}-{enrolment}": _cell_code(cell) for (item, enrolment), cell in cells.items()}),
        grades=grades_of(cohort, enrolment_ids=shown),
        left={(answer.item_id, answer.enrolment_id): answer for answer in left},
        entered=request.form,
        may_enter=may_enter_scores(me(), cohort),
        may_manage=may_manage_items(me(), cohort),
    )


def _cell_code(cell: Any) -> str:
    """The same in every language, unlike what the grid shows."""
    return "excused" if cell.excused else _text(cell.points)


def _text(value: Any) -> str:
    return "" if value is None else f"{value.normalize():f}"


def _cells_of_form() -> list[CellInput]:
    olds = _json_object(request.form.get("olds"))
    found = []
    for name, text in request.form.items():
        if not name.startswith("cell-"):
            continue
        item, enrolment = _two_numbers(name.removeprefix("cell-"))
        found.append(CellInput(item, enrolment, text, str(olds.get(f"{item}-{enrolment}", ""))))
    return found


def _cells_of_json() -> list[CellInput]:
    body = json_sent()
    given = body.get("cells") if isinstance(body, dict) else None
    if not isinstance(given, list) or len(given) > MOST_CELLS:
        abort(400)
    try:
        return [_cell_of(one) for one in given]
    except (KeyError, TypeError, ValueError):
        abort(400)


def _cell_of(one: Any) -> CellInput:
    return CellInput(row_number(str(one["item"])), row_number(str(one["enrolment"])), str(one["text"]), str(one["old"]))


def _answer_as_json(answer: CellAnswer) -> dict[str, Any]:
    return {
        "item": answer.item_id,
        "enrolment": answer.enrolment_id,
        "answer": answer.answer.value,
        "text": answer.text,
        "sentence": answer.sentence,
    }


def _json_object(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        abort(400)
    return found if isinstance(found, dict) else {}


def _two_numbers(text: str) -> tuple[int, int]:
    first, second = map(row_number_or_none, text.partition("-")[::2])
    if first is None or second is None:
        abort(400)
    return first, second
