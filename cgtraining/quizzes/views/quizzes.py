"""Quizzes of a cohort: the list, their settings, and opening them to the trainees."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.assessments.queries import items_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.people.access import me
from cgtraining.quizzes.access import may_work_on_quiz, may_work_on_quizzes
from cgtraining.quizzes.forms.setting_up import QuizForm
from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.operations.quizzes import add_quiz, change_quiz, delete_quiz, publish_quiz, unpublish_quiz
from cgtraining.quizzes.queries.quizzes import counts_of, has_attempts, quiz_by_id, quizzes_of
from cgtraining.quizzes.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/quizzes")
@allow(may_work_on_quizzes, load=cohort_by_id)
def list_quizzes(cohort: Cohort) -> ResponseReturnValue:
    quizzes = quizzes_of(cohort)
    counts = counts_of([quiz.id for quiz in quizzes])
    return render_template("quizzes/list.html", cohort=cohort, quizzes=quizzes, counts=counts, now=clock.now())


@blueprint.route("/cohorts/<int:cohort_id>/quizzes/new", methods=["GET", "POST"])
@allow(may_work_on_quizzes, load=cohort_by_id)
def new_quiz(cohort: Cohort) -> ResponseReturnValue:
    form = QuizForm()
    form.offer(items_of(cohort), quizzes_of(cohort), None)
    if form.validate_on_submit():
        made = save(form, lambda: add_quiz(cohort=cohort, values=form.values(cohort.timezone), actor=me()))
        if made:
            flash(_("The quiz is there. Now choose its questions."), "good")
            return redirect(url_for(".edit_questions", quiz_id=made.id))
    return render_template("quizzes/form.html", cohort=cohort, form=form, quiz=None)


@blueprint.route("/quizzes/<int:quiz_id>/edit", methods=["GET", "POST"])
@allow(may_work_on_quiz, load=quiz_by_id)
def edit_quiz(quiz: Quiz) -> ResponseReturnValue:
    form = QuizForm(obj=quiz)
    form.offer(items_of(quiz.cohort), quizzes_of(quiz.cohort), quiz)
    if request.method == "GET":
        form.show(quiz)
    if form.validate_on_submit() and save(form, lambda: _change(quiz, form), quiz):
        flash(_("The quiz is saved."), "good")
        return redirect(url_for(".edit_questions", quiz_id=quiz.id))
    return render_template(
        "quizzes/form.html", cohort=quiz.cohort, form=form, quiz=quiz, begun=has_attempts(quiz), now=clock.now()
    )


@blueprint.post("/quizzes/<int:quiz_id>/publish")
@allow(may_work_on_quiz, load=quiz_by_id)
def publish(quiz: Quiz) -> ResponseReturnValue:
    try:
        publish_quiz(quiz=quiz, actor=me())
        db.session.commit()
        flash(_("Trainees can see the quiz now."), "good")
    except ManyRulesBroken as refusal:
        for sentence in refusal.sentences:
            flash(str(sentence), "bad")
    return redirect(url_for(".edit_questions", quiz_id=quiz.id))


@blueprint.post("/quizzes/<int:quiz_id>/unpublish")
@allow(may_work_on_quiz, load=quiz_by_id)
def unpublish(quiz: Quiz) -> ResponseReturnValue:
    try:
        unpublish_quiz(quiz=quiz, actor=me())
        db.session.commit()
        flash(_("Trainees do not see the quiz any more."), "good")
    except RuleBroken as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".edit_questions", quiz_id=quiz.id))


@blueprint.post("/quizzes/<int:quiz_id>/delete")
@allow(may_work_on_quiz, load=quiz_by_id)
def delete(quiz: Quiz) -> ResponseReturnValue:
    cohort_id = quiz.cohort_id
    try:
        delete_quiz(quiz=quiz, actor=me())
        db.session.commit()
        flash(_("The quiz is deleted."), "good")
    except RuleBroken as refusal:
        flash(str(refusal), "bad")
    return redirect(url_for(".list_quizzes", cohort_id=cohort_id))


def _change(quiz: Quiz, form: QuizForm) -> Quiz:
    values = form.values(quiz.cohort.timezone)
    return change_quiz(quiz=quiz, values=values, actor=me(), version=form.version.data)
