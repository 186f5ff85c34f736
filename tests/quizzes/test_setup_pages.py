"""Staff set a quiz up: settings, questions picked and drawn, checks before publishing, allowances."""

from datetime import timedelta
from decimal import Decimal

import pytest
from lxml import html
from sqlalchemy import select

from cgtraining import clock
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from cgtraining.questions.operations.questions import retire_question
from cgtraining.quizzes.models import Attempt, AttemptEnd, FeedbackTime, Quiz, QuizAllowance, QuizSlot
from cgtraining.quizzes.operations.allowances import AllowanceValues, allow_more
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.operations.quizzes import QuizValues, add_quiz, change_quiz
from cgtraining.quizzes.queries.checks import what_forbids_publishing, what_to_know
from tests import factories
from tests.questions.samples import CONTENTS
from tests.quizzes.factories import NOON, attempt, draws, question, quiz

SETTINGS = {
    "title_zh": "期中测验", "grading": "best", "layout": "one", "feedback": "at_once", "attempts": "2",
    "pass_percent": "70", "minutes": "30", "opens_at": "2026-05-11T14:00", "closes_at": "2026-05-11T16:00",
}  # fmt: skip


@pytest.fixture
def trainer(sign_in, cohort):
    return sign_in(factories.cohort_staff(cohort, CohortRole.TRAINER))


def page(client, path):
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status
    return html.fromstring(answer.text).text_content()


def only(kind):
    db.session.expire_all()
    return db.session.scalars(select(kind)).one()


def test_a_quiz_is_set_up_published_and_taken_back(cohort, trainer):
    picked = question(cohort.program, "single")
    item = factories.graded_item(cohort)
    assert "There is no quiz in this cohort yet" in page(trainer, f"/cohorts/{cohort.id}/quizzes")
    made = trainer.post(f"/cohorts/{cohort.id}/quizzes/new", data=SETTINGS | {"item_id": str(item.id)}).location
    one = only(Quiz)
    assert (one.opens_at, one.minutes, one.item_id) == (NOON + timedelta(hours=2), 30, item.id)
    section = one.sections[0].id
    assert trainer.post(f"/quizzes/{one.id}/publish").location == made
    assert only(Quiz).published_at is None
    assert "The quiz has no questions yet." in page(trainer, made)
    assert picked.name in page(trainer, f"/quizzes/{one.id}/sections/{section}/pick?q=召集")
    assert "No question fits" in page(trainer, f"/quizzes/{one.id}/sections/{section}/pick?q=nothing")
    trainer.post(f"/quiz-sections/{section}/questions", data={"question": [picked.id, picked.id, 999]})
    trainer.post(f"/quiz-slots/{only(QuizSlot).id}", data={"points": "2.5"})
    assert only(QuizSlot).points == Decimal("2.5")
    trainer.post(f"/quizzes/{one.id}/publish")
    assert only(Quiz).published_at is not None
    assert "1 / " not in page(trainer, f"/quizzes/{one.id}/preview")
    trainer.post(f"/quizzes/{one.id}/unpublish")
    assert only(Quiz).published_at is None
    trainer.post(f"/quizzes/{one.id}/delete")
    assert db.session.scalars(select(Quiz)).all() == []


def test_a_draw_says_how_many_fit_and_is_refused_when_they_are_too_few(cohort, trainer):
    for _ in range(3):
        question(cohort.program, "true_false")
    made = quiz(cohort, [], published_at=None)
    section = made.sections[0]
    assert "of 3 questions that fit" in page(trainer, f"/quizzes/{made.id}/sections/{section.id}/pick?kind=true_false")
    trainer.post(f"/quiz-sections/{section.id}/draw", data={"draws": "2", "points": "1", "kind": "true_false"})
    assert "draws 2 of 3" in page(trainer, f"/quizzes/{made.id}")
    assert what_forbids_publishing(made) == []
    trainer.post(f"/quiz-sections/{section.id}/draw", data={"draws": "2", "points": "x"})
    trainer.post(f"/quiz-sections/{section.id}/draw", data={"draws": "0", "points": "1"})
    assert db.session.scalars(select(QuizSlot)).one().draws == 2


def test_what_forbids_publishing_is_said(cohort):
    retired = question(cohort.program, "single")
    question(cohort.program, "single")
    made = quiz(cohort, [retired])
    retire_question(question=retired, actor=None)
    assert len(what_forbids_publishing(made)) == 1
    slot = draws(made, 2)
    assert len(what_forbids_publishing(made)) == 2
    slot.draws = 1
    draws(made, 1)
    db.session.flush()
    assert len(what_forbids_publishing(made)) == 2


def test_what_is_odd_is_told_but_allowed(cohort):
    content = CONTENTS["single"].model_copy(update={"text": BilingualText("只有中文")})
    assert len(what_to_know(quiz(cohort, [content], closes_at=NOON - timedelta(days=400)))) == 2
    assert len(what_to_know(quiz(cohort, opens_at=NOON - timedelta(days=400), published_at=None))) == 1
    assert what_to_know(quiz(cohort)) == []


def test_once_begun_the_questions_stay_and_the_times_move_with_whoever_answers(cohort, trainee, trainer):
    made = quiz(cohort, ["single", "true_false"], minutes=30)
    begun = attempt(made, trainee)
    slot = made.sections[0].slots[0].id
    for path, data in (
        (f"/quiz-slots/{slot}", {"act": "remove"}),
        (f"/quiz-slots/{slot}", {"act": "down"}),
        (f"/quiz-slots/{slot}", {"points": "9"}),
        (f"/quizzes/{made.id}/sections", {}),
        (f"/quizzes/{made.id}/unpublish", {}),
        (f"/quizzes/{made.id}/delete", {}),
    ):
        assert trainer.post(path, data=data).status_code == 302
    db.session.expire_all()
    assert [one.points for one in made.sections[0].slots] == [1, 1]
    assert made.published_at is not None
    assert begun.due_at == NOON + timedelta(minutes=30)
    values = QuizValues(title_zh="新", minutes=45, feedback=FeedbackTime.AT_ONCE)
    change_quiz(quiz=made, values=values, actor=None, version=made.version)
    allow_more(quiz=made, enrolment=trainee, values=AllowanceValues("视力不便", extra_minutes=15), actor=None)
    assert only(Attempt).due_at == NOON + timedelta(minutes=60)
    practice = QuizValues(title_zh="新", practice=True, feedback=FeedbackTime.AT_ONCE)
    with pytest.raises(RuleBroken):
        change_quiz(quiz=made, values=practice, actor=None, version=made.version)


def test_places_move_within_and_between_sections(cohort, trainer):
    made = quiz(cohort, ["single", "true_false"], published_at=None)
    trainer.post(f"/quizzes/{made.id}/sections")
    db.session.expire_all()
    first, second = made.sections[0].slots
    trainer.post(f"/quiz-slots/{first.id}", data={"act": "down"})
    db.session.expire_all()
    assert made.sections[0].slots == [second, first]
    trainer.post(f"/quiz-slots/{first.id}", data={"act": "down"})
    db.session.expire_all()
    assert made.sections[1].slots == [first]
    trainer.post(f"/quiz-sections/{made.sections[1].id}", data={"title_zh": "第二部分", "shuffles": "on"})
    trainer.post(f"/quiz-slots/{first.id}", data={"act": "up"})
    trainer.post(f"/quiz-sections/{made.sections[0].id}/remove")
    db.session.expire_all()
    assert [(one.title_zh, one.shuffles) for one in made.sections] == [("第二部分", True)]


def test_an_allowance_is_given_with_its_reason_and_taken_back(cohort, trainee, trainer):
    made = quiz(cohort)
    path = f"/quizzes/{made.id}/allowances"
    trainer.post(path, data={"enrolment_id": trainee.id, "extra_minutes": "10"})
    assert db.session.scalars(select(QuizAllowance)).all() == []
    for minutes in ("10", "20"):
        given = {"enrolment_id": trainee.id, "extra_minutes": minutes, "reason": "视力不便"}
        assert trainer.post(path, data=given).location == path
    assert only(QuizAllowance).extra_minutes == 20
    assert "20 minutes more" in page(trainer, path)
    trainer.post(f"/quiz-allowances/{only(QuizAllowance).id}/take-back")
    assert db.session.scalars(select(QuizAllowance)).all() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"opens_at": NOON, "closes_at": NOON},
        {"closes_at": None},
        {"item_id": 999, "closes_at": NOON},
        {"pretest_id": 999, "closes_at": NOON},
    ],
)
def test_settings_that_contradict_each_other_are_refused(cohort, wrong):
    with pytest.raises(RuleBroken):
        add_quiz(cohort=cohort, values=QuizValues(title_zh="测验", **wrong), actor=None)


def test_another_way_of_counting_gives_the_results_anew(cohort, trainee):
    made = quiz(cohort, feedback=FeedbackTime.AT_ONCE)
    begun = attempt(made, trainee)
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=clock.now())
    begun.passed_on_at = clock.now()
    item = factories.graded_item(cohort)
    values = QuizValues(title_zh="测验", item_id=item.id, feedback=made.feedback)
    change_quiz(quiz=made, values=values, actor=None, version=made.version)
    assert only(Attempt).passed_on_at is None


def test_lists_ask_as_often_for_three_as_for_one(cohort, trainer, statements_of, count_queries):
    made = quiz(cohort)
    paths = (f"/cohorts/{cohort.id}/quizzes", f"/quizzes/{made.id}/allowances")
    for path in paths:
        trainer.get(path)
    before = [count_queries(lambda path=path: trainer.get(path)) for path in paths]
    for _ in range(2):
        quiz(cohort)
        given = AllowanceValues("视力不便", extra_minutes=1)
        allow_more(quiz=made, enrolment=factories.enrolment(cohort), values=given, actor=None)
    db.session.commit()
    assert [count_queries(lambda path=path: trainer.get(path)) for path in paths] == before
