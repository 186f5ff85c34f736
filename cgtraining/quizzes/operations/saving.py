"""Saving answers while they are given. Saves of an attempt wait for each other and for its end, by locks on rows."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from cgtraining.database import db
from cgtraining.questions.answering import Fields, response_from
from cgtraining.questions.content import FileUpload
from cgtraining.questions.models import QuestionVersion
from cgtraining.quizzes.models import Attempt, AttemptAnswer, OvertakenAnswer
from cgtraining.quizzes.queries.attempts import COLUMNS, Answer, AttemptInHand, answers_from
from cgtraining.quizzes.terms import is_too_late

LONGEST_TAB = 20


class Verdict(enum.Enum):
    SAVED = "saved"
    OVERTOOK = "overtook"  # another tab had saved another answer; that one is kept aside
    OVERTAKEN = "overtaken"  # another tab saved another answer after this one was given; this one is kept aside
    TOO_LATE = "too_late"


@dataclass(frozen=True)
class Given:
    """`seen` is the count of saves that the tab knew of, `given_at` when the answer was changed last."""

    place: int
    fields: Fields
    seen: int
    given_at: datetime


@dataclass(frozen=True)
class Kept:
    """How it stands with an answer now. `response` is what stands, where that is not what was given."""

    place: int
    verdict: Verdict
    saves: int
    saved_at: datetime | None
    response: dict[str, Any] | None = None


def name_of_field(place: int) -> str:
    """How the names of a question's fields begin."""
    return f"a{place}"


def save_answers(*, attempt: AttemptInHand, given: Sequence[Given], tab: str, now: datetime) -> list[Kept]:
    """In three statements at most, however many answers. Whatever is overtaken is kept in `OvertakenAnswer`."""
    handed_in, answers = _locked(attempt.id, {one.place for one in given})
    closed = handed_in or is_too_late(attempt.due_at, now)
    batch = _Batch(tab[:LONGEST_TAB], now)
    kept = [batch.keep(answers[one.place], one, closed) for one in given if _is_answered_here(answers, one.place)]
    batch.write()
    return kept


def flag_answers(*, attempt: AttemptInHand, flags: Mapping[int, bool]) -> None:
    for flagged in (True, False):
        places = [place for place, wanted in flags.items() if wanted is flagged]
        if places:
            change = update(AttemptAnswer).where(
                AttemptAnswer.attempt_id == attempt.id, AttemptAnswer.place.in_(places)
            )
            db.session.execute(change.values(flagged=flagged))


def _is_answered_here(answers: Mapping[int, Answer], place: int) -> bool:
    return place in answers and not isinstance(answers[place].content, FileUpload)


def _locked(attempt_id: int, places: set[int]) -> tuple[bool, dict[int, Answer]]:
    """Whether it is handed in, and the answers as they stand, held until the commit."""
    query = select(*COLUMNS, QuestionVersion.digest, Attempt.handed_in_at).join(AttemptAnswer.question_version)
    query = query.join(AttemptAnswer.attempt).where(Attempt.id == attempt_id, AttemptAnswer.place.in_(places))
    query = query.with_for_update(of=[Attempt, AttemptAnswer])
    rows = db.session.execute(query).all()
    return any(row.handed_in_at for row in rows), {answer.place: answer for answer in answers_from(rows)}


class _Batch:
    def __init__(self, tab: str, now: datetime) -> None:
        self.tab, self.now = tab, now
        self.changes: list[dict[str, Any]] = []
        self.overtaken: list[dict[str, Any]] = []

    def keep(self, answer: Answer, given: Given, closed: bool) -> Kept:
        response = response_from(answer.content, given.fields, name_of_field(given.place))
        if response == answer.response:
            return Kept(given.place, Verdict.SAVED, answer.saves, answer.saved_at)
        if closed:
            return Kept(given.place, Verdict.TOO_LATE, answer.saves, answer.saved_at, answer.response)
        if answer.saves == given.seen or answer.saved_in == self.tab:
            return self._save(answer, response, Verdict.SAVED)
        if answer.saved_at is not None and given.given_at < answer.saved_at:
            self._put_aside(answer.id, response, given.given_at)
            return Kept(given.place, Verdict.OVERTAKEN, answer.saves, answer.saved_at, answer.response)
        self._put_aside(answer.id, answer.response, answer.saved_at)
        return self._save(answer, response, Verdict.OVERTOOK)

    def _save(self, answer: Answer, response: dict[str, Any] | None, verdict: Verdict) -> Kept:
        self.changes.append({"b_id": answer.id, "b_response": response, "b_saves": answer.saves + 1})
        return Kept(answer.place, verdict, answer.saves + 1, self.now)

    def _put_aside(self, answer_id: int, response: dict[str, Any] | None, saved_at: datetime | None) -> None:
        self.overtaken.append({"answer_id": answer_id, "response": response, "saved_at": saved_at})

    def write(self) -> None:
        if self.changes:
            change = update(AttemptAnswer).where(AttemptAnswer.id == bindparam("b_id"))
            change = change.values(
                response=bindparam("b_response"), saves=bindparam("b_saves"), saved_at=self.now, saved_in=self.tab
            )
            db.session.connection().execute(change, self.changes)
        if self.overtaken:
            db.session.execute(insert(OvertakenAnswer), self.overtaken)
