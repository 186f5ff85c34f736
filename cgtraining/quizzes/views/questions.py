"""What a quiz asks: its sections, questions picked from the bank, and draws by chance, on one page."""

from collections.abc import Callable
from decimal import Decimal

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy import select

from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.access import me
from cgtraining.programs.models import Competency
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question
from cgtraining.questions.queries import folders_of
from cgtraining.quizzes.access import may_work_on_quiz, may_work_on_section, may_work_on_slot
from cgtraining.quizzes.models import Quiz, QuizSection, QuizSlot
from cgtraining.quizzes.operations import structure
from cgtraining.quizzes.queries.checks import what_forbids_publishing, what_to_know
from cgtraining.quizzes.queries.pools import Wanted, fitting, found_questions, slots_of
from cgtraining.quizzes.queries.quizzes import (
    counts_of,
    has_attempts,
    quiz_by_id,
    section_by_id,
    slot_by_id,
    structure_of,
)
from cgtraining.quizzes.views import blueprint
from cgtraining.web.access import allow
from cgtraining.web.fields import NUMBER
from cgtraining.web.numbers import row_number_or_none

MOST_FOUND = 50


@blueprint.get("/quizzes/<int:quiz_id>")
@allow(may_work_on_quiz, load=quiz_by_id)
def edit_questions(quiz: Quiz) -> ResponseReturnValue:
    program_id = quiz.cohort.program_id
    sections = structure_of(quiz)
    slots = [slot for section in sections for slot in section.slots]
    fits = [len(slot.fitting) for slot in slots_of(quiz.id, program_id)]
    return render_template(
        "quizzes/questions.html",
        quiz=quiz,
        cohort=quiz.cohort,
        sections=sections,
        fits={slot.id: found for slot, found in zip(slots, fits, strict=True)},
        counts=counts_of([quiz.id])[quiz.id],
        begun=has_attempts(quiz),
        forbids=what_forbids_publishing(quiz),
        to_know=what_to_know(quiz),
        competencies={one.id: one for one in _competencies(program_id)},
    )


@blueprint.get("/quizzes/<int:quiz_id>/sections/<int:section_id>/pick")
@allow(may_work_on_section, load=lambda quiz_id, section_id: _section(quiz_id, section_id))
def pick_questions(section: QuizSection) -> ResponseReturnValue:
    """Search and filters stand in the address; the same filters can become a draw."""
    quiz, wanted, text = section.quiz, wanted_in(request.args), request.args.get("q", "").strip()
    program_id = quiz.cohort.program_id
    there = {slot.question_id for part in structure_of(quiz) for slot in part.slots}
    return render_template(
        "quizzes/pick.html",
        quiz=quiz,
        cohort=quiz.cohort,
        section=section,
        wanted=wanted,
        found=found_questions(program_id, wanted, text, MOST_FOUND),
        fits=len(fitting(program_id, wanted)),
        there=there,
        most=MOST_FOUND,
        folders=folders_of(quiz.cohort.program),
        competencies=_competencies(program_id),
        kinds=list(QuestionKind),
        difficulties=list(Difficulty),
    )


@blueprint.post("/quizzes/<int:quiz_id>/sections")
@allow(may_work_on_quiz, load=quiz_by_id)
def add_section(quiz: Quiz) -> ResponseReturnValue:
    return _done(quiz, lambda: structure.add_section(quiz=quiz, actor=me()))


@blueprint.post("/quiz-sections/<int:section_id>")
@allow(may_work_on_section, load=section_by_id)
def change_section(section: QuizSection) -> ResponseReturnValue:
    titles = {name: request.form.get(name, "").strip()[:200] or None for name in ("title_zh", "title_en")}
    shuffles = "shuffles" in request.form
    return _done(
        section.quiz, lambda: structure.change_section(section=section, shuffles=shuffles, actor=me(), **titles)
    )


@blueprint.post("/quiz-sections/<int:section_id>/remove")
@allow(may_work_on_section, load=section_by_id)
def remove_section(section: QuizSection) -> ResponseReturnValue:
    return _done(section.quiz, lambda: structure.remove_section(section=section, actor=me()))


@blueprint.post("/quiz-sections/<int:section_id>/questions")
@allow(may_work_on_section, load=section_by_id)
def add_picked(section: QuizSection) -> ResponseReturnValue:
    ids = [number for number in map(row_number_or_none, request.form.getlist("question")) if number is not None]
    query = select(Question).where(Question.id.in_(ids), Question.program_id == section.quiz.cohort.program_id)
    questions = db.session.scalars(query.order_by(Question.id)).all()
    return _done(section.quiz, lambda: _added(section, questions))


@blueprint.post("/quiz-sections/<int:section_id>/draw")
@allow(may_work_on_section, load=section_by_id)
def add_draw(section: QuizSection) -> ResponseReturnValue:
    wanted, draws = wanted_in(request.form), row_number_or_none(request.form.get("draws", "")) or 0
    points = _points(request.form.get("points", ""))
    return _done(
        section.quiz,
        lambda: structure.add_draw(section=section, wanted=wanted, draws=draws, points=points, actor=me()),
    )


@blueprint.post("/quiz-slots/<int:slot_id>")
@allow(may_work_on_slot, load=slot_by_id)
def change_slot(slot: QuizSlot) -> ResponseReturnValue:
    """Points, or one place up or down, or out: whichever button was pressed."""
    act, quiz = request.form.get("act", ""), slot.section.quiz
    acts: dict[str, Callable[[], object]] = {
        "up": lambda: structure.move_slot(slot=slot, steps=-1, actor=me()),
        "down": lambda: structure.move_slot(slot=slot, steps=1, actor=me()),
        "remove": lambda: structure.remove_slot(slot=slot, actor=me()),
    }
    points = _points(request.form.get("points", ""))
    return _done(quiz, acts.get(act) or (lambda: structure.change_points(slot=slot, points=points, actor=me())))


def wanted_in(given: object) -> Wanted:
    """What a draw or a search names; what is unknown is left out."""
    get = given.get  # type: ignore[attr-defined]
    return Wanted(
        folder_id=row_number_or_none(get("folder", "")),
        competency_id=row_number_or_none(get("competency", "")),
        difficulty=next((one for one in Difficulty if one.value == get("difficulty")), None),
        kind=next((one for one in QuestionKind if one.value == get("kind")), None),
    )


def _section(quiz_id: int, section_id: int) -> QuizSection | None:
    section = section_by_id(section_id)
    return section if section and section.quiz_id == quiz_id else None


def _added(section: QuizSection, questions: object) -> None:
    added = structure.add_questions(section=section, questions=questions, actor=me())  # type: ignore[arg-type]
    flash(ngettext("%(num)s question added.", "%(num)s questions added.", added), "good" if added else "neutral")


def _done(quiz: Quiz, act: Callable[[], object]) -> ResponseReturnValue:
    quiz_id = quiz.id
    try:
        act()
        db.session.commit()
    except RuleBroken as refusal:
        db.session.rollback()
        flash(str(refusal), "bad")
    return redirect(url_for(".edit_questions", quiz_id=quiz_id))


def _points(text: str) -> Decimal:
    """What is no number is out of any range, and refused as such."""
    plain = text.strip()
    return round(Decimal(plain), 2) if NUMBER.fullmatch(plain) else Decimal(-1)


def _competencies(program_id: int) -> list[Competency]:
    query = select(Competency).where(Competency.program_id == program_id).order_by(Competency.code)
    return list(db.session.scalars(query))
