"""Makers of quizzes and attempts. Each takes what matters to the test and invents the rest; all flush, none commits."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.questions.content import Content
from cgtraining.questions.models import Question
from cgtraining.questions.operations.questions import Filing, add_question
from cgtraining.quizzes.models import Attempt, Quiz, QuizSection, QuizSlot
from cgtraining.quizzes.operations.saving import Given, Kept, name_of_field, save_answers
from cgtraining.quizzes.operations.starting import start_attempt
from cgtraining.quizzes.queries.attempts import attempt_in_hand
from tests.questions.samples import CONTENTS

NOON = datetime.fromisoformat("2026-05-11T04:00:00+00:00")
WIDGETS = ("single", "multiple", "true_false", "short_text")


def question(program: Program, content: Content | str = "single", **filing: Any) -> Question:
    content = CONTENTS[content] if isinstance(content, str) else content
    return add_question(program=program, content=content, filing=Filing(**filing), actor=None)


def quiz(cohort: Cohort, asks: Iterable[Question | Content | str] = WIDGETS, **values: Any) -> Quiz:
    """Published, open, with a section of the questions asked, each for one point."""
    defaults = {"title_zh": "单元测验", "title_en": "Unit quiz", "published_at": NOON, "shuffles_options": False}
    made = Quiz(cohort=cohort, **(defaults | values))
    section = QuizSection(quiz=made)
    db.session.add(made)
    db.session.flush()
    for place, one in enumerate(asks, start=1):
        fixed = one if isinstance(one, Question) else question(cohort.program, one)
        section.slots.append(QuizSlot(place=place, question=fixed))
    db.session.flush()
    return made


def draws(quiz: Quiz, count: int, **wanted: Any) -> QuizSlot:
    """A draw by chance, in the quiz's first section."""
    slot = QuizSlot(section=quiz.sections[0], draws=count, place=99, points=Decimal(1), **wanted)
    db.session.add(slot)
    db.session.flush()
    return slot


def attempt(quiz: Quiz, enrolment: Enrolment, now: datetime = NOON) -> Attempt:
    return start_attempt(quiz=quiz, enrolment=enrolment, code=quiz.access_code or "", now=now)


def answer(
    attempt: Attempt,
    fields: Mapping[int, Mapping[str, str] | str],
    seen: int = 0,
    tab: str = "phone",
    now: datetime = NOON,
) -> list[Kept]:
    """By place: what its field holds, or its fields by the ends of their names."""
    in_hand = attempt_in_hand(attempt.id)
    assert in_hand
    given = [Given(place, _fields(place, value), seen, now) for place, value in fields.items()]
    return save_answers(attempt=in_hand, given=given, tab=tab, now=now)


def _fields(place: int, value: Mapping[str, str] | str) -> dict[str, list[str]]:
    name = name_of_field(place)
    if isinstance(value, str):
        return {name: [value]}
    return {f"{name}{end}": [text] for end, text in value.items()}
