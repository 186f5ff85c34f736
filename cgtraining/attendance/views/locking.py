"""The lock of a register: when it falls, who opened it again and why, opening it, and closing it before its time."""

from datetime import timedelta

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance import access, queries
from cgtraining.attendance.forms.reopening import ReopeningForm
from cgtraining.attendance.models import ClassSession, Reopening
from cgtraining.attendance.operations.locking import close_register, reopen_register
from cgtraining.attendance.queries.locking import lock_of, reopening_by_id, reopenings_of
from cgtraining.attendance.views import blueprint
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save

USUALLY = timedelta(days=2)


@blueprint.get("/sessions/<int:session_id>/lock")
@allow(access.may_see_register, load=queries.session_by_id)
def register_lock(session: ClassSession) -> ResponseReturnValue:
    return _page(session, ReopeningForm(until=clock.today(session.cohort.timezone) + USUALLY))


@blueprint.post("/sessions/<int:session_id>/lock")
@allow(access.may_reopen_register, load=queries.session_by_id)
def reopen(session: ClassSession) -> ResponseReturnValue:
    form = ReopeningForm()
    if form.validate_on_submit() and save(form, lambda: _reopen(session, form)):
        flash(_("The register is open again."), "good")
        return redirect(url_for("attendance.register", session_id=session.id))
    return _page(session, form)


@blueprint.post("/reopenings/<int:reopening_id>/close")
@allow(access.may_close_register, load=reopening_by_id)
def close_again(reopening: Reopening) -> ResponseReturnValue:
    close_register(reopening=reopening, actor=me())
    db.session.commit()
    flash(_("The register is locked again."), "good")
    return redirect(url_for("attendance.register_lock", session_id=reopening.session_id))


def _reopen(session: ClassSession, form: ReopeningForm) -> Reopening:
    return reopen_register(session=session, until=form.until.data, reason=form.reason.data, actor=me())


def _page(session: ClassSession, form: ReopeningForm) -> ResponseReturnValue:
    return render_template(
        "attendance/register_lock.html",
        session=session,
        form=form,
        lock=lock_of(session),
        now=clock.now(),
        reopenings=reopenings_of(session),
        may_reopen=access.may_reopen_register(me(), session),
    )
