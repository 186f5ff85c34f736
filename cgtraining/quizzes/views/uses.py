"""On the page of a question: the quizzes that use it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.people.access import me
from cgtraining.questions.access import may_use_question
from cgtraining.questions.models import Question
from cgtraining.questions.queries import question_by_id
from cgtraining.quizzes.access import may_work_on_quiz
from cgtraining.quizzes.queries.uses import quizzes_that_use
from cgtraining.quizzes.views import blueprint
from cgtraining.web.access import allow


@blueprint.get("/questions/<int:question_id>/uses")
@allow(may_use_question, load=question_by_id)
def uses_of_question(question: Question) -> ResponseReturnValue:
    """A part of the page; a quiz of another class is named but not linked."""
    uses = [(quiz, attempts, may_work_on_quiz(me(), quiz)) for quiz, attempts in quizzes_that_use(question)]
    return render_template("quizzes/_uses.html", uses=uses)
