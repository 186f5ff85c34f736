"""The decision record of one trainee on a list of graduates."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.completion.access import may_see_decision, may_see_list
from cgtraining.completion.decisions import decided_hours, decided_rules, decided_scores, decision_in
from cgtraining.completion.models import GraduateEntry
from cgtraining.completion.queries import item_titles
from cgtraining.completion.views import blueprint
from cgtraining.people.access import me
from cgtraining.web.access import allow


@blueprint.get("/graduate-lists/<int:list_id>/decisions/<int:enrolment_id>")
@allow(may_see_decision, load=decision_in)
def decision(entry: GraduateEntry) -> ResponseReturnValue:
    cohort = entry.enrolment.cohort
    titles = item_titles(cohort)
    return render_template(
        "completion/decision.html",
        entry=entry,
        graduate_list=entry.graduate_list,
        cohort=cohort,
        rules=decided_rules(entry, titles),
        hours=decided_hours(entry),
        scores=list(decided_scores(entry, titles)),
        weighted=entry.facts.get("scores", {}).get("weighted"),
        manages=may_see_list(me(), entry.graduate_list),
    )
