"""Marking by hand: what waits, and one answer after the other to the same question."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.questions.models import Question
from cgtraining.questions.queries import question_by_id
from cgtraining.quizzes.access import may_work_on_quiz
from cgtraining.quizzes.blinding import hides_names
from cgtraining.quizzes.forms.marking import MarkForm
from cgtraining.quizzes.models import AttemptAnswer, Quiz
from cgtraining.quizzes.operations.marking_by_hand import mark_answer
from cgtraining.quizzes.queries.attempts import answers_of, files_of
from cgtraining.quizzes.queries.marking import answer_by_id, answers_in_turn, entries_of, queues_of
from cgtraining.quizzes.queries.quizzes import quiz_by_id
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.showing import asked_for_staff
from cgtraining.web.access import allow
from cgtraining.web.saving import save


def quiz_and_question(quiz_id: int, question_id: int) -> tuple[Quiz, Question] | None:
    """Both of one program; whether the quiz ever asked the question is for the page to see."""
    quiz, question = quiz_by_id(quiz_id), question_by_id(question_id)
    if quiz is None or question is None or quiz.cohort.program_id != question.program_id:
        return None
    return quiz, question


def may_work_on_its_quiz(person: Person, found: tuple[Quiz, Question]) -> bool:
    return may_work_on_quiz(person, found[0])


def may_mark(person: Person, answer: AttemptAnswer) -> bool:
    return answer.attempt.handed_in_at is not None and may_work_on_quiz(person, answer.attempt.quiz)


@blueprint.get("/quizzes/<int:quiz_id>/marking")
@allow(may_work_on_quiz, load=quiz_by_id)
def marking(quiz: Quiz) -> ResponseReturnValue:
    return render_template("quizzes/marking.html", quiz=quiz, queues=queues_of(quiz))


@blueprint.get("/quizzes/<int:quiz_id>/marking/<int:question_id>")
@allow(may_work_on_its_quiz, load=quiz_and_question)
def mark_next(found: tuple[Quiz, Question]) -> ResponseReturnValue:
    """The next answer that waits; after the last one, back to the list."""
    quiz, question = found
    waiting = [answer_id for answer_id, points in answers_in_turn(quiz, question) if points is None]
    if not waiting:
        return redirect(url_for("quizzes.marking", quiz_id=quiz.id))
    return redirect(url_for("quizzes.mark", answer_id=waiting[0]))


@blueprint.route("/answers/<int:answer_id>/mark", methods=["GET", "POST"])
@allow(may_mark, load=answer_by_id)
def mark(answer: AttemptAnswer) -> ResponseReturnValue:
    quiz, question = answer.attempt.quiz, answer.question_version.question
    form = MarkForm(points=answer.points, comment=answer.comment, seen=answer.points)
    if form.validate_on_submit() and save(form, lambda: _mark(answer, form)):
        if request.form.get("back"):
            return redirect(url_for("quizzes.review_attempt", attempt_id=answer.attempt_id) + f"#answer-{answer.place}")
        return redirect(url_for("quizzes.mark_next", quiz_id=quiz.id, question_id=question.id))
    turn, blind = answers_in_turn(quiz, question), hides_names(quiz)
    [shown] = answers_of(answer.attempt_id, [answer.place])
    return render_template(
        "quizzes/mark.html",
        quiz=quiz,
        question=question,
        answer=answer,
        asked=asked_for_staff(shown, files_of([answer.id]).get(answer.id, []), blind=blind),
        entries=entries_of([answer.id]).get(answer.id, []),
        form=form,
        turn=turn,
        done=sum(points is not None for _id, points in turn),
        blind=blind,
        back=bool(request.values.get("back")),
    )


def _mark(answer: AttemptAnswer, form: MarkForm) -> bool:
    mark_answer(answer=answer, points=form.points.data, comment=form.comment.data, seen=form.seen.data, actor=me())
    return True
