from decimal import Decimal as D

import pytest
from sqlalchemy import select

from cgtraining.assessments.models import Score
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.questions.content import content_from
from cgtraining.questions.operations.questions import revise_question
from cgtraining.questions.queries import latest_version
from cgtraining.quizzes.models import AttemptAnswer, AttemptEnd, MarkEntry
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.operations.marking_by_hand import mark_answer
from cgtraining.quizzes.operations.regrading import regrade_question
from cgtraining.quizzes.queries.regrading import answers_to
from cgtraining.quizzes.regrading import plan_regrade
from tests import factories
from tests.questions.samples import ASKED, CONTENTS, OPTIONS
from tests.quizzes.factories import NOON, answer, attempt, question, quiz


@pytest.fixture
def marker(cohort):
    return factories.program_staff(cohort.program)


@pytest.fixture
def asked(cohort):
    return question(cohort.program, "single")


@pytest.fixture
def made(cohort, asked):
    return quiz(cohort, [asked, "true_false"], item=factories.graded_item(cohort, maximum=D(100)))


def handed_in(of, enrolment, chosen):
    begun = attempt(of, enrolment)
    answer(begun, {1: chosen, 2: "true"})
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    db.session.expire_all()
    return begun


def correct(asked, right="a"):
    """The right option was another one."""
    options = [{**option, "share": D(option["key"] == right)} for option in OPTIONS]
    content = content_from({"kind": "single", **ASKED, "options": options})
    revise_question(question=asked, content=content, actor=None, version=asked.version)


def promised(made, asked, *, gives_all=False):
    return plan_regrade(answers_to(made, asked), latest_version(asked).content, gives_all=gives_all).promise


def regrade(made, asked, marker, *, gives_all=False, reason="参考答案有误", promise=None):
    promise = promise or promised(made, asked, gives_all=gives_all)
    return regrade_question(
        quiz=made, question=asked, gives_all=gives_all, reason=reason, promise=promise, actor=marker
    )


def points_of(attempt):
    db.session.expire_all()
    answers = select(AttemptAnswer.points).filter_by(attempt_id=attempt.id).order_by(AttemptAnswer.place)
    return list(db.session.scalars(answers))


def test_a_corrected_question_changes_answers_results_and_scores(cohort, made, asked, marker):
    first, second = factories.enrolment(cohort), factories.enrolment(cohort)
    wins, loses = handed_in(made, first, "a"), handed_in(made, second, "b")
    correct(asked)

    done = regrade(made, asked, marker)

    assert (done.answers, done.changed) == (2, 2)
    assert (points_of(wins), points_of(loses)) == ([D(1), D(1)], [D(0), D(1)])
    assert (wins.points, loses.points) == (D(2), D(1))
    scores = {score.enrolment_id: score.points for score in db.session.scalars(select(Score))}
    assert scores == {first.id: D(100), second.id: D(50)}
    assert {entry.regrade_id for entry in db.session.scalars(select(MarkEntry))} == {done.id}


def test_a_second_regrade_changes_nothing(made, asked, marker, trainee):
    done = handed_in(made, trainee, "a")
    correct(asked)
    regrade(made, asked, marker)
    assert regrade(made, asked, marker).changed == 0
    assert done.points == D(2)


def test_everybody_gets_all_points_of_a_question_that_was_no_good(made, asked, marker, trainee):
    done = handed_in(made, trainee, "c")
    assert regrade(made, asked, marker, gives_all=True).changed == 1
    assert points_of(done) == [D(1), D(1)]


def test_what_was_not_shown_is_not_done(cohort, made, asked, marker, trainee):
    handed_in(made, trainee, "a")
    correct(asked)
    promise = promised(made, asked)
    late = handed_in(made, factories.enrolment(cohort), "a")
    db.session.execute(AttemptAnswer.__table__.update().where(AttemptAnswer.attempt_id == late.id).values(points=D(0)))
    with pytest.raises(StaleRecord):
        regrade(made, asked, marker, promise=promise)
    assert db.session.scalars(select(MarkEntry)).all() == []


def test_a_regrade_needs_a_reason(made, asked, marker, trainee):
    handed_in(made, trainee, "a")
    with pytest.raises(RuleBroken):
        regrade(made, asked, marker, reason=" ")


def test_what_a_person_marked_stays(made, asked, marker, trainee):
    done = handed_in(made, trainee, "a")
    one = db.session.scalars(select(AttemptAnswer).filter_by(attempt_id=done.id, place=1)).one()
    mark_answer(answer=one, points=D("0.5"), comment=None, seen=D(0), actor=marker)
    correct(asked)
    assert regrade(made, asked, marker).changed == 0
    assert points_of(done) == [D("0.5"), D(1)]


def test_what_is_handed_in_later_is_marked_by_the_correction(made, asked, marker, trainee):
    """The version that was shown stays with the attempt; the points follow the one that is right."""
    begun = attempt(made, trainee)
    answer(begun, {1: "a", 2: "true"})
    correct(asked)
    regrade(made, asked, marker)
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    assert points_of(begun) == [D(1), D(1)]
    shown = db.session.scalars(select(AttemptAnswer).filter_by(attempt_id=begun.id, place=1)).one()
    assert shown.question_version.content == CONTENTS["single"]


def test_later_answers_get_all_points_too(made, asked, marker, trainee):
    begun = attempt(made, trainee)
    regrade(made, asked, marker, gives_all=True)
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    assert points_of(begun) == [D(1), D(0)]
