"""One question: as trainees see it, what is right, its versions, and trying it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.language.text import Language
from cgtraining.people.access import me
from cgtraining.programs.access import may_manage_program
from cgtraining.questions.access import may_use_question
from cgtraining.questions.answer_key import key_of
from cgtraining.questions.answering import Raw, fields_of, response_from
from cgtraining.questions.asking import Asking
from cgtraining.questions.marking import Marked, carries_points, is_marked_by_hand, mark, points_for
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.questions.naming import name_in
from cgtraining.questions.operations.questions import copy_question, restore_question, retire_question
from cgtraining.questions.queries import question_by_id, versions_of
from cgtraining.questions.views import blueprint
from cgtraining.questions.views.pictures import address_of_picture
from cgtraining.web.access import allow
from cgtraining.web.numbers import row_number_or_none

TRY = "try"


@dataclass(frozen=True)
class Trial:
    """What somebody of the staff answered for a try; it is kept nowhere."""

    response: Raw | None
    marked: Marked


@blueprint.get("/questions/<int:question_id>")
@allow(may_use_question, load=question_by_id)
def show_question(question: Question) -> ResponseReturnValue:
    return _page(question, None)


@blueprint.post("/questions/<int:question_id>/try")
@allow(may_use_question, load=question_by_id)
def try_question(question: Question) -> ResponseReturnValue:
    content = _version(question, versions_of(question)).content
    response = response_from(content, fields_of(request.form.items(multi=True)), TRY)
    return _page(question, Trial(response, mark(content, response)))


@blueprint.post("/questions/<int:question_id>/retire")
@allow(may_use_question, load=question_by_id)
def retire(question: Question) -> ResponseReturnValue:
    retire_question(question=question, actor=me())
    db.session.commit()
    flash(_("The question is retired: it is drawn no more and can be added to no quiz. Attempts keep it."), "good")
    return _to(question)


@blueprint.post("/questions/<int:question_id>/restore")
@allow(may_use_question, load=question_by_id)
def restore(question: Question) -> ResponseReturnValue:
    restore_question(question=question, actor=me())
    db.session.commit()
    flash(_("The question is in use again."), "good")
    return _to(question)


@blueprint.post("/questions/<int:question_id>/copy")
@allow(may_use_question, load=question_by_id)
def copy(question: Question) -> ResponseReturnValue:
    made = copy_question(question=question, name=_("Copy of %(name)s", name=question.name), actor=me())
    db.session.commit()
    flash(_("This is the copy. Change it as you like; the other question stays as it is."), "good")
    return _to(made)


def _page(question: Question, trial: Trial | None) -> str:
    versions = versions_of(question)
    version = _version(question, versions)
    content = version.content
    return render_template(
        "questions/question.html",
        program=question.program,
        manages=may_manage_program(me(), question.program),
        question=question,
        name=name_in(question, versions[0], language()),
        version=version,
        versions=versions,
        content=content,
        key=key_of(content),
        asked=_asked(version, trial),
        trial=trial,
        by_hand=is_marked_by_hand(content),
        carries_points=carries_points(content),
        points_for=points_for,
    )


def _version(question: Question, versions: Sequence[QuestionVersion]) -> QuestionVersion:
    """The newest one unless the address asks for another (`?version=2`)."""
    number = row_number_or_none(request.args.get("version", "")) or question.latest
    return next((one for one in versions if one.number == number), None) or abort(404)


def _asked(version: QuestionVersion, trial: Trial | None) -> Asking:
    wanted = request.args.get("shown")
    shown: Language = "zh" if wanted == "zh" else "en" if wanted == "en" else language()
    return Asking(
        content=version.content,
        name=TRY,
        language=shown,
        response=trial.response if trial else None,
        seed=version.id,
        shuffles=False,
        address_of=address_of_picture,
    )


def _to(question: Question) -> ResponseReturnValue:
    return redirect(url_for("questions.show_question", question_id=question.id))
