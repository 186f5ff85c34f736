"""Results of one trainee: for staff with the whole history, for the trainee what is released."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.assessments.access import may_enter_scores_of, may_see_scores_of
from cgtraining.assessments.marking import shares_of
from cgtraining.assessments.operations.scores import comment_on
from cgtraining.assessments.queries import changes_of, grade_of, items_of, scores_of
from cgtraining.assessments.views import blueprint
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_by_id, enrolments_of_person
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.web.access import allow, is_signed_in
from cgtraining.web.numbers import row_number

LONGEST_COMMENT = 2000


@blueprint.get("/my/results")
@allow(is_signed_in)
def my_results() -> ResponseReturnValue:
    courses = [
        (
            enrolment,
            items_of(enrolment.cohort),
            grade_of(enrolment, released_only=True),
            scores_of(enrolment),
        )
        for enrolment in enrolments_of_person(me())
    ]
    return render_template("assessments/my_results.html", courses=courses)


@blueprint.get("/enrolments/<int:enrolment_id>/scores")
@allow(may_see_scores_of, load=enrolment_by_id)
def trainee_scores(enrolment: Enrolment) -> ResponseReturnValue:
    items = items_of(enrolment.cohort)
    return render_template(
        "assessments/trainee_scores.html",
        enrolment=enrolment,
        cohort=enrolment.cohort,
        rows=list(zip(items, shares_of(item.weight for item in items), strict=True)),
        scores=scores_of(enrolment),
        summary=grade_of(enrolment),
        changes=changes_of(enrolment),
        titles={item.id: item.title for item in items},
        may_enter=may_enter_scores_of(me(), enrolment),
    )


@blueprint.post("/enrolments/<int:enrolment_id>/scores/comments")
@allow(may_enter_scores_of, load=enrolment_by_id)
def comment(enrolment: Enrolment) -> ResponseReturnValue:
    score = scores_of(enrolment).get(request.form.get("item", type=row_number) or 0)
    if score is None:
        abort(404)
    comment_on(score=score, comment=request.form.get("comment", "").strip()[:LONGEST_COMMENT], actor=me())
    db.session.commit()
    flash(_("The comment is saved."), "good")
    return redirect(url_for("assessments.trainee_scores", enrolment_id=enrolment.id))
