"""What came of a quiz, for those who teach: by trainee, as a spreadsheet, and each attempt with all its answers."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from cgtraining.people.models import Person
from cgtraining.quizzes.access import may_work_on_quiz
from cgtraining.quizzes.blinding import hides_names
from cgtraining.quizzes.exporting import result_table
from cgtraining.quizzes.models import AnswerFile, Attempt, Quiz
from cgtraining.quizzes.queries.attempts import AttemptInHand, answers_of, files_of
from cgtraining.quizzes.queries.marking import entries_of
from cgtraining.quizzes.queries.quizzes import quiz_by_id
from cgtraining.quizzes.queries.results import attempt_by_id, results_of, summary_of
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.files import file_in_attempt
from cgtraining.quizzes.views.showing import asked_for_staff, nameless
from cgtraining.spreadsheets.writing import write_csv, write_workbook
from cgtraining.storage import load_file
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_review(person: Person, attempt: Attempt) -> bool:
    return may_work_on_quiz(person, attempt.quiz)


@blueprint.get("/quizzes/<int:quiz_id>/results")
@allow(may_work_on_quiz, load=quiz_by_id)
def results(quiz: Quiz) -> ResponseReturnValue:
    found = results_of(quiz)
    return render_template(
        "quizzes/results.html", quiz=quiz, results=found, summary=summary_of(found), blind=hides_names(quiz)
    )


@blueprint.get("/quizzes/<int:quiz_id>/results.<any(xlsx, csv):kind>")
@allow(lambda person, found: may_work_on_quiz(person, found[0]), load=lambda quiz_id, kind: _quiz_and(quiz_id, kind))
def export_results(found: tuple[Quiz, str]) -> ResponseReturnValue:
    quiz, kind = found
    sheet = result_table(quiz)
    content = write_csv(sheet.columns, sheet.rows) if kind == "csv" else write_workbook([sheet])
    response = Response(content, mimetype="text/csv" if kind == "csv" else WORKBOOK_TYPE)
    response.headers.set("Content-Disposition", "attachment", filename=f"{quiz.cohort.code}-quiz-{quiz.id}.{kind}")
    return response


@blueprint.get("/attempts/<int:attempt_id>/review")
@allow(may_review, load=attempt_by_id)
def review_attempt(attempt: Attempt) -> ResponseReturnValue:
    """Where names are hidden, nobody looks at all the answers of one person."""
    if hides_names(attempt.quiz):
        abort(404)
    answers = answers_of(attempt.id)
    files = files_of([answer.id for answer in answers])
    return render_template(
        "quizzes/review.html",
        quiz=attempt.quiz,
        attempt=attempt,
        answers=[(answer, asked_for_staff(answer, files.get(answer.id, []))) for answer in answers],
        entries=entries_of([answer.id for answer in answers]),
    )


@blueprint.get("/attempts/<int:attempt_id>/files/<int:answer_file_id>")
@allow(lambda person, found: may_review(person, found[1].answer.attempt), load=file_in_attempt)
def handed_in_file(found: tuple[AttemptInHand, AnswerFile]) -> ResponseReturnValue:
    """Never shown by a browser: whatever it holds, it is only saved."""
    file = found[1]
    name = nameless(file).name if hides_names(file.answer.attempt.quiz) else file.name
    return call_file(Response(load_file(file.key), mimetype="application/octet-stream"), name, attached=True)


def _quiz_and(quiz_id: int, kind: str) -> tuple[Quiz, str] | None:
    quiz = quiz_by_id(quiz_id)
    return (quiz, kind) if quiz else None
