"""A quiz as a trainee would have it: drawn anew each time, and kept nowhere."""

from random import SystemRandom

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.questions.asking import Asking
from cgtraining.questions.queries import latest_versions
from cgtraining.quizzes.access import may_work_on_quiz
from cgtraining.quizzes.contents import contents_of
from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.operations.starting import HIGHEST_SEED, draw_questions
from cgtraining.quizzes.queries.quizzes import quiz_by_id
from cgtraining.quizzes.views import blueprint
from cgtraining.web.access import allow


@blueprint.get("/quizzes/<int:quiz_id>/preview")
@allow(may_work_on_quiz, load=quiz_by_id)
def preview(quiz: Quiz) -> ResponseReturnValue:
    chance = SystemRandom()
    try:
        drawn = draw_questions(quiz, chance)
    except RuleBroken as refusal:
        flash(str(refusal), "bad")
        return redirect(url_for(".edit_questions", quiz_id=quiz.id))
    versions = latest_versions({one.question_id for one in drawn})
    known = contents_of({version.digest for version in versions.values()})
    asked = [
        Asking(
            content=known[versions[one.question_id].digest].content,
            name=f"a{place}",
            language=language(),
            seed=chance.randint(1, HIGHEST_SEED) if quiz.shuffles_options else 0,
            shuffles=quiz.shuffles_options,
            address_of=lambda number: url_for("questions.show_picture", picture_id=number),
        )
        for place, one in enumerate(drawn, start=1)
    ]
    return render_template("quizzes/preview.html", quiz=quiz, asked=list(zip(drawn, asked, strict=True)))
