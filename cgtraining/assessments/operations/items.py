"""Setting up graded items, and opening their scores to the trainees."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.assessments.marking import ITEM_CODE
from cgtraining.assessments.models import GradedItem, ItemKind, Score
from cgtraining.assessments.queries import items_of
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.operations import touch
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_number
from cgtraining.people.models import Person


@dataclass(frozen=True)
class ItemValues:
    """Everything that is edited of a graded item."""

    code: str
    title_zh: str
    title_en: str | None = None
    kind: ItemKind = ItemKind.ASSIGNMENT
    maximum: Decimal = Decimal(100)
    weight: Decimal = Decimal(1)
    pass_mark: Decimal | None = None
    due_on: date | None = None


def add_item(*, cohort: Cohort, values: ItemValues, actor: Person | None) -> GradedItem:
    _check(values, cohort)
    _check_code_is_free(values.code, cohort)
    place = db.session.scalar(select(func.max(GradedItem.place)).where(GradedItem.cohort_id == cohort.id)) or 0
    item = GradedItem(cohort=cohort, place=place + 1, **asdict(values))
    db.session.add(item)
    db.session.flush()
    record("graded_item.added", item, actor=actor, cohort_id=cohort.id, code=item.code)
    touch_all(cohort)
    return item


def change_item(*, item: GradedItem, values: ItemValues, actor: Person | None, version: int | str | None) -> GradedItem:
    item.expect_version(version)
    _check(values, item.cohort)
    if values.code != item.code:
        _check_code_is_free(values.code, item.cohort)
    _check_scores_fit(item, values.maximum)
    changed = [name for name, value in asdict(values).items() if getattr(item, name) != value]
    for name in changed:
        setattr(item, name, getattr(values, name))
    record("graded_item.changed", item, actor=actor, fields=changed)
    touch_all(item.cohort)
    return item


def delete_item(*, item: GradedItem, actor: Person | None) -> None:
    """Only without scores: what was marked is never thrown away with one click."""
    scores = count_scores(item)
    if scores:
        raise RuleBroken(
            _l("This item has %(count)s scores. Clear them first, or give the item the weight 0.", count=scores)
        )
    cohort = item.cohort
    record("graded_item.deleted", item, actor=actor, cohort_id=cohort.id, code=item.code)
    db.session.delete(item)
    touch_all(cohort)


def move_item(*, item: GradedItem, steps: int, actor: Person | None) -> GradedItem:
    """Earlier (negative) or later in the cohort's order."""
    ordered = list(items_of(item.cohort))
    old = ordered.index(item)
    ordered.insert(max(0, min(old + steps, len(ordered) - 1)), ordered.pop(old))
    for place, one in enumerate(ordered, start=1):
        if one.place != place:
            one.place = place
    record("graded_item.moved", item, actor=actor, place=item.place)
    db.session.flush()
    return item


def release_item(*, item: GradedItem, actor: Person | None) -> GradedItem:
    """From now on trainees see their scores, and missing work counts as zero."""
    if item.released_at is None:
        item.released_at = clock.now()
        record("graded_item.released", item, actor=actor, scores=count_scores(item))
        touch_all(item.cohort)
    return item


def hide_item(*, item: GradedItem, actor: Person | None) -> GradedItem:
    if item.released_at is not None:
        item.released_at = None
        record("graded_item.hidden", item, actor=actor)
        touch_all(item.cohort)
    return item


def count_scores(item: GradedItem) -> int:
    query = select(func.count()).select_from(Score).where(Score.item_id == item.id)
    return db.session.scalar(query.where(Score.points.is_not(None) | Score.excused)) or 0


def touch_all(cohort: Cohort) -> None:
    db.session.flush()
    touch(*db.session.scalars(select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)))


def _check(values: ItemValues, cohort: Cohort) -> None:
    if not ITEM_CODE.match(values.code):
        raise RuleBroken(_l("A code has 1 to 40 Latin letters, digits, dots, hyphens or underscores."))
    if values.maximum <= 0:
        raise RuleBroken(_l("The maximum must be above 0."))
    if values.weight < 0:
        raise RuleBroken(_l("A weight cannot be negative; 0 means that the item does not count."))
    if values.pass_mark is not None and not 0 <= values.pass_mark <= values.maximum:
        raise RuleBroken(_l("The pass mark must lie between 0 and the maximum."))
    if values.due_on is not None and values.due_on < cohort.starts_on:
        raise RuleBroken(_l("The due date lies before the cohort begins."))


def _check_code_is_free(code: str, cohort: Cohort) -> None:
    query = select(GradedItem.id).where(GradedItem.cohort_id == cohort.id, func.lower(GradedItem.code) == code.lower())
    if db.session.scalar(query) is not None:
        raise RuleBroken(_l("This cohort already has an item with the code “%(code)s”.", code=code))


def _check_scores_fit(item: GradedItem, maximum: Decimal) -> None:
    highest = db.session.scalar(select(func.max(Score.points)).where(Score.item_id == item.id))
    if highest is not None and highest > maximum:
        raise RuleBroken(
            _l(
                "There is a score of %(highest)s already, so the maximum cannot be lower than that.",
                highest=format_number(highest),
            )
        )
