"""How a cohort checks in: for each session or each half-day, and whether it checks out."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.forms import CheckInRuleForm
from cgtraining.attendance.models import CheckInRule
from cgtraining.attendance.views import blueprint
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/cohorts/<int:cohort_id>/check-in-rule", methods=["GET", "POST"])
@allow(access.may_plan_sessions, load=cohort_by_id)
def check_in_rule(cohort: Cohort) -> ResponseReturnValue:
    rule = queries.check_in_rule_of(cohort)
    form = CheckInRuleForm(data=_data_of(rule))
    if form.validate_on_submit() and save(form, lambda: _set(cohort, form), rule):
        flash(_("How this cohort checks in is saved."), "good")
        return redirect(url_for(".sessions", cohort_id=cohort.id))
    return render_template("attendance/check_in_rule.html", cohort=cohort, form=form)


def _data_of(rule: CheckInRule | None) -> dict[str, object]:
    if rule is None:
        return {}
    return {"scope": rule.scope.value, "asks_check_out": rule.asks_check_out, "version": rule.version}


def _set(cohort: Cohort, form: CheckInRuleForm) -> CheckInRule:
    return operations.set_check_in_rule(
        cohort=cohort,
        scope=form.chosen_scope(),
        asks_check_out=form.asks_check_out.data,
        version=form.version.data,
        actor=me(),
    )
