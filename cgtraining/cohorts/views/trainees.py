"""The trainees of a cohort: list, bulk actions, export."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.cohorts import export, lists
from cgtraining.cohorts.access import may_list_trainees, may_manage_cohort, may_see_contacts
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.cohorts.operations import assign_group, assign_sponsor
from cgtraining.cohorts.queries import cohort_by_id, enrolments_in, group_by_id
from cgtraining.cohorts.sponsoring import sponsors_of
from cgtraining.cohorts.views import blueprint
from cgtraining.cohorts.views.links import links_of_trainees, send_links_to_trainees
from cgtraining.cohorts.views.tabs import cohort_rights
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.people.models import Organization
from cgtraining.people.queries import organization_by_id, sign_ins_of
from cgtraining.web.access import allow, own_path
from cgtraining.web.numbers import row_number
from cgtraining.web.paging import page_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOBODY = "0"


@blueprint.get("/<int:cohort_id>/trainees")
@allow(may_list_trainees, load=cohort_by_id)
def enrolments(cohort: Cohort) -> ResponseReturnValue:
    person, wanted = me(), wanted_trainees()
    page = page_of(lists.trainees_listed(person, cohort, wanted))
    return render_template(
        "cohorts/trainees.html",
        cohort=cohort,
        page=page,
        counts=lists.count_by_state(person, cohort, wanted),
        states=EnrolmentState,
        filtered=wanted != lists.TraineeFilter(),
        **_for_staff(cohort, page.items),
    )


@blueprint.get("/<int:cohort_id>/trainees.xlsx")
@allow(may_list_trainees, load=cohort_by_id)
def export_trainees(cohort: Cohort) -> ResponseReturnValue:
    rows = db.session.scalars(lists.trainees_listed(me(), cohort, wanted_trainees())).all()
    workbook = export.trainee_workbook(cohort, rows, with_contacts=may_see_contacts(me(), cohort))
    response = Response(workbook, mimetype=XLSX)
    response.headers.set("Content-Disposition", "attachment", filename=f"{cohort.code}-trainees.xlsx")
    return response


@blueprint.post("/<int:cohort_id>/trainees/bulk")
@allow(may_manage_cohort, load=cohort_by_id)
def change_trainees(cohort: Cohort) -> ResponseReturnValue:
    """One of four buttons: put those selected into a group, set who pays for them, hand over or send their links."""
    chosen, do = _selected(cohort), request.form.get("do")
    if do == "links":
        return links_of_trainees(cohort, chosen)
    if do == "send":
        send_links_to_trainees(chosen)
        return redirect(_back_to(cohort))
    if do == "sponsor":
        assign_sponsor(enrolments=chosen, sponsor=_chosen_sponsor(cohort), actor=me())
    else:
        group_id = request.form.get("group", type=row_number)
        assign_group(enrolments=chosen, group=group_by_id(group_id) if group_id else None, actor=me())
    db.session.commit()
    flash(ngettext("%(num)s trainee was changed.", "%(num)s trainees were changed.", len(chosen)), "good")
    return redirect(_back_to(cohort))


def wanted_trainees() -> lists.TraineeFilter:
    state, account = request.args.get("state"), request.args.get("account")
    return lists.TraineeFilter(
        text=request.args.get("q", "").strip(),
        state=EnrolmentState(state) if state in {one.value for one in EnrolmentState} else None,
        group_id=request.args.get("group", type=row_number),
        sign_in=lists.SignIn(account) if account in {one.value for one in lists.SignIn} else None,
    )


def _for_staff(cohort: Cohort, shown: Sequence[Enrolment]) -> dict[str, Any]:
    """What only staff get to see beside the names."""
    rights, contacts = cohort_rights(cohort), may_see_contacts(me(), cohort)
    return {
        "rights": rights,
        "contacts": contacts,
        "sign_ins": sign_ins_of([one.person for one in shown]) if contacts else {},
        "sign_in_filters": list(lists.SignIn) if contacts else [],
        "sponsors": sponsors_of(cohort) if rights.manages else [],
    }


def _selected(cohort: Cohort) -> Sequence[Enrolment]:
    ids = request.form.getlist("selected", type=row_number)
    chosen = db.session.scalars(enrolments_in(cohort).where(Enrolment.id.in_(ids))).all()
    if not chosen:
        raise RuleBroken(_("Select at least one trainee first."))
    return chosen


def _chosen_sponsor(cohort: Cohort) -> Organization | None:
    if request.form.get("sponsor") == NOBODY:
        return None
    sponsor = organization_by_id(request.form.get("sponsor", 0, type=row_number))
    if sponsor not in sponsors_of(cohort):
        raise RuleBroken(_("This organization does not sponsor the program. Add it on the program's page first."))
    return sponsor


def _back_to(cohort: Cohort) -> str:
    """To the same part of the list."""
    back = request.form.get("back")
    return own_path(back) if back else url_for("cohorts.enrolments", cohort_id=cohort.id)
