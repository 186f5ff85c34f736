"""Quizzes that a trainee can answer now."""

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _

from cgtraining.home.steps import Step
from cgtraining.home.words import title_of
from cgtraining.language.formatting import format_datetime
from cgtraining.people.models import Person
from cgtraining.quizzes.own import OwnQuiz, Stage, own_quizzes


def steps_of(person: Person) -> Iterator[Step]:
    """What is under way presses; practice that nobody began waits on its own page."""
    for own in own_quizzes(person):
        if own.under_way is not None:
            title = _("Go on with the quiz: %(quiz)s", quiz=title_of(own.quiz))
            address = url_for("quizzes.my_attempt", attempt_id=own.under_way.id)
            yield Step(title, _until(own), address, "pencil", "attention")
        elif own.stage is Stage.OPEN and not own.attempts and not own.quiz.practice:
            address = url_for("quizzes.my_quiz", quiz_id=own.quiz.id)
            yield Step(_("Take the quiz: %(quiz)s", quiz=title_of(own.quiz)), _until(own), address, "pencil")


def _until(own: OwnQuiz) -> str:
    ends = own.under_way.due_at if own.under_way else own.terms.closes_at
    if ends is None:
        return title_of(own.quiz.cohort)
    return _("It can be answered until %(moment)s.", moment=format_datetime(ends, own.quiz.cohort.timezone))
