"""What the answers say: of each question, of the whole quiz, and of what was learned since the pre-test."""

from flask import render_template
from flask.typing import ResponseReturnValue

from cgtraining.questions.models import Question
from cgtraining.questions.queries import latest_version
from cgtraining.quizzes.access import may_work_on_quiz
from cgtraining.quizzes.advice import advice_on
from cgtraining.quizzes.distractors import options_of
from cgtraining.quizzes.gains import gain_between
from cgtraining.quizzes.item_analysis import analyse
from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.queries.analysis import (
    answer_sheet_of,
    competencies_of,
    count_wordings,
    percents_by_competency,
    percents_of,
    responses_to,
)
from cgtraining.quizzes.queries.quizzes import quiz_by_id
from cgtraining.quizzes.queries.regrading import regrades_of
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.marking import may_work_on_its_quiz, quiz_and_question
from cgtraining.web.access import allow

WORDED = ("short_text", "numerical")


@blueprint.get("/quizzes/<int:quiz_id>/analysis")
@allow(may_work_on_quiz, load=quiz_by_id)
def analysis(quiz: Quiz) -> ResponseReturnValue:
    sheet = answer_sheet_of(quiz)
    figures = analyse(list(sheet.scores.values()), sheet.maxima)
    return render_template(
        "quizzes/analysis.html",
        quiz=quiz,
        figures=figures,
        rows=[(sheet.questions[key], item, advice_on(item)) for key, item in figures.items.items()],
        regrades=regrades_of(quiz),
    )


@blueprint.get("/quizzes/<int:quiz_id>/analysis/<int:question_id>")
@allow(may_work_on_its_quiz, load=quiz_and_question)
def analysis_of_question(found: tuple[Quiz, Question]) -> ResponseReturnValue:
    quiz, question = found
    sheet, responses = answer_sheet_of(quiz), responses_to(quiz, question)
    content = latest_version(question).content
    figures = analyse(list(sheet.scores.values()), sheet.maxima).items.get(question.id)
    options = options_of(content, responses, sheet.scores)
    return render_template(
        "quizzes/analysis_of_question.html",
        quiz=quiz,
        question=question,
        content=content,
        figures=figures,
        options=options,
        wordings=count_wordings(responses) if content.kind in WORDED else [],
        advice=advice_on(figures, options) if figures else [],
        answers=len(responses),
    )


@blueprint.get("/quizzes/<int:quiz_id>/gain")
@allow(may_work_on_quiz, load=quiz_by_id)
def gain(quiz: Quiz) -> ResponseReturnValue:
    """First attempts at the pre-test, last ones at the post-test."""
    pretest, found, parts = quiz.pretest, None, []
    if pretest is not None:
        found = gain_between(percents_of(pretest, first=True), percents_of(quiz, first=False))
        before = percents_by_competency(pretest, first=True)
        after = percents_by_competency(quiz, first=False)
        both = [one for one in competencies_of(quiz) if one.id in before and one.id in after]
        parts = [(one, gain_between(before[one.id], after[one.id])) for one in both]
    return render_template("quizzes/gain.html", quiz=quiz, pretest=pretest, gain=found, parts=parts)
