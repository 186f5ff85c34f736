"""The questions of a program as a list: by folder, by what they say, by kind, difficulty and competency."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import TypeVar

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.cohorts.access import may_examine_cohort
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import language
from cgtraining.people.access import me
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program
from cgtraining.programs.queries import competency_by_id, program_by_id
from cgtraining.questions.access import may_use_bank
from cgtraining.questions.bank import (
    NO_FOLDER,
    Wanted,
    counts_by_folder,
    counts_by_kind,
    questions_among,
    questions_wanted,
)
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question, QuestionFolder
from cgtraining.questions.naming import name_in
from cgtraining.questions.operations import many
from cgtraining.questions.queries import folder_by_id, folders_of, latest_versions
from cgtraining.questions.tree import branches
from cgtraining.questions.views import blueprint
from cgtraining.web.access import allow, own_path
from cgtraining.web.numbers import row_number, row_number_or_none
from cgtraining.web.paging import page_of

Choice = TypeVar("Choice", bound=Enum)


@blueprint.get("/programs/<int:program_id>/questions")
@allow(may_use_bank, load=program_by_id)
def list_questions(program: Program) -> ResponseReturnValue:
    wanted = wanted_questions()
    page = page_of(questions_wanted(program, wanted))
    counts = counts_by_folder(program)
    versions = latest_versions([question.id for question in page.items])
    return render_template(
        "questions/bank.html",
        program=program,
        manages=may_manage_program(me(), program),
        page=page,
        versions=versions,
        names={one.id: name_in(one, versions[one.id], language()) for one in page.items},
        wanted=wanted,
        tree=branches(folders_of(program), counts),
        counts=counts,
        kinds=counts_by_kind(program, retired=wanted.retired),
        difficulties=list(Difficulty),
    )


@blueprint.get("/cohorts/<int:cohort_id>/questions")
@allow(may_examine_cohort, load=cohort_by_id)
def bank_of_cohort(cohort: Cohort) -> ResponseReturnValue:
    return redirect(url_for("questions.list_questions", program_id=cohort.program_id))


@blueprint.post("/programs/<int:program_id>/questions/many")
@allow(may_use_bank, load=program_by_id)
def change_many(program: Program) -> ResponseReturnValue:
    """One of the buttons under a selection."""
    chosen = questions_among(program, request.form.getlist("selected", type=row_number))
    if not chosen:
        raise RuleBroken(_("Select at least one question first."))
    CHANGES.get(request.form.get("do", ""), _move)(chosen)
    db.session.commit()
    flash(ngettext("%(num)s question was changed.", "%(num)s questions were changed.", len(chosen)), "good")
    back = request.form.get("back")
    return redirect(own_path(back) if back else url_for("questions.list_questions", program_id=program.id))


def wanted_questions() -> Wanted:
    given = request.args
    return Wanted(
        text=given.get("q", "").strip()[:200],
        folder=row_number_or_none(given.get("folder", "")) if given.get("folder") != str(NO_FOLDER) else NO_FOLDER,
        kind=_one_of(QuestionKind, given.get("kind")),
        difficulty=_one_of(Difficulty, given.get("difficulty")),
        competency=row_number_or_none(given.get("competency", "")),
        retired=given.get("retired") == "yes",
        order=given.get("sort", ""),
    )


def _one_of(kind: type[Choice], value: str | None) -> Choice | None:
    return kind(value) if value in {one.value for one in kind} else None


def _move(chosen: Sequence[Question]) -> None:
    folder_id = row_number_or_none(request.form.get("folder", ""))
    folder: QuestionFolder | None = folder_by_id(folder_id) if folder_id else None
    many.move_questions(questions=chosen, folder=folder, actor=me())


def _rate(chosen: Sequence[Question]) -> None:
    difficulty = _one_of(Difficulty, request.form.get("difficulty"))
    many.set_difficulty(questions=chosen, difficulty=difficulty, actor=me())


def _tag(chosen: Sequence[Question]) -> None:
    competency = competency_by_id(row_number_or_none(request.form.get("competency", "")) or 0)
    if competency is None:
        raise RuleBroken(_("Choose a competency first."))
    many.tag_questions(questions=chosen, competency=competency, actor=me())


def _retire(chosen: Sequence[Question]) -> None:
    many.retire_questions(questions=chosen, actor=me())


def _restore(chosen: Sequence[Question]) -> None:
    many.restore_questions(questions=chosen, actor=me())


CHANGES: dict[str, Callable[[Sequence[Question]], None]] = {
    "move": _move,
    "difficulty": _rate,
    "tag": _tag,
    "retire": _retire,
    "restore": _restore,
}
