"""Which questions of a bank are wanted, and finding them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import selectinload

from cgtraining.database import db
from cgtraining.programs.models import Program
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import Question, QuestionCompetency
from cgtraining.questions.queries import folder_by_id, folder_ids_within

NO_FOLDER = 0
HARDNESS = case(*((Question.difficulty == one, place) for place, one in enumerate(Difficulty, start=1)), else_=0)
ORDERS: dict[str, ColumnElement[Any]] = {
    "name": Question.name.expression,
    "kind": Question.kind.expression,
    "difficulty": HARDNESS,
    "points": Question.points.expression,
}


@dataclass(frozen=True)
class Wanted:
    """`folder` 0: those in no folder; a folder stands for all that lies in it. None: it does not matter."""

    text: str = ""
    folder: int | None = None
    kind: QuestionKind | None = None
    difficulty: Difficulty | None = None
    competency: int | None = None
    retired: bool = False
    order: str = ""

    @property
    def narrows(self) -> bool:
        return self != Wanted(order=self.order)


def questions_wanted(program: Program, wanted: Wanted) -> Select[Question]:
    query = select(Question).where(Question.program_id == program.id, *_conditions(program, wanted))
    return query.options(selectinload(Question.competencies)).order_by(*_order(wanted.order), Question.id)


def questions_among(program: Program, ids: Collection[int]) -> Sequence[Question]:
    """Those of the program; an id of another program finds nothing."""
    query = select(Question).where(Question.program_id == program.id, Question.id.in_(ids))
    return db.session.scalars(query.options(selectinload(Question.competencies)).order_by(Question.id)).all()


def counts_by_folder(program: Program) -> dict[int | None, int]:
    """How many that are not retired lie in each folder itself, and (None) in none."""
    query = select(Question.folder_id, func.count()).where(Question.program_id == program.id)
    query = query.where(Question.retired_at.is_(None)).group_by(Question.folder_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def counts_by_kind(program: Program, *, retired: bool) -> dict[QuestionKind, int]:
    query = select(Question.kind, func.count()).where(Question.program_id == program.id)
    query = query.where(Question.retired_at.is_not(None) if retired else Question.retired_at.is_(None))
    found = {row[0]: row[1] for row in db.session.execute(query.group_by(Question.kind))}
    return {kind: found[kind] for kind in QuestionKind if kind in found}


def _conditions(program: Program, wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [
        Question.retired_at.is_not(None) if wanted.retired else Question.retired_at.is_(None)
    ]
    conditions += [Question.search_text.contains(word, autoescape=True) for word in wanted.text.lower().split()]
    if wanted.folder is not None:
        conditions.append(_lies_in(program, wanted.folder))
    if wanted.kind:
        conditions.append(Question.kind == wanted.kind)
    if wanted.difficulty:
        conditions.append(Question.difficulty == wanted.difficulty)
    if wanted.competency is not None:
        tagged = select(QuestionCompetency.question_id).where(QuestionCompetency.competency_id == wanted.competency)
        conditions.append(Question.id.in_(tagged))
    return conditions


def _lies_in(program: Program, folder_id: int) -> ColumnElement[bool]:
    if folder_id == NO_FOLDER:
        return Question.folder_id.is_(None)
    folder = folder_by_id(folder_id)
    return Question.folder_id.in_(folder_ids_within(folder) if folder and folder.program_id == program.id else ())


def _order(order: str) -> list[ColumnElement[Any]]:
    column = ORDERS.get(order.removeprefix("-"))
    if column is None:
        return []
    return [column.desc() if order.startswith("-") else column.asc()]
