"""What a page of an attempt shows: its questions, and how it stands with each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import select

from cgtraining.database import db
from cgtraining.language.choosing import language
from cgtraining.language.text import BilingualText
from cgtraining.questions.asking import Asking
from cgtraining.questions.content import FileUpload
from cgtraining.questions.marking import is_marked_by_hand, mark, points_for
from cgtraining.questions.right_answers import feedback_on, right_answer
from cgtraining.quizzes.models import PageLayout, Quiz, QuizSection
from cgtraining.quizzes.operations.saving import name_of_field
from cgtraining.quizzes.queries.attempts import Answer, AttemptInHand, answers_of, files_of


@dataclass(frozen=True)
class Shown:
    """A question on the page. `section` stands where one with a title begins."""

    answer: Answer
    asked: Asking
    section: BilingualText | None


@dataclass(frozen=True)
class Sheet:
    """`current` is the place that is shown, None when all are."""

    answers: Sequence[Answer]
    shown: Sequence[Shown]
    current: int | None

    @property
    def unanswered(self) -> Sequence[Answer]:
        return [answer for answer in self.answers if not answer.is_answered]

    @property
    def has_files(self) -> bool:
        return any(isinstance(one.answer.content, FileUpload) for one in self.shown)


def sheet_of(attempt: AttemptInHand, quiz: Quiz, wanted: int | None, *, disabled: bool = False) -> Sheet:
    answers = answers_of(attempt.id)
    current = None
    if quiz.layout is PageLayout.ONE and not disabled:
        current = min(max(1, wanted or _first_open(answers)), len(answers))
    on_page = [answer for answer in answers if current in {None, answer.place}]
    return Sheet(answers, shown_of(attempt, quiz, on_page, disabled=disabled), current)


def shown_of(attempt: AttemptInHand, quiz: Quiz, answers: Sequence[Answer], *, disabled: bool = False) -> list[Shown]:
    uploads = [answer.id for answer in answers if isinstance(answer.content, FileUpload)]
    files = files_of(uploads) if uploads else {}
    titles = _titles(quiz)
    before, shown = None, []
    for answer in answers:
        asked = asking_of(attempt, answer, files.get(answer.id, ()), disabled=disabled)
        begins = answer.section_id is not None and answer.section_id != before
        shown.append(Shown(answer, asked, titles.get(answer.section_id) if begins else None))
        before = answer.section_id
    return shown


def asking_of(attempt: AttemptInHand, answer: Answer, files: Sequence[Any] = (), *, disabled: bool = False) -> Asking:
    return Asking(
        content=answer.content,
        name=name_of_field(answer.place),
        language=language(),
        response=answer.response,
        seed=answer.seed,
        shuffles=answer.seed != 0,
        disabled=disabled,
        address_of=lambda picture: url_for(
            "quizzes.attempt_picture", attempt_id=attempt.id, attempt_picture_id=picture
        ),
        files=files,
    )


def review_of(answer: Answer, points: Any = None) -> dict[str, Any]:
    """What is told of an answer once that may be told; in practice its points are computed on the spot."""
    if points is None and not is_marked_by_hand(answer.content):
        share = mark(answer.content, answer.response).share
        points = None if share is None else points_for(share, answer.maximum)
    return {
        "points": points,
        "right": right_answer(answer.content),
        "feedback": feedback_on(answer.content, answer.response),
        "explanation": answer.content.explanation,
    }


def _first_open(answers: Sequence[Answer]) -> int:
    return next((answer.place for answer in answers if not answer.is_answered), 1)


def _titles(quiz: Quiz) -> dict[int | None, BilingualText]:
    query = select(QuizSection.id, QuizSection.title_zh, QuizSection.title_en).where(QuizSection.quiz_id == quiz.id)
    found = {row.id: BilingualText(row.title_zh, row.title_en) for row in db.session.execute(query)}
    return {section_id: title for section_id, title in found.items() if title}
