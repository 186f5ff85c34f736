"""Sections and places of a quiz. Once somebody began an attempt, only titles and the order of sections change."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Competency
from cgtraining.questions.models import Question, QuestionFolder
from cgtraining.quizzes.models import Quiz, QuizSection, QuizSlot
from cgtraining.quizzes.queries.pools import Wanted
from cgtraining.quizzes.queries.quizzes import has_attempts

MOST_POINTS = Decimal(1000)
MOST_DRAWS = 200


def add_section(*, quiz: Quiz, actor: Person | None) -> QuizSection:
    _refuse_if_begun(quiz)
    made = QuizSection(quiz=quiz, place=_next_place(QuizSection, QuizSection.quiz_id == quiz.id))
    db.session.add(made)
    _note(quiz, actor, "section added")
    return made


def change_section(
    *, section: QuizSection, title_zh: str | None, title_en: str | None, shuffles: bool, actor: Person | None
) -> None:
    if shuffles != section.shuffles:
        _refuse_if_begun(section.quiz)
    section.title_zh, section.title_en, section.shuffles = title_zh, title_en, shuffles
    _note(section.quiz, actor, "section changed")


def remove_section(*, section: QuizSection, actor: Person | None) -> None:
    quiz = section.quiz
    _refuse_if_begun(quiz)
    db.session.delete(section)
    _note(quiz, actor, "section removed")


def add_questions(*, section: QuizSection, questions: Sequence[Question], actor: Person | None) -> int:
    """Those that the quiz does not have yet; how many that were."""
    quiz = section.quiz
    _refuse_if_begun(quiz)
    there = _questions_in(quiz)
    place = _next_place(QuizSlot, QuizSlot.section_id == section.id)
    new = [one for one in questions if one.id not in there]
    for at, question in enumerate(new, start=place):
        if question.program_id != quiz.cohort.program_id or question.retired_at is not None:
            raise RuleBroken(_l("“%(question)s” cannot be asked here: it is retired.", question=question.name))
        db.session.add(QuizSlot(section_id=section.id, question=question, place=at, points=question.points))
    _note(quiz, actor, "questions added")
    return len(new)


def add_draw(*, section: QuizSection, wanted: Wanted, draws: int, points: Decimal, actor: Person | None) -> QuizSlot:
    quiz = section.quiz
    _refuse_if_begun(quiz)
    _check_wanted(quiz, wanted)
    if not 0 < draws <= MOST_DRAWS:
        raise RuleBroken(_l("Draw between 1 and 200 questions."))
    _check_points(points)
    place = _next_place(QuizSlot, QuizSlot.section_id == section.id)
    slot = QuizSlot(section=section, draws=draws, points=points, place=place, **vars(wanted))
    db.session.add(slot)
    _note(quiz, actor, "draw added")
    return slot


def change_points(*, slot: QuizSlot, points: Decimal, actor: Person | None) -> None:
    _refuse_if_begun(slot.section.quiz)
    _check_points(points)
    slot.points = points
    _note(slot.section.quiz, actor, "points changed")


def remove_slot(*, slot: QuizSlot, actor: Person | None) -> None:
    quiz = slot.section.quiz
    _refuse_if_begun(quiz)
    db.session.delete(slot)
    _note(quiz, actor, "place removed")


def move_slot(*, slot: QuizSlot, steps: int, actor: Person | None) -> None:
    """Earlier (negative) or later, and from one section into the next one."""
    quiz = slot.section.quiz
    _refuse_if_begun(quiz)
    ordered = sorted(slot.section.slots, key=lambda one: (one.place, one.id))
    at = ordered.index(slot) + steps
    if 0 <= at < len(ordered):
        ordered.insert(at, ordered.pop(ordered.index(slot)))
        for place, one in enumerate(ordered, start=1):
            one.place = place
    else:
        _into_next_section(quiz, slot, steps)
    _note(quiz, actor, "place moved")


def _into_next_section(quiz: Quiz, slot: QuizSlot, steps: int) -> None:
    at = quiz.sections.index(slot.section) + steps
    if not 0 <= at < len(quiz.sections):
        return
    section = quiz.sections[at]
    places = [one.place for one in section.slots] or [1]
    slot.section_id = section.id
    slot.place = max(places) + 1 if steps < 0 else min(places) - 1


def _refuse_if_begun(quiz: Quiz) -> None:
    if has_attempts(quiz):
        raise RuleBroken(
            _l(
                "Trainees have begun this quiz, so its questions, their points and their order stay. Titles, times and"
                " allowances can still be changed; a wrong question is corrected in the bank and marked again."
            )
        )


def _check_points(points: Decimal) -> None:
    if not 0 <= points <= MOST_POINTS:
        raise RuleBroken(_l("Points lie between 0 and 1,000."))


def _check_wanted(quiz: Quiz, wanted: Wanted) -> None:
    folder = db.session.get(QuestionFolder, wanted.folder_id) if wanted.folder_id is not None else None
    competency = db.session.get(Competency, wanted.competency_id) if wanted.competency_id is not None else None
    for row_id, found in ((wanted.folder_id, folder), (wanted.competency_id, competency)):
        if row_id is not None and (found is None or found.program_id != quiz.cohort.program_id):
            raise RuleBroken(_l("This folder or competency is not there any more."))


def _questions_in(quiz: Quiz) -> set[int | None]:
    query = select(QuizSlot.question_id).join(QuizSlot.section).where(QuizSection.quiz_id == quiz.id)
    return set(db.session.scalars(query))


def _next_place(kind: type[QuizSection] | type[QuizSlot], where: object) -> int:
    highest = db.session.scalar(select(func.max(kind.place)).where(where))  # type: ignore[arg-type]
    return (highest or 0) + 1


def _note(quiz: Quiz, actor: Person | None, what: str) -> None:
    db.session.flush()
    record("quiz.questions_changed", quiz, actor=actor, what=what)
