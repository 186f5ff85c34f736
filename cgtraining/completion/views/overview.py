"""A cohort's completion: every trainee beside every rule."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import STAYING, cohort_by_id, enrolments_of
from cgtraining.completion.access import may_change_rules, may_manage_completion, may_see_completion
from cgtraining.completion.evaluation import RuleState
from cgtraining.completion.presenting import codes_without_item, columns_of, result_rows
from cgtraining.completion.queries import decisions_of, item_titles, lists_of, progress_of, rules_in_force
from cgtraining.completion.risk import close_rules
from cgtraining.completion.rules import walk
from cgtraining.completion.sentences import rule_sentence
from cgtraining.completion.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow
from cgtraining.web.paging import page_of_rows

ROWS = 100


@blueprint.get("/cohorts/<int:cohort_id>/completion")
@allow(may_see_completion, load=cohort_by_id)
def overview(cohort: Cohort) -> ResponseReturnValue:
    titles = item_titles(cohort)
    tree = rules_in_force(cohort.curriculum_id).tree
    progress = progress_of(cohort)
    enrolments = enrolments_of(cohort, STAYING)
    wanted = request.args.get("state")
    close = {one.id for one in enrolments if close_rules(progress[one.id].result)}
    kinds = {one.id: {progress[one.id].state.value} | ({"close"} if one.id in close else set()) for one in enrolments}
    page = page_of_rows([one for one in enrolments if not wanted or wanted in kinds[one.id]], ROWS)
    states = [progress[enrolment.id].state for enrolment in enrolments]
    return render_template(
        "completion/overview.html",
        cohort=cohort,
        columns=columns_of(tree, titles),
        rules=[(depth, rule_sentence(rule, titles)) for depth, rule in walk(tree)],
        page=page,
        rows=[(one, progress[one.id], result_rows(progress[one.id], titles)) for one in page.items],
        counts={state.value: states.count(state) for state in RuleState},
        close=len(close),
        total=len(enrolments),
        decisions=decisions_of(cohort),
        lists=lists_of(cohort),
        codes_missing=codes_without_item(tree, titles),
        may_manage=may_manage_completion(me(), cohort),
        may_change_rules=may_change_rules(me(), cohort.curriculum),
    )
