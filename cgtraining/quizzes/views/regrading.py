"""Marking the answers to a corrected question again: who changes is seen first, then it is confirmed."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from cgtraining.people.access import me
from cgtraining.questions.models import Question
from cgtraining.questions.queries import latest_version
from cgtraining.quizzes.forms.marking import RegradeForm
from cgtraining.quizzes.models import Quiz, Regrade
from cgtraining.quizzes.operations.regrading import regrade_question
from cgtraining.quizzes.queries.regrading import answers_to, whose_attempts
from cgtraining.quizzes.regrading import plan_regrade
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.marking import may_work_on_its_quiz, quiz_and_question
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/quizzes/<int:quiz_id>/regrade/<int:question_id>", methods=["GET", "POST"])
@allow(may_work_on_its_quiz, load=quiz_and_question)
def regrade(found: tuple[Quiz, Question]) -> ResponseReturnValue:
    quiz, question = found
    gives_all = request.values.get("all") == "yes"
    form = RegradeForm()
    if form.validate_on_submit() and (made := save(form, lambda: _regrade(quiz, question, form, gives_all))):
        flash(ngettext("%(num)s answer has new points.", "%(num)s answers have new points.", made.changed), "good")
        return redirect(url_for("quizzes.analysis", quiz_id=quiz.id))
    version = latest_version(question)
    plan = plan_regrade(answers_to(quiz, question), version.content, gives_all=gives_all)
    form.promise.data = plan.promise
    return render_template(
        "quizzes/regrade.html",
        quiz=quiz,
        question=question,
        version=version,
        gives_all=gives_all,
        plan=plan,
        whose=whose_attempts({change.attempt_id for change in plan.changes}),
        changes={change.attempt_id: change for change in plan.changes},
        form=form,
    )


def _regrade(quiz: Quiz, question: Question, form: RegradeForm, gives_all: bool) -> Regrade:
    return regrade_question(
        quiz=quiz,
        question=question,
        gives_all=gives_all,
        reason=form.reason.data,
        promise=form.promise.data,
        actor=me(),
    )
