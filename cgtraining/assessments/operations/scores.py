"""Entering scores cell by cell: different cells both survive, the same cell is told as a conflict."""

import enum
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining import clock
from cgtraining.assessments.cells import Cell, parse_cell, score_text
from cgtraining.assessments.models import GradedItem, Score, ScoreChange
from cgtraining.assessments.queries import items_of
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.operations import touch
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

Key = tuple[int, int]


class Answer(enum.Enum):
    SAVED = "saved"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True)
class CellInput:
    """`old` is what stood in the cell when the person began; None overwrites whatever stands there."""

    item_id: int
    enrolment_id: int
    text: str
    old: str | None = None


@dataclass(frozen=True)
class CellAnswer:
    """`text` is what stands in the cell now; `sentence` says why it was not saved."""

    item_id: int
    enrolment_id: int
    answer: Answer
    text: str
    sentence: str | None = None


def enter_scores(
    *, cohort: Cohort, cells: Sequence[CellInput], actor: Person | None, reason: str | None = None
) -> list[CellAnswer]:
    """Save what can be saved, and answer every cell; a refused cell never costs the others."""
    entry = _Entry(cohort, cells, actor, reason)
    answers = [entry.enter(cell) for cell in cells]
    if entry.touched:
        record("scores.entered", cohort, actor=actor, cells=entry.saved, enrolment_ids=sorted(entry.touched))
        db.session.flush()
        touch(*sorted(entry.touched))
    return answers


def comment_on(*, score: Score, comment: str | None, actor: Person | None) -> Score:
    score.comment = comment or None
    record("score.commented", score, actor=actor)
    db.session.flush()
    return score


class _Entry:
    """One batch: the cohort's items and enrolments it touches, the scores as they stand, and what was saved."""

    def __init__(self, cohort: Cohort, cells: Sequence[CellInput], actor: Person | None, reason: str | None) -> None:
        self.items = {item.id: item for item in items_of(cohort)}
        self.enrolment_ids = _locked(cohort, {cell.enrolment_id for cell in cells})
        self.scores = _scores_of(self.items, self.enrolment_ids)
        self.actor, self.reason = actor, reason
        self.saved = 0
        self.touched: set[int] = set()

    def enter(self, cell: CellInput) -> CellAnswer:
        item = self.items.get(cell.item_id)
        if item is None or cell.enrolment_id not in self.enrolment_ids:
            return _answer(cell, Answer.REFUSED, "", _("This trainee or item is not in the cohort any more."))
        standing = self._standing(cell)
        try:
            wanted = parse_cell(cell.text, item.maximum)
        except RuleBroken as refusal:
            return _answer(cell, Answer.REFUSED, score_text(standing), str(refusal))
        if wanted == standing:
            return _answer(cell, Answer.UNCHANGED, score_text(standing))
        if cell.old is not None and _as_cell(cell.old, item) != standing:
            return _answer(cell, Answer.CONFLICT, score_text(standing), _conflict(standing))
        self._save(cell, wanted, standing)
        return _answer(cell, Answer.SAVED, score_text(wanted))

    def _standing(self, cell: CellInput) -> Cell:
        score = self.scores.get((cell.item_id, cell.enrolment_id))
        return Cell() if score is None else Cell(score.points, score.excused)

    def _save(self, cell: CellInput, wanted: Cell, standing: Cell) -> None:
        key = (cell.item_id, cell.enrolment_id)
        if key not in self.scores:
            self.scores[key] = Score(item_id=cell.item_id, enrolment_id=cell.enrolment_id)
            db.session.add(self.scores[key])
        self.scores[key].points, self.scores[key].excused = wanted.points, wanted.excused
        db.session.add(
            ScoreChange(
                item_id=cell.item_id,
                enrolment_id=cell.enrolment_id,
                at=clock.now(),
                actor_id=self.actor.id if self.actor else None,
                old_points=standing.points,
                new_points=wanted.points,
                excused=wanted.excused,
                reason=self.reason,
            )
        )
        self.saved += 1
        self.touched.add(cell.enrolment_id)


def _locked(cohort: Cohort, enrolment_ids: set[int]) -> set[int]:
    """Those of the cohort, held until the commit, so that two people never write one cell at once."""
    query = select(Enrolment.id).where(Enrolment.cohort_id == cohort.id, Enrolment.id.in_(enrolment_ids))
    return set(db.session.scalars(query.order_by(Enrolment.id).with_for_update()))


def _scores_of(items: Mapping[int, GradedItem], enrolment_ids: set[int]) -> dict[Key, Score]:
    query = select(Score).where(Score.item_id.in_(items), Score.enrolment_id.in_(enrolment_ids))
    found = db.session.scalars(query.execution_options(populate_existing=True))
    return {(score.item_id, score.enrolment_id): score for score in found}


def _as_cell(text: str, item: GradedItem) -> Cell | None:
    try:
        return parse_cell(text, item.maximum)
    except RuleBroken:
        return None


def _conflict(standing: Cell) -> str:
    if standing.is_blank:
        return _("Someone else cleared this cell in the meantime. Enter your score again to keep it.")
    return _(
        "Someone else entered %(score)s here in the meantime. Enter your score again to replace it.",
        score=score_text(standing),
    )


def _answer(cell: CellInput, answer: Answer, text: str, sentence: str | None = None) -> CellAnswer:
    return CellAnswer(cell.item_id, cell.enrolment_id, answer, text, sentence)
