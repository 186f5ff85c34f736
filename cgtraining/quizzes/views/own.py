"""A trainee's quizzes, and the page before an attempt."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import enrolment_in
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.quizzes.access import may_take_quiz
from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.operations.starting import start_attempt
from cgtraining.quizzes.own import own_quiz, own_quizzes
from cgtraining.quizzes.queries.quizzes import counts_of, quiz_by_id
from cgtraining.quizzes.views import blueprint
from cgtraining.web.access import allow, is_signed_in


@blueprint.get("/my/quizzes")
@allow(is_signed_in)
def my_quizzes() -> ResponseReturnValue:
    quizzes = own_quizzes(me())
    counts = counts_of([own.quiz.id for own in quizzes])
    return render_template("quizzes/taking/list.html", quizzes=quizzes, counts=counts)


@blueprint.get("/my/quizzes/<int:quiz_id>")
@allow(may_take_quiz, load=quiz_by_id)
def my_quiz(quiz: Quiz) -> ResponseReturnValue:
    own = own_quiz(quiz, _enrolment(quiz))
    return render_template("quizzes/taking/before.html", own=own, quiz=quiz, counts=counts_of([quiz.id])[quiz.id])


@blueprint.post("/my/quizzes/<int:quiz_id>/start")
@allow(may_take_quiz, load=quiz_by_id)
def start(quiz: Quiz) -> ResponseReturnValue:
    try:
        attempt = start_attempt(quiz=quiz, enrolment=_enrolment(quiz), code=request.form.get("code", ""))
        db.session.commit()
    except RuleBroken as refusal:
        db.session.commit()  # an attempt whose time was over is handed in all the same
        flash(str(refusal), "bad")
        return redirect(url_for(".my_quiz", quiz_id=quiz.id))
    return redirect(url_for(".my_attempt", attempt_id=attempt.id))


def _enrolment(quiz: Quiz) -> Enrolment:
    enrolment = enrolment_in(quiz.cohort, me())
    assert enrolment is not None
    return enrolment
