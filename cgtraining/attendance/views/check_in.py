"""A trainee's own check-in: by scanning the code on the screen, or by typing the six digits that are read out."""

from flask import make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from cgtraining import clock
from cgtraining.attendance import operations, queries
from cgtraining.attendance.codes import CodeVerdict, is_spoken, judge_scanned
from cgtraining.attendance.forms import SpokenCodeForm
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import ClassSession, Mark, MarkSource
from cgtraining.attendance.queries import Door
from cgtraining.attendance.views import blueprint, seen
from cgtraining.attendance.views.devices import device_in_use, remember_device
from cgtraining.attendance.views.doors import go_through, problem
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow, current_person, is_signed_in, public
from cgtraining.web.limits import limiter
from cgtraining.web.units import reads_first


def account_key() -> str:
    """A hall shares one address, so tries are counted by account."""
    return f"account:{current_user.get_id()}"


def nobody_is_signed_in() -> bool:
    return not current_user.is_authenticated


few_wrong_tries = limiter.limit(
    "10 per minute",
    key_func=account_key,
    methods=["POST"],
    exempt_when=nobody_is_signed_in,
    deduct_when=lambda response: response.status_code == 422,
)


def anyone_signed_in(person: object, _session: object) -> bool:
    """Whoever is not of the cohort is told so in a sentence; the session itself is not shown to them."""
    return person is not None


@blueprint.get("/check-in/<int:session_id>/<code>")
@public
def check_in(session_id: int, code: str) -> ResponseReturnValue:
    """What the code on the screen opens, signed in or not: as it may run out during sign-in, it is kept as seen."""
    session = queries.session_by_id(session_id)
    if session is None or session.check_in_key is None:
        return problem(_("This is not a check-in code of a session. Scan the code on the screen in the room."), 404)
    verdict = judge_scanned(session.check_in_key, code, clock.now())
    there = redirect(url_for(".confirm_check_in", session_id=session.id))
    if verdict is CodeVerdict.GOOD:
        return seen.remember(there, session)
    if seen.seen_code(session.id, checks_out=session.checks_out) or _is_in(session):
        return there
    if verdict is CodeVerdict.OLD:
        return problem(_("This code has run out. Scan the one that is on the screen now."), 410)
    return problem(_("This is not a check-in code of a session. Scan the code on the screen in the room."), 404)


@blueprint.get("/check-in/<int:session_id>")
@allow(anyone_signed_in, load=queries.session_by_id)
def confirm_check_in(session: ClassSession) -> ResponseReturnValue:
    """Whoever is in already is greeted, also after check-in has closed."""
    found = seen.seen_code(session.id, checks_out=session.checks_out)
    mark = queries.own_mark(session, me())
    if mark and not (found and session.checks_out):
        return _greet(session, mark)
    if found is None:
        return problem(_("This code has run out. Scan the one that is on the screen now."), 410)
    door = queries.door_of(session.id)
    assert door is not None
    try:
        _refuse_early(door, found)
    except RuleBroken as refusal:
        return problem(str(refusal), 409)
    page = render_template(
        "attendance/check_in_confirm.html", session=session, person=me(), sessions=queries.covered_by(door)
    )
    return remember_device(make_response(page))


@blueprint.post("/check-in/<int:session_id>")
@allow(anyone_signed_in, load=queries.door_of)
@reads_first
def save_check_in(door: Door) -> ResponseReturnValue:
    """Nothing can be guessed here, as the code that was seen is in a signed cookie: tries are not counted."""
    found = seen.seen_code(door.session_id, checks_out=door.checks_out)
    if found is None:
        return problem(_("This code has run out. Scan the one that is on the screen now."), 410)
    return go_through(door, at=found.at, source=MarkSource.QR, device=device_in_use())


@blueprint.get("/check-in/<int:session_id>/done")
@allow(anyone_signed_in, load=queries.session_by_id)
def checked_in(session: ClassSession) -> ResponseReturnValue:
    mark = queries.own_mark(session, me())
    if mark is None:
        return problem(_("You are not checked in for this session yet. Scan the code on the screen in the room."), 404)
    out = queries.last_check_out(session.id, mark.enrolment_id)
    return render_template("attendance/checked_in.html", session=session, mark=mark, out=out, person=me())


@blueprint.route("/check-in", methods=["GET", "POST"])
@few_wrong_tries
@allow(is_signed_in)
@reads_first
def spoken_check_in() -> ResponseReturnValue:
    form = SpokenCodeForm()
    open_now = queries.sessions_open_for(me())
    if form.validate_on_submit():
        session = next(
            (one for one in open_now if is_spoken(one.check_in_key or "", form.code.data, clock.now())), None
        )
        door = queries.door_of(session.id) if session else None
        if door is None:
            form.form_errors.append(_refusal_of_spoken(bool(open_now)))
        else:
            return go_through(door, at=clock.now(), source=MarkSource.SPOKEN_CODE, device=device_in_use())
    page = render_template("attendance/check_in_code.html", form=form, open_now=open_now)
    return remember_device(make_response(page, 422 if form.is_submitted() else 200))


def _is_in(session: ClassSession) -> bool:
    person = current_person()
    return person is not None and not session.checks_out and queries.own_mark(session, person) is not None


def _greet(session: ClassSession, mark: Mark) -> ResponseReturnValue:
    try:
        operations.refuse_what_staff_decided(MarkValue(mark.status, mark.minutes_missed))
    except RuleBroken as refusal:
        return problem(str(refusal), 409)
    return redirect(url_for(".checked_in", session_id=session.id))


def _refuse_early(door: Door, found: seen.SeenCode) -> None:
    """What would be refused after the button, said before it."""
    if door.checks_out:
        operations.going_out(door=door, person_id=me().id)
    else:
        operations.coming_in(door=door, person_id=me().id, arrived_at=found.at, source=MarkSource.QR)


def _refusal_of_spoken(any_open: bool) -> str:
    if any_open:
        return str(_("These six digits are not right or have run out. Type those that are on the screen now."))
    return str(_("No check-in is open for you now. It opens when the staff show the code in the room."))
