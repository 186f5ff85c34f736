"""The tap list (点名): a session on a phone, one large row for each trainee. Kept by the browser, it works offline."""

from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.forms import OneClickForm
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession, MarkSource, Tap
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.attendance.queries.taps import disputes_in, sessions_to_tap, tap_by_id
from cgtraining.attendance.tapping import CYCLE, next_value
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.statuses import STATUSES
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.names import sort_key
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in, page_left, public
from cgtraining.web.browsers import inside_an_app
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.saving import save


@blueprint.get("/tap-list/")
@allow(is_signed_in)
def tap_lists() -> ResponseReturnValue:
    """The sessions of these days, and what still waits on this device. The browser shows it for a list it has not."""
    return render_template(
        "attendance/tap_lists.html", sessions=sessions_to_tap(me()), inside_an_app=inside_an_app(), now=clock.now()
    )


@blueprint.get("/tap-list/worker.js")
@public
def tap_list_worker() -> ResponseReturnValue:
    """A script of the product, under this address because it may look after the addresses below it only."""
    script = Path(current_app.static_folder or "", "js/tap_worker.js").read_text(encoding="utf-8")
    return script, {"Content-Type": "text/javascript; charset=utf-8"}


@blueprint.get("/tap-list/<int:session_id>")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def tap_list(session: ClassSession) -> ResponseReturnValue:
    rows = queries.register_of(session)
    expected = [row for row in rows if not row.outside]
    return render_template(
        "attendance/tap_list.html",
        session=session,
        cohort=session.cohort,
        rows=rows,
        wanted=request.args.get("q", "").strip(),
        find_in=_find_in,
        total=len(expected),
        done=sum(1 for row in expected if row.value.status),
        statuses=STATUSES,
        cycle=CYCLE,
        disputes=disputes_in(session),
        opens_at=session.local(session.starts_at).replace(hour=0, minute=0, second=0),
        is_ahead=session.day > clock.today(session.cohort.timezone),
        inside_an_app=inside_an_app(),
    )


@blueprint.post("/tap-list/<int:session_id>")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def save_tap(session: ClassSession) -> ResponseReturnValue:
    """Without script: one button is one tap, `enrolment:status:minutes` as its row was shown."""
    there = url_for(".tap_list", session_id=session.id, q=request.form.get("q") or None)
    number, old = _row_tapped(request.form.get("tap", ""))
    if number is None:
        return redirect(there)
    new = next_value(old, session.starts_at, session.ends_at, clock.now())
    try:
        cells = [Cell(number, old, new)]
        marking = operations.mark(session=session, cells=cells, actor=me(), source=MarkSource.TAP_LIST)
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
        return redirect(there)
    db.session.commit()
    if not marking.saved:
        flash(_("This mark was changed meanwhile. Look at it, and tap again."), "attention")
    return redirect(f"{there}#t{number}")


@blueprint.post("/tap-list/disputes/<int:tap_id>")
@allow(access.may_settle, load=tap_by_id)
def settle_dispute(tap: Tap) -> ResponseReturnValue:
    form, session_id = OneClickForm(), tap.session_id
    take_it = request.form.get("take") == "tap"
    if not save(form, lambda: operations.settle_dispute(tap=tap, take_it=take_it, actor=me())):
        flash(str(form.form_errors[0]), "bad")
    return redirect(page_left() or url_for(".tap_list", session_id=session_id))


def _row_tapped(text: str) -> tuple[int | None, MarkValue]:
    number, _colon, old = text.partition(":")
    status, _colon, minutes = old.partition(":")
    known = next((one for one in AttendanceStatus if one.value == status), None)
    return row_number_or_none(number), MarkValue(known, int(minutes) if minutes.isdecimal() and len(minutes) < 5 else 0)


def _find_in(row: RegisterRow) -> str:
    """What a row is found by: the name in both scripts, its pinyin, the initials of that, and the organization."""
    syllables = sort_key(row.name_zh, row.name_latin).split()
    initials = "".join(syllable[0] for syllable in syllables)
    names = [row.name_zh, row.name_latin, row.organization_zh, row.organization_en]
    return " ".join([initials, "".join(syllables), *(name for name in names if name)]).lower()
