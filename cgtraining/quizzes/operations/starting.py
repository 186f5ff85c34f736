"""Beginning an attempt: the questions are drawn, and their versions kept, once and for all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from random import Random, SystemRandom
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select

from cgtraining import clock
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db, wait_in_turn
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_datetime
from cgtraining.questions.marking import carries_points
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.quizzes.contents import contents_of
from cgtraining.quizzes.drawing import draw
from cgtraining.quizzes.models import Attempt, AttemptAnswer, Quiz
from cgtraining.quizzes.operations.handing_in import hand_in_if_over
from cgtraining.quizzes.queries.attempts import allowance_for, attempts_at
from cgtraining.quizzes.queries.pools import Slot, slots_of
from cgtraining.quizzes.terms import Terms, terms_of

HIGHEST_SEED = 2**31 - 1


@dataclass(frozen=True)
class Drawn:
    section_id: int
    question_id: int
    points: Decimal


def start_attempt(*, quiz: Quiz, enrolment: Enrolment, code: str, now: datetime | None = None) -> Attempt:
    """The attempt that is under way, or a new one: two taps and two phones come to the same one."""
    now = now or clock.now()
    wait_in_turn(f"attempt {quiz.id} {enrolment.id}")
    attempts = attempts_at(quiz, enrolment)
    under_way = next((one for one in attempts if one.handed_in_at is None), None)
    if under_way is not None and not hand_in_if_over(under_way, now):
        return under_way
    terms = terms_of(quiz, allowance_for(quiz, enrolment))
    _refuse_start(quiz, terms, len(attempts), code, now)
    chance = SystemRandom()
    drawn = draw_questions(quiz, chance)
    attempt = Attempt(
        quiz=quiz, enrolment=enrolment, number=len(attempts) + 1, started_at=now, due_at=terms.due_at(now)
    )
    db.session.add(attempt)
    _ask(attempt, drawn, chance)
    return attempt


def draw_questions(quiz: Quiz, chance: Random) -> list[Drawn]:
    """In the order in which they are asked."""
    slots = slots_of(quiz.id, quiz.cohort.program_id)
    places = [(slot, slot.fitting) for slot in slots for _ in range(slot.draws)]
    chosen = draw([fitting for _, fitting in places], chance)
    if not chosen:
        raise RuleBroken(_("This quiz has no questions at the moment. Tell whoever runs the course."))
    return list(_in_order([(slot, question) for (slot, _), question in zip(places, chosen, strict=True)], chance))


def _in_order(chosen: Sequence[tuple[Slot, int]], chance: Random) -> Iterator[Drawn]:
    """Section by section; where a section says so, by chance."""
    sections: dict[int, list[tuple[Slot, int]]] = {}
    for slot, question in chosen:
        sections.setdefault(slot.section_id, []).append((slot, question))
    for pairs in sections.values():
        if pairs[0][0].shuffles:
            chance.shuffle(pairs)
        yield from (Drawn(slot.section_id, question, slot.points) for slot, question in pairs)


def _ask(attempt: Attempt, drawn: Sequence[Drawn], chance: Random) -> None:
    versions = _latest({one.question_id for one in drawn})
    known = contents_of({digest for _, digest in versions.values()})
    rows: list[dict[str, Any]] = []
    for place, one in enumerate(drawn, start=1):
        version_id, digest = versions[one.question_id]
        maximum = one.points if carries_points(known[digest].content) else Decimal(0)
        seed = chance.randint(1, HIGHEST_SEED) if attempt.quiz.shuffles_options else 0
        rows.append(
            {"place": place, "section_id": one.section_id, "version_id": version_id, "seed": seed, "maximum": maximum}
        )
    attempt.maximum = sum((row["maximum"] for row in rows), Decimal(0))
    db.session.flush()
    db.session.execute(insert(AttemptAnswer), [{"attempt_id": attempt.id, **row} for row in rows])


def _latest(question_ids: set[int]) -> dict[int, tuple[int, str]]:
    query = select(QuestionVersion.question_id, QuestionVersion.id, QuestionVersion.digest)
    query = query.join(Question, QuestionVersion.question_id == Question.id)
    query = query.where(Question.id.in_(question_ids), QuestionVersion.number == Question.latest)
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}


def _refuse_start(quiz: Quiz, terms: Terms, begun: int, code: str, now: datetime) -> None:
    zone = quiz.cohort.timezone
    if quiz.published_at is None:
        raise RuleBroken(_("This quiz is not open."))
    if terms.is_early(now):
        raise RuleBroken(_("This quiz opens on %(moment)s.", moment=format_datetime(terms.opens_at, zone)))
    if terms.is_over(now):
        raise RuleBroken(_("This quiz closed on %(moment)s.", moment=format_datetime(terms.closes_at, zone)))
    if terms.attempts_left(begun) == 0:
        raise RuleBroken(_("You have used all your attempts at this quiz."))
    if quiz.access_code and code.strip().casefold() != quiz.access_code.strip().casefold():
        raise RuleBroken(_("This is not the access code of the quiz. It is told in the room."))
