"""A trainee's own code on their phone, and what the staff see who scan it."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from cgtraining import clock
from cgtraining.attendance import operations, queries
from cgtraining.attendance.access import may_mark_cohort
from cgtraining.attendance.codes import CodeVerdict
from cgtraining.attendance.forms import OneClickForm
from cgtraining.attendance.models import MarkSource
from cgtraining.attendance.personal_codes import STEP_SECONDS, judge_personal, personal_codes, seconds_left
from cgtraining.attendance.queries.scanned import Scanned, scanned_sessions
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.doors import problem
from cgtraining.attendance.views.names import name_of
from cgtraining.config import settings
from cgtraining.documents.qr import qr_svg
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.numbers import row_number
from cgtraining.web.saving import save


@blueprint.get("/my/code")
@allow(is_signed_in)
def my_code() -> ResponseReturnValue:
    now, person_id = clock.now(), me().id
    codes = [
        Markup(qr_svg(settings().address(url_for(".scanned", person_id=person_id, code=code))))  # our own address
        for code in personal_codes(_secret(), person_id, now)
    ]
    return render_template(
        "attendance/my_code.html", person=me(), codes=codes, step=STEP_SECONDS, left=seconds_left(now)
    )


@blueprint.route("/attend/<int:person_id>/<code>", methods=["GET", "POST"])
@allow(is_signed_in)
def scanned(person_id: int, code: str) -> ResponseReturnValue:
    """Nobody but the staff of the class learns whose code it is; everybody else is told so in a sentence."""
    try:
        found = _whose(person_id, code)
    except RuleBroken as refusal:
        return problem(str(refusal), 403)
    form = OneClickForm()
    if form.validate_on_submit() and save(form, lambda: _enter(found)):
        sentence = _("%(name)s is marked.", name=name_of(found.person))
        flash(sentence, "good")
        return redirect(url_for(".scanned", person_id=person_id, code=code))
    return render_template("attendance/scanned.html", found=found, form=form, code=code)


def _whose(person_id: int, code: str) -> Scanned:
    verdict = judge_personal(_secret(), person_id, code, clock.now())
    if person_id == me().id:
        raise RuleBroken(_("This is your own code. Show it to the staff in the room, who scan it with their phone."))
    found = scanned_sessions(person_id, lambda cohort: may_mark_cohort(me(), cohort))
    if verdict is CodeVerdict.WRONG or found is None:
        raise RuleBroken(_("This code is only for the staff who keep attendance in the class of its trainee."))
    if verdict is CodeVerdict.OLD:
        raise RuleBroken(_("This code has run out. Ask the trainee to open “My code” once more; pictures do not last."))
    return found


def _enter(found: Scanned) -> object:
    """At the session that was chosen, in or out as its door stands."""
    chosen = request.form.get("session_id", type=row_number)
    at = next((one for one in found.sessions if one.session.id == chosen), None)
    door = queries.door_of(at.session.id) if at else None
    if at is None or door is None:
        raise RuleBroken(_("Choose one of the sessions of today."))
    if at.mark and door.checks_out and door.is_open:
        return operations.check_out(
            door=door, person_id=found.person.id, actor=me(), left_at=clock.now(), source=MarkSource.PERSONAL_CODE
        )
    return operations.check_in(
        door=door,
        person_id=found.person.id,
        arrived_at=clock.now(),
        source=MarkSource.PERSONAL_CODE,
        actor_id=me().id,
        by_staff=True,
    )


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])
