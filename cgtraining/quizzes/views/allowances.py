"""What single trainees are given beyond the others at a quiz."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.queries import STAYING, enrolments_of
from cgtraining.database import db
from cgtraining.people.access import me
from cgtraining.quizzes.access import may_change_allowance, may_work_on_quiz
from cgtraining.quizzes.forms.setting_up import AllowanceForm
from cgtraining.quizzes.models import Quiz, QuizAllowance
from cgtraining.quizzes.operations.allowances import allow_more, take_allowance_back
from cgtraining.quizzes.queries.quizzes import allowance_by_id, allowances_of, quiz_by_id
from cgtraining.quizzes.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.route("/quizzes/<int:quiz_id>/allowances", methods=["GET", "POST"])
@allow(may_work_on_quiz, load=quiz_by_id)
def allowances(quiz: Quiz) -> ResponseReturnValue:
    form = AllowanceForm()
    form.offer(enrolments_of(quiz.cohort, STAYING))
    if form.validate_on_submit() and save(form, lambda: _give(quiz, form)):
        flash(_("The allowance is saved."), "good")
        return redirect(url_for(".allowances", quiz_id=quiz.id))
    return render_template(
        "quizzes/allowances.html", quiz=quiz, cohort=quiz.cohort, form=form, allowances=allowances_of(quiz)
    )


@blueprint.post("/quiz-allowances/<int:allowance_id>/take-back")
@allow(may_change_allowance, load=allowance_by_id)
def take_back(allowance: QuizAllowance) -> ResponseReturnValue:
    quiz_id = allowance.quiz_id
    take_allowance_back(allowance=allowance, actor=me())
    db.session.commit()
    flash(_("The allowance is taken back."), "good")
    return redirect(url_for(".allowances", quiz_id=quiz_id))


def _give(quiz: Quiz, form: AllowanceForm) -> QuizAllowance:
    enrolment = db.session.get_one(Enrolment, int(form.enrolment_id.data))
    return allow_more(quiz=quiz, enrolment=enrolment, values=form.values(quiz.cohort.timezone), actor=me())
