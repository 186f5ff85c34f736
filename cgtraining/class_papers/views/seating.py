"""The room of a class: arranged by a rule, then two seats exchanged at a time; and the plan on paper."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.class_papers import access
from cgtraining.class_papers.asking import Asked, asked_for
from cgtraining.class_papers.forms import RoomForm, SwapForm
from cgtraining.class_papers.models import SeatOrder
from cgtraining.class_papers.operations.seating import arrange, swap
from cgtraining.class_papers.people import classmates_of
from cgtraining.class_papers.queries import plan_of
from cgtraining.class_papers.room import seating_of
from cgtraining.class_papers.sheets.seating import seating_plan
from cgtraining.class_papers.views import blueprint
from cgtraining.class_papers.views.answering import answer, wanted_language
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/cohorts/<int:cohort_id>/seating", methods=["GET", "POST"])
@allow(access.may_arrange, load=cohort_by_id)
def seating(cohort: Cohort) -> ResponseReturnValue:
    form = RoomForm()
    if form.validate_on_submit() and save(form, lambda: _arrange(cohort, form)):
        flash(_("Everybody has a seat."), "good")
        return redirect(url_for("class_papers.seating", cohort_id=cohort.id))
    people, plan = classmates_of(cohort), plan_of(cohort)
    hall, seats = seating_of(cohort, people)
    if not form.is_submitted():
        form.show(hall, plan.order if plan else SeatOrder.GROUP)
    sitting = {seats[key]: one for one in people if (key := str(one.enrolment_id)) in seats}
    return render_template(
        "class_papers/seating.html", cohort=cohort, form=form, swap_form=SwapForm(), hall=hall, sitting=sitting,
        is_proposed=plan is None, left_out=len(people) - len(sitting),
    )  # fmt: skip


@blueprint.post("/cohorts/<int:cohort_id>/seating/swap")
@allow(access.may_arrange, load=cohort_by_id)
def swap_seats(cohort: Cohort) -> ResponseReturnValue:
    form, cohort_id = SwapForm(), cohort.id
    if form.validate() and save(form, lambda: _swap(cohort, form)):
        flash(_("The two seats are exchanged."), "good")
    else:
        flash(str([*form.form_errors, _("Choose two different seats of this room.")][0]), "bad")
    return redirect(url_for("class_papers.seating", cohort_id=cohort_id))


@blueprint.get("/cohorts/<int:cohort_id>/papers/seating.<any(pdf,xlsx):form>")
@allow(access.may_print, load=asked_for)
def seating_on_paper(asked: Asked) -> ResponseReturnValue:
    return answer(seating_plan(asked.cohort, wanted_language()), asked.form)


def _arrange(cohort: Cohort, form: RoomForm) -> object:
    return arrange(cohort=cohort, hall=form.hall(), order=SeatOrder(form.order.data), actor=me())


def _swap(cohort: Cohort, form: SwapForm) -> object:
    return swap(cohort=cohort, one=form.one.data, other=form.other.data, actor=me())
