"""Writing questions and changing them: one page for each kind, whose rows grow with a script or without one."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import ValidationError

from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.queries import program_by_id
from cgtraining.questions.access import may_use_bank, may_use_question
from cgtraining.questions.content import Content
from cgtraining.questions.forms.by_kind import FORMS, content_of, data_of, first_data, rearranged
from cgtraining.questions.forms.filing import filing_data, filing_of, offer_places
from cgtraining.questions.forms.parts import QuestionForm
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.models import Question
from cgtraining.questions.naming import name_in
from cgtraining.questions.operations.questions import add_question, file_question, revise_question
from cgtraining.questions.queries import foreign_pictures, latest_version, question_by_id
from cgtraining.questions.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.saving import save

Begun = tuple[Program, QuestionKind]


def begun(program_id: int, question_kind: str) -> Begun | None:
    program = program_by_id(program_id)
    known = question_kind in {kind.value for kind in QuestionKind}
    return (program, QuestionKind(question_kind)) if program and known else None


def may_begin(person: Person, question: Begun) -> bool:
    return may_use_bank(person, question[0])


@blueprint.get("/programs/<int:program_id>/questions/new")
@allow(may_use_bank, load=program_by_id)
def choose_kind(program: Program) -> ResponseReturnValue:
    return render_template("questions/choose_kind.html", program=program, kinds=list(QuestionKind))


@blueprint.route("/programs/<int:program_id>/questions/new/<question_kind>", methods=["GET", "POST"])
@allow(may_begin, load=begun)
def new_question(question: Begun) -> ResponseReturnValue:
    program, kind = question
    form = _form(kind, program, lambda: first_data(kind) | {"folder": request.args.get("folder", "0")})
    if _is_to_be_saved(form) and (made := save(form, lambda: _add(program, form))):
        flash(_("The question is in the bank."), "good")
        return redirect(url_for("questions.show_question", question_id=made.id))
    return render_template("questions/edit.html", program=program, kind=kind, form=form, question=None)


@blueprint.route("/questions/<int:question_id>/edit", methods=["GET", "POST"])
@allow(may_use_question, load=question_by_id)
def edit_question(question: Question) -> ResponseReturnValue:
    kind, before = question.kind, question.latest
    form = _form(kind, question.program, lambda: _data_of(question))
    if _is_to_be_saved(form) and save(form, lambda: _change(question, form), question) is not None:
        said = _(
            "Saved as version %(number)s. Attempts keep the version with which they began.", number=question.latest
        )
        flash(said if question.latest > before else _("The question is saved."), "good")
        return redirect(url_for("questions.show_question", question_id=question.id))
    name = name_in(question, latest_version(question), language())
    return render_template(
        "questions/edit.html", program=question.program, kind=kind, form=form, question=question, name=name
    )


def _form(kind: QuestionKind, program: Program, begin: Callable[[], dict[str, Any]]) -> QuestionForm:
    """As it was opened, as it was sent, or as it was sent with its rows changed."""
    form = FORMS[kind](formdata=request.form) if request.method == "POST" else FORMS[kind](formdata=None, data=begin())
    if command := request.form.get("rows"):
        form = FORMS[kind](formdata=None, data=rearranged(form, command))
    offer_places(form, program)
    return form


def _is_to_be_saved(form: QuestionForm) -> bool:
    return request.method == "POST" and "rows" not in request.form and form.validate()


def _data_of(question: Question) -> dict[str, Any]:
    content = latest_version(question).content
    return data_of(content) | filing_data(question, content) | {"version": question.version}


def _add(program: Program, form: QuestionForm) -> Question:
    content = _content(program, form)
    return add_question(program=program, content=content, filing=filing_of(form), actor=me())


def _change(question: Question, form: QuestionForm) -> Question:
    content = _content(question.program, form)
    version, reason = form.version.data, form.reason.data
    revise_question(question=question, content=content, actor=me(), version=version, reason=reason)
    file_question(question=question, filing=filing_of(form), actor=me(), version=question.version)
    return question


def _content(program: Program, form: QuestionForm) -> Content:
    try:
        content = content_of(form)
    except (ValidationError, ArithmeticError, ValueError):
        raise RuleBroken(_("This question cannot be kept as it is. Look through its rows and numbers.")) from None
    if foreign_pictures(program, content):
        raise RuleBroken(_("A picture in this question is not in the bank of the program. Add it again."))
    return content
