from decimal import Decimal as D

import pytest
from sqlalchemy import select

from cgtraining.assessments.models import Score
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.quizzes.models import Attempt, AttemptAnswer, AttemptEnd, MarkEntry
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.operations.marking_by_hand import mark_answer
from cgtraining.quizzes.queries.marking import answers_in_turn, queues_of
from tests import factories
from tests.quizzes.factories import NOON, answer, attempt, question, quiz


@pytest.fixture
def marker(cohort):
    return factories.program_staff(cohort.program)


@pytest.fixture
def essay(cohort):
    return question(cohort.program, "essay")


@pytest.fixture
def made(cohort, essay):
    return quiz(cohort, [essay, "single"], item=factories.graded_item(cohort, maximum=D(100)))


def handed_in(of, enrolment, text="我们先征集居民意见，再由议事会评议。") -> Attempt:
    begun = attempt(of, enrolment)
    answer(begun, {1: text, 2: "b"})
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    db.session.expire_all()
    return begun


def essay_answer(of: Attempt) -> AttemptAnswer:
    return db.session.scalars(select(AttemptAnswer).filter_by(attempt_id=of.id, place=1)).one()


def test_an_essay_is_marked_and_its_result_becomes_the_score(made, trainee, marker):
    done = handed_in(made, trainee)
    assert (done.points, done.marked_at) == (None, None)

    mark_answer(answer=essay_answer(done), points=D("0.5"), comment="条理清楚。", seen=None, actor=marker)
    db.session.flush()

    assert done.points == D("1.5")
    assert db.session.scalars(select(Score.points)).one() == D(75)
    entry = db.session.scalars(select(MarkEntry)).one()
    assert (entry.old_points, entry.new_points, entry.actor, entry.comment) == (None, D("0.5"), marker, "条理清楚。")


def test_nobodys_mark_is_written_over_unseen(made, trainee, marker):
    one = essay_answer(handed_in(made, trainee))
    mark_answer(answer=one, points=D(1), comment=None, seen=None, actor=marker)
    with pytest.raises(StaleRecord):
        mark_answer(answer=one, points=D(0), comment=None, seen=None, actor=marker)
    assert one.points == D(1)


def test_the_same_mark_again_leaves_no_trace(made, trainee, marker):
    one = essay_answer(handed_in(made, trainee))
    mark_answer(answer=one, points=D(1), comment=None, seen=None, actor=marker)
    mark_answer(answer=one, points=D(1), comment="", seen=D(1), actor=marker)
    assert len(db.session.scalars(select(MarkEntry)).all()) == 1


@pytest.mark.parametrize("points", [D("-0.01"), D("1.01"), D("NaN")])
def test_points_lie_between_none_and_all(made, trainee, marker, points):
    with pytest.raises(RuleBroken):
        mark_answer(answer=essay_answer(handed_in(made, trainee)), points=points, comment=None, seen=None, actor=marker)


def test_nothing_is_marked_while_it_is_being_answered(made, trainee, marker):
    begun = attempt(made, trainee)
    with pytest.raises(RuleBroken):
        mark_answer(answer=essay_answer(begun), points=D(1), comment=None, seen=None, actor=marker)


def test_the_queue_holds_what_waits_in_an_order_that_stays(made, cohort, essay, marker):
    attempts = [handed_in(made, factories.enrolment(cohort)) for _ in range(3)]
    [queue] = queues_of(made)
    assert (queue.question, queue.answers, queue.waiting) == (essay, 3, 3)
    turn = answers_in_turn(made, essay)
    mark_answer(answer=essay_answer(attempts[0]), points=D(1), comment=None, seen=None, actor=marker)
    assert queues_of(made)[0].waiting == 2
    assert [one for one, _points in answers_in_turn(made, essay)] == [one for one, _points in turn]


def test_what_nobody_wrote_waits_for_nobody(made, trainee, essay):
    done = handed_in(made, trainee, text="")
    assert done.points == D(1)
    assert queues_of(made)[0].waiting == 0
    assert answers_in_turn(made, essay) == []
