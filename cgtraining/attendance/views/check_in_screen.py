"""The screen in the room: the rotating code, the digits to read out, and who is in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from cgtraining import clock
from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.arrivals import is_open, may_open, may_open_check_out
from cgtraining.attendance.codes import STEP_SECONDS, scanned_code, seconds_left, spoken_code
from cgtraining.attendance.forms import OneClickForm
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.views import blueprint
from cgtraining.cohorts.queries import count_staying
from cgtraining.config import settings
from cgtraining.documents.qr import qr_svg
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save

STOP_POLLING = 286


@blueprint.get("/sessions/<int:session_id>/check-in")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def check_in_screen(session: ClassSession) -> ResponseReturnValue:
    return _page(session, "attendance/check_in_screen.html")


@blueprint.get("/sessions/<int:session_id>/check-in/panel")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def check_in_panel(session: ClassSession) -> ResponseReturnValue:
    """The part that changes, fetched every few seconds until check-in closes."""
    page = _page(session, "attendance/_check_in_panel.html")
    return page, 200 if is_open(session.check_in_until, clock.now()) else STOP_POLLING


@blueprint.post("/sessions/<int:session_id>/check-in/open")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def open_check_in(session: ClassSession) -> ResponseReturnValue:
    form, session_id = OneClickForm(), session.id
    if not save(form, lambda: operations.open_check_in(session=session, actor=me())):
        flash(str(form.form_errors[0]), "bad")
    return redirect(url_for(".check_in_screen", session_id=session_id))


@blueprint.post("/sessions/<int:session_id>/check-out/open")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def open_check_out(session: ClassSession) -> ResponseReturnValue:
    form, session_id = OneClickForm(), session.id
    if not save(form, lambda: operations.open_check_out(session=session, actor=me())):
        flash(str(form.form_errors[0]), "bad")
    return redirect(url_for(".check_in_screen", session_id=session_id))


@blueprint.post("/sessions/<int:session_id>/check-in/close")
@allow(access.may_mark_attendance, load=queries.session_by_id)
def close_check_in(session: ClassSession) -> ResponseReturnValue:
    session_id = session.id
    save(OneClickForm(), lambda: operations.close_check_in(session=session, actor=me()))
    return redirect(url_for(".register", session_id=session_id))


def _page(session: ClassSession, template: str) -> str:
    now = clock.now()
    opened = is_open(session.check_in_until, now) and not session.is_cancelled
    return render_template(
        template,
        session=session,
        opened=opened,
        openable=may_open(session.starts_at, session.ends_at, now) and not session.is_cancelled,
        check_out_openable=queries.asks_check_out(session)
        and may_open_check_out(session.starts_at, session.ends_at, now),
        shared_phones=queries.count_shared_phones(session) if opened else 0,
        gone=queries.count_checked_out(session) if opened and session.checks_out else 0,
        present=queries.count_present(session),
        expected=count_staying(session.cohort),
        arrivals=queries.latest_arrivals(session),
        **(_codes(session) if opened else {}),
    )


def _codes(session: ClassSession) -> dict[str, object]:
    key, now = session.check_in_key or "", clock.now()
    path = url_for(".check_in", session_id=session.id, code=scanned_code(key, now))
    digits = spoken_code(key, now)
    return {
        "qr": Markup(qr_svg(settings().address(path))),  # drawn here from our own address
        "digits": f"{digits[:3]} {digits[3:]}",
        "typed_at": settings().address(url_for(".spoken_check_in")),
        "step": STEP_SECONDS,
        "left": seconds_left(now),
    }
