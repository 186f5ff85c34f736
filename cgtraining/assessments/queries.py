"""Reading graded items, scores and weighted scores."""

from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import select

from cgtraining.assessments.marking import GradeSummary, ItemScore, summarize
from cgtraining.assessments.models import GradedItem, Score
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db

Points = tuple[Decimal | None, bool]


def item_by_id(item_id: int) -> GradedItem | None:
    return db.session.get(GradedItem, item_id)


def items_of(cohort: Cohort) -> Sequence[GradedItem]:
    """In the order that the administrator gave them."""
    query = select(GradedItem).where(GradedItem.cohort_id == cohort.id).order_by(GradedItem.place, GradedItem.id)
    return db.session.scalars(query).all()


def grades_of(cohort: Cohort, *, released_only: bool = False) -> dict[int, GradeSummary]:
    """The weighted score of every enrolment of the cohort, whatever its state, by enrolment id.

    `released_only`: as the trainees may know it, without the points that are not released yet.
    """
    items = items_of(cohort)
    points = _points_of(cohort)
    enrolment_ids = db.session.scalars(select(Enrolment.id).where(Enrolment.cohort_id == cohort.id))
    return {
        enrolment_id: summarize(
            [_item_score(item, points.get((item.id, enrolment_id)), released_only) for item in items]
        )
        for enrolment_id in enrolment_ids
    }


def grade_of(enrolment: Enrolment, *, released_only: bool = False) -> GradeSummary:
    query = select(Score.item_id, Score.points, Score.excused).where(Score.enrolment_id == enrolment.id)
    points: dict[int, Points] = {row.item_id: (row.points, row.excused) for row in db.session.execute(query)}
    items = items_of(enrolment.cohort)
    return summarize([_item_score(item, points.get(item.id), released_only) for item in items])


def _points_of(cohort: Cohort) -> dict[tuple[int, int], Points]:
    query = select(Score.item_id, Score.enrolment_id, Score.points, Score.excused)
    query = query.join(GradedItem, Score.item_id == GradedItem.id).where(GradedItem.cohort_id == cohort.id)
    return {(row.item_id, row.enrolment_id): (row.points, row.excused) for row in db.session.execute(query)}


def _item_score(item: GradedItem, found: Points | None, released_only: bool) -> ItemScore:
    points, excused = found or (None, False)
    released = item.released_at is not None
    return ItemScore(
        code=item.code,
        maximum=item.maximum,
        weight=item.weight,
        pass_mark=item.pass_mark,
        points=points if released or not released_only else None,
        excused=excused,
        released=released,
    )
