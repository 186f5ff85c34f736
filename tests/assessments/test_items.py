from datetime import date
from decimal import Decimal

import pytest

from cgtraining.assessments.models import GradedItem, Score
from cgtraining.assessments.operations.items import (
    ItemValues,
    add_item,
    change_item,
    delete_item,
    hide_item,
    move_item,
    release_item,
)
from cgtraining.assessments.queries import count_marked, items_of
from cgtraining.audit.queries import history_of
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from tests import factories

pytestmark = pytest.mark.usefixtures("app")
VALUES = {"code": "defence", "title_zh": "结业答辩"}


def values(**changed: object) -> ItemValues:
    return ItemValues(**(VALUES | changed))  # type: ignore[arg-type]


def test_an_item_is_added_at_the_end_and_recorded() -> None:
    cohort, actor = factories.cohort(), factories.person()
    factories.graded_item(cohort, place=4)
    item = add_item(cohort=cohort, values=values(), actor=actor)
    assert (item.place, item.code) == (5, "defence")
    assert history_of(item)[0].actor_id == actor.id


@pytest.mark.parametrize(
    "changed",
    [
        {"code": "two words"},
        {"code": ""},
        {"maximum": Decimal(0)},
        {"weight": Decimal(-1)},
        {"pass_mark": Decimal(101)},
        {"pass_mark": Decimal(-1)},
        {"due_on": date(2026, 2, 28)},
    ],
)
def test_unusable_values_are_refused(changed: dict[str, object]) -> None:
    with pytest.raises(RuleBroken):
        add_item(cohort=factories.cohort(), values=values(**changed), actor=None)


def test_a_code_is_used_once_in_a_cohort_whatever_its_case() -> None:
    cohort = factories.cohort()
    item = add_item(cohort=cohort, values=values(), actor=None)
    with pytest.raises(RuleBroken):
        add_item(cohort=cohort, values=values(code="Defence"), actor=None)
    other = add_item(cohort=cohort, values=values(code="essay"), actor=None)
    with pytest.raises(RuleBroken):
        change_item(item=other, values=values(), actor=None, version=other.version)
    assert item in items_of(cohort)


def test_a_change_over_someone_elses_is_refused() -> None:
    item = add_item(cohort=factories.cohort(), values=values(), actor=None)
    change_item(item=item, values=values(weight=Decimal(3)), actor=None, version=1)
    db.session.flush()
    with pytest.raises(StaleRecord):
        change_item(item=item, values=values(weight=Decimal(4)), actor=None, version=1)


def test_the_maximum_stays_above_the_scores() -> None:
    item = add_item(cohort=factories.cohort(), values=values(), actor=None)
    db.session.add(Score(item=item, enrolment=factories.enrolment(item.cohort), points=Decimal(95)))
    db.session.flush()
    with pytest.raises(RuleBroken):
        change_item(item=item, values=values(maximum=Decimal(90)), actor=None, version=item.version)
    changed = change_item(item=item, values=values(maximum=Decimal(95)), actor=None, version=item.version)
    assert changed.maximum == 95


def test_an_item_with_scores_is_not_deleted() -> None:
    item = add_item(cohort=factories.cohort(), values=values(), actor=None)
    score = Score(item=item, enrolment=factories.enrolment(item.cohort), points=Decimal(0))
    db.session.add(score)
    db.session.flush()
    with pytest.raises(RuleBroken):
        delete_item(item=item, actor=None)
    score.points = None
    db.session.flush()
    delete_item(item=item, actor=None)
    db.session.flush()
    assert db.session.query(GradedItem).count() == 0


def test_items_move_one_place() -> None:
    cohort = factories.cohort()
    first, second, third = (add_item(cohort=cohort, values=values(code=code), actor=None) for code in "abc")
    move_item(item=third, steps=-1, actor=None)
    assert [item.code for item in items_of(cohort)] == ["a", "c", "b"]
    move_item(item=first, steps=-1, actor=None)
    move_item(item=second, steps=1, actor=None)
    assert [item.code for item in items_of(cohort)] == ["a", "c", "b"]


def test_releasing_and_hiding_are_recorded_once() -> None:
    item = add_item(cohort=factories.cohort(), values=values(), actor=None)
    release_item(item=item, actor=None)
    first = item.released_at
    release_item(item=item, actor=None)
    assert item.released_at == first
    hide_item(item=item, actor=None)
    hide_item(item=item, actor=None)
    assert item.released_at is None
    db.session.flush()
    actions = [entry.action for entry in history_of(item)]
    assert actions == ["graded_item.hidden", "graded_item.released", "graded_item.added"]


def test_marked_counts_only_the_class() -> None:
    item = add_item(cohort=factories.cohort(), values=values(), actor=None)
    here = factories.enrolment(item.cohort)
    gone = factories.enrolment(item.cohort, state=EnrolmentState.WITHDRAWN)
    blank = factories.enrolment(item.cohort)
    db.session.add_all(
        [
            Score(item=item, enrolment=here, excused=True),
            Score(item=item, enrolment=gone, points=Decimal(1)),
            Score(item=item, enrolment=blank),
        ]
    )
    db.session.flush()
    assert count_marked(item.cohort) == {item.id: 1}
