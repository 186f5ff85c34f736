"""The register: marking as one goes, the same as a plain form, and the history of a mark."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from pydantic import BaseModel, Field, ValidationError

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.attendance.operations import Marking
from cgtraining.attendance.queries.locking import lock_of
from cgtraining.attendance.queries.marks import TraineeAtSession
from cgtraining.attendance.queries.taps import disputes_in, told_taps
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.grounds import grounds_of_mark
from cgtraining.attendance.views.marking_form import cells_of_form, conflict_sentences, entered_in, messages_of
from cgtraining.attendance.views.notes import notes_on
from cgtraining.attendance.views.statuses import STATUSES
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.programs.attendance_sentences import limit_sentences
from cgtraining.web.access import allow
from cgtraining.web.forged import json_sent, takes_json
from cgtraining.web.numbers import HIGHEST

Pair = tuple[AttendanceStatus | None, int]


class SentCell(BaseModel):
    id: int = Field(ge=1, le=HIGHEST)
    old: Pair
    new: Pair

    def cell(self) -> Cell:
        return Cell(self.id, MarkValue(*self.old), MarkValue(*self.new))


class SentCells(BaseModel):
    cells: list[SentCell] = Field(min_length=1, max_length=5000)
    reason: str | None = Field(default=None, max_length=1000)


@blueprint.get("/sessions/<int:session_id>/register")
@allow(access.may_see_register, load=queries.session_by_id)
def register(session: ClassSession) -> ResponseReturnValue:
    may_mark = access.may_mark_attendance(me(), session) and not session.is_cancelled
    may_mark = may_mark and not lock_of(session).is_closed(clock.now())
    plain = may_mark and "plain" in request.args
    return _page(session, plain=plain, may_mark=may_mark)


@blueprint.post("/sessions/<int:session_id>/register")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def save_register(session: ClassSession) -> ResponseReturnValue:
    """The plain form: all rows at once, of which only those that were changed are saved."""
    cells = list(cells_of_form(request.form))
    try:
        marking = operations.mark(session=session, cells=cells, actor=me(), reason=request.form.get("reason"))
    except RuleBroken as refusal:
        flash(str(refusal), "bad")
        return redirect(url_for(".register", session_id=session.id, plain=1))
    db.session.commit()
    flash(ngettext("%(num)s change is saved.", "%(num)s changes are saved.", len(marking.saved)), "good")
    if not marking.conflicts and not marking.need_reason:
        return redirect(url_for(".register", session_id=session.id, plain=1))
    return _page(session, plain=True, may_mark=True, marking=marking)


@blueprint.get("/sessions/<int:session_id>/marks")
@allow(access.may_see_register, load=queries.session_by_id)
def marks(session: ClassSession) -> ResponseReturnValue:
    """All marks, for a register that is open while others mark or check in."""
    return {"marks": {i: _pair(value) for i, value in queries.marks_in(session).items()}}


@blueprint.post("/sessions/<int:session_id>/marks")
@allow(access.may_mark_attendance, load=queries.session_by_id)
@takes_json
def save_marks(session: ClassSession) -> ResponseReturnValue:
    try:
        sent = SentCells.model_validate(json_sent())
    except ValidationError:
        return {"refusal": _("This change could not be understood. Reload the page and try again.")}, 400
    try:
        cells = [cell.cell() for cell in sent.cells]
        marking = operations.mark(session=session, cells=cells, actor=me(), reason=sent.reason)
    except RuleBroken as refusal:
        return {"refusal": str(refusal)}, 409
    db.session.commit()
    sentences = conflict_sentences(session, marking)
    return {
        "saved": {i: _pair(value) for i, value in marking.saved.items()},
        "conflicts": {
            conflict.cell.enrolment_id: {"current": _pair(conflict.current), "sentence": sentences[n]}
            for n, conflict in enumerate(marking.conflicts)
        },
        "need_reason": [cell.enrolment_id for cell in marking.need_reason],
    }


@blueprint.get("/sessions/<int:session_id>/marks/<int:enrolment_id>")
@allow(access.may_see_history, load=queries.trainee_at_session)
def mark_history(at: TraineeAtSession) -> ResponseReturnValue:
    changes = queries.history_of_mark(at.session.id, at.enrolment.id)
    own = at.enrolment.person_id == me().id
    taps = told_taps(at.session.id, at.enrolment.id)
    return render_template(
        "attendance/mark_history.html",
        session=at.session,
        enrolment=at.enrolment,
        changes=changes,
        taps=taps,
        own=own,
        **grounds_of_mark(at),
    )


def _page(session: ClassSession, *, plain: bool, may_mark: bool, marking: Marking | None = None) -> ResponseReturnValue:
    rows = queries.register_of(session)
    expected = [row for row in rows if not row.outside]
    today = clock.today(session.cohort.timezone)
    return render_template(
        "attendance/register_plain.html" if plain else "attendance/register.html",
        session=session,
        cohort=session.cohort,
        rows=rows,
        total=len(expected),
        done=sum(1 for row in expected if row.value.status),
        statuses=STATUSES,
        limits=limit_sentences(session.cohort.curriculum.attendance_rule),
        may_mark=may_mark,
        lock=lock_of(session),
        now=clock.now(),
        is_past=session.last_day < today,
        disputes=disputes_in(session) if may_mark else [],
        may_import=may_mark and access.may_import_meetings(me(), session),
        is_ahead=session.day > today,
        notes=notes_on(session),
        messages=messages_of(session, marking) if marking else {},
        entered=entered_in(marking) if marking else {},
    )


def _pair(value: MarkValue) -> list[Any]:
    return [value.status.value if value.status else None, value.minutes_missed]
