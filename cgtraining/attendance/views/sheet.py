"""Typing in a signed paper sheet: everybody is present, save for those whom one changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.forms.sheet import SheetPhotoForm
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession, MarkSource
from cgtraining.attendance.operations import Marking
from cgtraining.attendance.queries.locking import lock_of
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.attendance.queries.sheets import photos_of
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.marking_form import cells_of_form, entered_in, messages_of
from cgtraining.attendance.views.notes import notes_on
from cgtraining.attendance.views.statuses import STATUSES
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow

PRESENT = MarkValue(AttendanceStatus.PRESENT)


@dataclass(frozen=True)
class Line:
    """A row as the sheet has it. `number`: the printed one, None for who is not expected and so not on the sheet."""

    number: int | None
    row: RegisterRow
    value: MarkValue


@blueprint.get("/sessions/<int:session_id>/sheet")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def type_sheet(session: ClassSession) -> ResponseReturnValue:
    return sheet_page(session)


@blueprint.post("/sessions/<int:session_id>/sheet")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def save_sheet(session: ClassSession) -> ResponseReturnValue:
    cells = list(cells_of_form(request.form))
    try:
        marking = operations.mark(
            session=session, cells=cells, actor=me(), reason=request.form.get("reason"), source=MarkSource.PAPER
        )
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
        return redirect(url_for(".type_sheet", session_id=session.id))
    db.session.commit()
    flash(
        ngettext("%(num)s mark of the sheet is saved.", "%(num)s marks of the sheet are saved.", len(marking.saved)),
        "good",
    )
    if marking.conflicts or marking.need_reason:
        return sheet_page(session, marking=marking)
    return redirect(url_for(".type_sheet", session_id=session.id))


def sheet_page(
    session: ClassSession, *, marking: Marking | None = None, adding: SheetPhotoForm | None = None
) -> ResponseReturnValue:
    lock, today, photos = lock_of(session), clock.today(session.cohort.timezone), photos_of(session)
    rows = queries.register_of(session)
    return render_template(
        "attendance/sheet.html",
        session=session,
        lines=lines_of(rows, entered_in(marking) if marking else {}),
        unmarked=sum(1 for row in rows if not row.outside and row.value.status is None),
        statuses=STATUSES,
        may_type=not (session.is_cancelled or lock.is_closed(clock.now()) or session.day > today),
        is_ahead=session.day > today,
        is_past=session.last_day < today,
        lock=lock,
        now=clock.now(),
        notes=notes_on(session),
        messages=messages_of(session, marking) if marking else {},
        photos=[photo for photo in photos if photo.removed_at is None],
        removed=[photo for photo in photos if photo.removed_at is not None],
        adding=adding or SheetPhotoForm(None),
    )


def lines_of(rows: Sequence[RegisterRow], entered: Mapping[int, MarkValue]) -> list[Line]:
    """In the order and with the numbers of the paper; whoever is not expected comes after, and is preset to nothing."""
    numbers = count(1)
    expected = [Line(next(numbers), row, _preset(row, entered)) for row in rows if not row.outside]
    return expected + [Line(None, row, entered.get(row.enrolment_id, row.value)) for row in rows if row.outside]


def _preset(row: RegisterRow, entered: Mapping[int, MarkValue]) -> MarkValue:
    return entered.get(row.enrolment_id, row.value if row.value.status else PRESENT)
