"""Pages of the class committee: the sessions of its class, and who of its people is there."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.attendance import operations, queries
from cgtraining.attendance.access import helps_at
from cgtraining.attendance.forms import OneClickForm
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.queries.helping import helped_rows
from cgtraining.attendance.rates import LEAVE
from cgtraining.attendance.views import blueprint
from cgtraining.cohorts.committee import charge_in, charges_of
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.numbers import row_number_or_none
from cgtraining.web.saving import save


@blueprint.get("/my/class")
@allow(is_signed_in)
def my_class() -> ResponseReturnValue:
    charges = [(charge, queries.next_sessions([charge.cohort.id])) for charge in charges_of(me())]
    return render_template("attendance/my_class.html", charges=charges)


@blueprint.route("/sessions/<int:session_id>/class", methods=["GET", "POST"])
@allow(helps_at, load=queries.session_by_id)
def help_with_session(session: ClassSession) -> ResponseReturnValue:
    charge, form = charge_in(me(), session.cohort), OneClickForm()
    assert charge is not None
    if form.validate_on_submit() and (
        marking := save(
            form,
            lambda: operations.mark_presence(
                session=session, charge=charge, shown=_ids("shown"), present=_ids("present"), actor=me()
            ),
        )
    ):
        flash(ngettext("%(num)s change is saved.", "%(num)s changes are saved.", len(marking.saved)), "good")
        if marking.conflicts:
            flash(_("Staff marked someone in the meantime: that stands."), "attention")
        return redirect(url_for(".help_with_session", session_id=session.id))
    rows = helped_rows(session, charge)
    return render_template(
        "attendance/help_with_session.html", session=session, charge=charge, rows=rows, form=form, leave=LEAVE
    )


def _ids(name: str) -> set[int]:
    return {number for number in map(row_number_or_none, request.form.getlist(name)) if number is not None}
