"""Reading graded items, scores and weighted scores."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.assessments.cells import Cell
from cgtraining.assessments.marking import GradeSummary, ItemScore, summarize
from cgtraining.assessments.models import GradedItem, Score, ScoreChange
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState, Group
from cgtraining.database import db
from cgtraining.people.models import Person

# Those who stand in the score grid; the others left the class.
MARKED_STATES = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)


def item_by_id(item_id: int) -> GradedItem | None:
    return db.session.get(GradedItem, item_id)


def items_of(cohort: Cohort) -> Sequence[GradedItem]:
    """In the order that the administrator gave them."""
    query = select(GradedItem).where(GradedItem.cohort_id == cohort.id).order_by(GradedItem.place, GradedItem.id)
    return db.session.scalars(query).all()


def grades_of(
    cohort: Cohort, *, released_only: bool = False, enrolment_ids: Collection[int] | None = None
) -> dict[int, GradeSummary]:
    """The weighted score of every enrolment of the cohort, whatever its state, by enrolment id; or of those named.

    `released_only`: as the trainees may know it, without the points that are not released yet.
    """
    items = items_of(cohort)
    cells = cells_of(cohort, enrolment_ids)
    if enrolment_ids is None:
        enrolment_ids = db.session.scalars(select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)).all()
    return {
        enrolment_id: summarize(
            [_item_score(item, cells.get((item.id, enrolment_id)), released_only) for item in items]
        )
        for enrolment_id in enrolment_ids
    }


def grade_of(enrolment: Enrolment, *, released_only: bool = False) -> GradeSummary:
    scores = scores_of(enrolment)
    items = items_of(enrolment.cohort)
    cells = {item_id: Cell(score.points, score.excused) for item_id, score in scores.items()}
    return summarize([_item_score(item, cells.get(item.id), released_only) for item in items])


def cells_of(cohort: Cohort, enrolment_ids: Collection[int] | None = None) -> dict[tuple[int, int], Cell]:
    """What stands in the score grid, by (item id, enrolment id); for all trainees or those named."""
    query = select(Score.item_id, Score.enrolment_id, Score.points, Score.excused)
    query = query.join(GradedItem, Score.item_id == GradedItem.id).where(GradedItem.cohort_id == cohort.id)
    if enrolment_ids is not None:
        query = query.where(Score.enrolment_id.in_(enrolment_ids))
    return {(row.item_id, row.enrolment_id): Cell(row.points, row.excused) for row in db.session.execute(query)}


def scores_of(enrolment: Enrolment) -> dict[int, Score]:
    """By item id."""
    found = db.session.scalars(select(Score).where(Score.enrolment_id == enrolment.id))
    return {score.item_id: score for score in found}


def count_marked(cohort: Cohort) -> dict[int, int]:
    """How many trainees of the class have a score or are excused, by item id."""
    query = select(Score.item_id, func.count()).join(Enrolment, Score.enrolment_id == Enrolment.id)
    query = query.where(Enrolment.cohort_id == cohort.id, Enrolment.state.in_(MARKED_STATES))
    query = query.where(Score.points.is_not(None) | Score.excused).group_by(Score.item_id)
    return {row[0]: row[1] for row in db.session.execute(query)}


def changes_of(enrolment: Enrolment) -> Sequence[tuple[ScoreChange, Person | None]]:
    """Every change of this trainee's scores with who made it, newest first."""
    query = select(ScoreChange, Person).outerjoin(Person, ScoreChange.actor_id == Person.id)
    query = query.where(ScoreChange.enrolment_id == enrolment.id).order_by(ScoreChange.id.desc())
    return [(change, person) for change, person in db.session.execute(query)]


def codes_used_with(curriculum_id: int) -> frozenset[str] | None:
    """The codes of the graded items in all cohorts of a curriculum version; None while it has no graded item."""
    query = select(GradedItem.code).join(Cohort, GradedItem.cohort_id == Cohort.id)
    return frozenset(db.session.scalars(query.where(Cohort.curriculum_id == curriculum_id))) or None


def _item_score(item: GradedItem, found: Cell | None, released_only: bool) -> ItemScore:
    cell = found or Cell()
    released = item.released_at is not None
    return ItemScore(
        code=item.code,
        maximum=item.maximum,
        weight=item.weight,
        pass_mark=item.pass_mark,
        points=cell.points if released or not released_only else None,
        excused=cell.excused,
        released=released,
    )


def without_entry(cohort: Cohort, group: Group | None) -> list[tuple[GradedItem, list[Person]]]:
    """For each item that is due or released: who of the group (or of the class) has no entry yet. Two reads."""
    today = clock.today(cohort.timezone)
    due = [item for item in items_of(cohort) if item.released_at or (item.due_on and item.due_on <= today)]
    entered = Score.points.is_not(None) | Score.excused
    query = select(GradedItem.id, Person).join(Enrolment, Enrolment.cohort_id == GradedItem.cohort_id)
    query = query.join(Person, Person.id == Enrolment.person_id)
    scored = (Score.item_id == GradedItem.id) & (Score.enrolment_id == Enrolment.id) & entered
    query = query.outerjoin(Score, scored).where(Score.id.is_(None), Enrolment.state.in_(MARKED_STATES))
    query = query.where(GradedItem.id.in_([item.id for item in due]))
    if group is not None:
        query = query.where(Enrolment.group_id == group.id)
    missing: dict[int, list[Person]] = {}
    for item_id, person in db.session.execute(query.order_by(Person.sort_key, Person.id)):
        missing.setdefault(item_id, []).append(person)
    return [(item, missing.get(item.id, [])) for item in due]
