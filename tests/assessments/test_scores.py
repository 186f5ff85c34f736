from decimal import Decimal

import pytest
from sqlalchemy import select

from cgtraining.assessments.models import GradedItem, Score, ScoreChange
from cgtraining.assessments.operations.scores import Answer, CellInput, comment_on, enter_scores
from cgtraining.assessments.queries import cells_of, changes_of, codes_used_with
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.language.choosing import in_language
from tests import factories

pytestmark = pytest.mark.usefixtures("app")


def sheet() -> tuple[GradedItem, Enrolment, Enrolment]:
    cohort = factories.cohort()
    item = factories.graded_item(cohort, code="essay")
    return item, factories.enrolment(cohort), factories.enrolment(cohort)


def answers_to(item: GradedItem, *cells: CellInput, **values: object) -> list[Answer]:
    found = enter_scores(cohort=item.cohort, cells=cells, actor=None, **values)  # type: ignore[arg-type]
    return [answer.answer for answer in found]


def points(item: GradedItem, enrolment: Enrolment) -> Decimal | None:
    db.session.expire_all()
    return cells_of(item.cohort)[item.id, enrolment.id].points


def test_a_bad_cell_never_costs_the_good_ones() -> None:
    item, first, second = sheet()
    answers = answers_to(
        item,
        CellInput(item.id, first.id, "101", ""),
        CellInput(item.id, second.id, "87.5", ""),
        CellInput(item.id, 999_999, "1", ""),
        CellInput(999_999, first.id, "1", ""),
    )
    assert answers == [Answer.REFUSED, Answer.SAVED, Answer.REFUSED, Answer.REFUSED]
    assert list(cells_of(item.cohort)) == [(item.id, second.id)]


def test_different_cells_of_two_people_both_survive() -> None:
    item, first, second = sheet()
    answers_to(item, CellInput(item.id, first.id, "80", ""))
    assert answers_to(item, CellInput(item.id, second.id, "70", "")) == [Answer.SAVED]
    assert (points(item, first), points(item, second)) == (80, 70)


def test_the_same_cell_is_told_as_a_conflict() -> None:
    item, first, _second = sheet()
    answers_to(item, CellInput(item.id, first.id, "80", ""))
    with in_language("en"):
        answer = enter_scores(cohort=item.cohort, cells=[CellInput(item.id, first.id, "90", "")], actor=None)[0]
    assert (answer.answer, answer.text) == (Answer.CONFLICT, "80")
    assert answer.sentence == "Someone else entered 80 here in the meantime. Enter your score again to replace it."
    assert points(item, first) == 80
    assert answers_to(item, CellInput(item.id, first.id, "90", "80")) == [Answer.SAVED]


def test_a_cell_that_someone_cleared_is_a_conflict_too() -> None:
    item, first, _second = sheet()
    assert answers_to(item, CellInput(item.id, first.id, "90", "80")) == [Answer.CONFLICT]
    assert answers_to(item, CellInput(item.id, first.id, "90", "not a score")) == [Answer.CONFLICT]


def test_what_both_entered_alike_is_no_conflict() -> None:
    item, first, _second = sheet()
    answers_to(item, CellInput(item.id, first.id, "80", ""))
    assert answers_to(item, CellInput(item.id, first.id, "80.0", "")) == [Answer.UNCHANGED]


def test_every_change_is_kept_with_who_and_why() -> None:
    item, first, _second = sheet()
    actor = factories.person("赵讲师", "ZHAO Jiangshi")
    for text, old in (("80", ""), ("免", "80"), ("", "excused")):
        cells = [CellInput(item.id, first.id, text, old)]
        enter_scores(cohort=item.cohort, cells=cells, actor=actor, reason="复核")
        db.session.flush()
    changes = [(c.old_points, c.new_points, c.excused, c.reason, who) for c, who in changes_of(first)]
    assert changes == [
        (None, None, False, "复核", actor),
        (80, None, True, "复核", actor),
        (None, 80, False, "复核", actor),
    ]


def test_entering_scores_touches_the_enrolment() -> None:
    item, first, second = sheet()
    before = {one.id: one.touched_at for one in (first, second)}
    answers_to(item, CellInput(item.id, first.id, "80", ""))
    db.session.expire_all()
    assert first.touched_at != before[first.id]
    assert second.touched_at == before[second.id]


def test_without_an_old_value_whatever_stands_is_replaced() -> None:
    item, first, _second = sheet()
    answers_to(item, CellInput(item.id, first.id, "80", ""))
    assert answers_to(item, CellInput(item.id, first.id, "81")) == [Answer.SAVED]
    assert db.session.scalars(select(ScoreChange.new_points)).all() == [80, 81]


def test_a_comment_is_kept_and_taken_away() -> None:
    item, first, _second = sheet()
    answers_to(item, CellInput(item.id, first.id, "80", ""))
    score = db.session.scalars(select(Score)).one()
    assert comment_on(score=score, comment="论证有力", actor=None).comment == "论证有力"
    assert comment_on(score=score, comment="", actor=None).comment is None


def test_codes_of_a_curriculum_come_from_all_its_cohorts() -> None:
    item, _first, _second = sheet()
    other = factories.cohort(item.cohort.curriculum)
    factories.graded_item(other, code="defence")
    assert codes_used_with(item.cohort.curriculum_id) == {"essay", "defence"}
    assert codes_used_with(factories.curriculum().id) is None
