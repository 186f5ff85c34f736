from decimal import Decimal

import pytest

from cgtraining import clock
from cgtraining.assessments.models import Score
from cgtraining.assessments.queries import grade_of, grades_of
from cgtraining.database import db
from tests import factories

pytestmark = pytest.mark.usefixtures("app")


def test_grades_of_a_cohort_are_by_enrolment() -> None:
    cohort = factories.cohort()
    first = factories.graded_item(cohort, code="essay", released_at=clock.now(), pass_mark=Decimal(60))
    factories.graded_item(cohort, code="defence", place=2)
    strong, weak = factories.enrolment(cohort), factories.enrolment(cohort)
    db.session.add(Score(item=first, enrolment=strong, points=Decimal("87.5")))
    db.session.flush()

    grades = grades_of(cohort)

    assert grades[strong.id].weighted == Decimal("87.50")
    assert grades[strong.id].is_final is False
    assert grades[weak.id].weighted == Decimal("0.00")
    assert grades[weak.id].items["defence"].passed is None
    assert grade_of(strong) == grades[strong.id]


def test_points_not_released_are_kept_from_trainees() -> None:
    cohort = factories.cohort()
    item = factories.graded_item(cohort)
    enrolment = factories.enrolment(cohort)
    db.session.add(Score(item=item, enrolment=enrolment, points=Decimal(40)))
    db.session.flush()

    assert grade_of(enrolment).weighted == Decimal("40.00")
    assert grade_of(enrolment, released_only=True).weighted is None
    assert grades_of(cohort, released_only=True)[enrolment.id].items[item.code].points is None
