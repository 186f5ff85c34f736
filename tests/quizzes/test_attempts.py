"""An attempt from its start to its end: what is saved is kept, and it is handed in once."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from cgtraining.assessments.models import Score, ScoreChange
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.programs.models import Competency
from cgtraining.questions.kinds import Difficulty, QuestionKind
from cgtraining.questions.models import QuestionFolder
from cgtraining.questions.operations.questions import retire_question, revise_question
from cgtraining.quizzes.models import Attempt, AttemptAnswer, AttemptEnd, GradingMethod, OvertakenAnswer, QuizAllowance
from cgtraining.quizzes.operations import ending, passing_on
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.operations.passing_on import attempt_marked
from cgtraining.quizzes.operations.saving import Verdict
from cgtraining.quizzes.operations.starting import start_attempt
from cgtraining.quizzes.queries.attempts import answers_of
from tests import factories
from tests.quizzes.factories import NOON, answer, attempt, draws, question, quiz

MINUTE = timedelta(minutes=1)


def stored(of: Attempt) -> list[AttemptAnswer]:
    db.session.expire_all()
    return list(db.session.scalars(select(AttemptAnswer).filter_by(attempt_id=of.id).order_by(AttemptAnswer.place)))


def test_two_starts_are_one_attempt(cohort, trainee):
    made = quiz(cohort, attempts=1, minutes=30)
    first = attempt(made, trainee)
    assert attempt(made, trainee, NOON + MINUTE) is first
    assert (first.number, first.due_at, first.maximum) == (1, NOON + 30 * MINUTE, Decimal(4))
    assert [one.place for one in stored(first)] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"published_at": None}, "This quiz is not open."),
        ({"opens_at": NOON + MINUTE}, "This quiz opens on Mon 11 May 2026, 12:01."),
        ({"closes_at": NOON}, "This quiz closed on Mon 11 May 2026, 12:00."),
        ({"access_code": "cedar"}, "This is not the access code of the quiz. It is told in the room."),
    ],
)
def test_a_start_is_refused_by_a_sentence(app, cohort, trainee, values, sentence):
    made = quiz(cohort, **values)
    with app.test_request_context("/?lang=en"):
        app.preprocess_request()
        with pytest.raises(RuleBroken, match=sentence):
            start_attempt(quiz=made, enrolment=trainee, code="", now=NOON)


def test_attempts_are_counted_and_some_have_more(cohort, trainee):
    made = quiz(cohort, attempts=1)
    hand_in(attempt=attempt(made, trainee), ended_by=AttemptEnd.TRAINEE, now=NOON)
    with pytest.raises(RuleBroken):
        attempt(made, trainee)
    db.session.add(QuizAllowance(quiz=made, enrolment=trainee, extra_attempts=1, reason="重考"))
    assert attempt(made, trainee).number == 2


def test_draws_never_double_and_take_nothing_that_is_retired(cohort, trainee):
    fixed = question(cohort.program, "single")
    made = quiz(cohort, [fixed])
    others = [question(cohort.program, "true_false") for _ in range(2)]
    retire_question(question=question(cohort.program, "true_false"), actor=None)
    slot = draws(made, 2)
    drawn = [one.question_version.question_id for one in stored(attempt(made, trainee))]
    assert sorted(drawn) == sorted([fixed.id, *(one.id for one in others)])
    slot.draws = 3
    with pytest.raises(RuleBroken):
        attempt(made, factories.enrolment(cohort))


def test_a_draw_takes_only_what_it_names(cohort, trainee):
    program = cohort.program
    folder = QuestionFolder(program=program, title_zh="第一章")
    inner = QuestionFolder(program=program, parent=folder, title_zh="第一节")
    competency = Competency(program=program, code="C1", title_zh="协商")
    db.session.add_all([folder, inner, competency])
    db.session.flush()
    named = {"folder": inner, "difficulty": Difficulty.HARD, "competencies": [competency]}
    wanted = question(program, "true_false", **named)
    for left_out in named:
        question(program, "true_false", **{name: value for name, value in named.items() if name != left_out})
    question(program, "single", **named)
    made = quiz(cohort, [])
    narrow = {"folder": folder, "difficulty": Difficulty.HARD, "kind": QuestionKind.TRUE_FALSE}
    draws(made, 1, competency_id=competency.id, **narrow)
    assert [one.question_version.question_id for one in stored(attempt(made, trainee))] == [wanted.id]


def test_what_is_saved_is_kept_and_a_retry_changes_nothing(cohort, trainee):
    begun = attempt(quiz(cohort), trainee)
    [kept] = answer(begun, {1: "b"})
    assert (kept.verdict, kept.saves) == (Verdict.SAVED, 1)
    [again] = answer(begun, {1: "b"}, seen=0, tab="another")
    assert (again.verdict, again.saves) == (Verdict.SAVED, 1)
    assert stored(begun)[0].response == {"chosen": ["b"]}
    assert db.session.scalar(select(func.count()).select_from(OvertakenAnswer)) == 0


def test_the_same_tab_goes_on_although_it_heard_nothing(cohort, trainee):
    begun = attempt(quiz(cohort), trainee)
    answer(begun, {1: "a"})
    [kept] = answer(begun, {1: "b"}, seen=0)
    assert (kept.verdict, kept.saves) == (Verdict.SAVED, 2)


def test_a_second_tab_that_saves_over_a_newer_answer_keeps_that_one_aside(cohort, trainee):
    begun = attempt(quiz(cohort), trainee)
    answer(begun, {1: "a"}, tab="phone")
    [kept] = answer(begun, {1: "b"}, seen=0, tab="laptop", now=NOON + MINUTE)
    assert kept.verdict is Verdict.OVERTOOK
    [aside] = db.session.scalars(select(OvertakenAnswer)).all()
    assert (aside.response, aside.saved_at) == ({"chosen": ["a"]}, NOON)
    assert stored(begun)[0].response == {"chosen": ["b"]}


def test_an_answer_that_waited_on_a_phone_does_not_replace_a_later_one(cohort, trainee):
    begun = attempt(quiz(cohort), trainee)
    answer(begun, {1: "a"}, tab="laptop", now=NOON + MINUTE)
    [kept] = answer(begun, {1: "b"}, seen=0, tab="phone", now=NOON)
    assert (kept.verdict, kept.response) == (Verdict.OVERTAKEN, {"chosen": ["a"]})
    assert [one.response for one in db.session.scalars(select(OvertakenAnswer))] == [{"chosen": ["b"]}]
    assert stored(begun)[0].response == {"chosen": ["a"]}


def test_an_answer_may_be_taken_back(cohort, trainee):
    begun = attempt(quiz(cohort), trainee)
    answer(begun, {1: "b"})
    answer(begun, {1: ""}, seen=1)
    assert stored(begun)[0].response is None


def test_after_the_deadline_only_what_was_under_way_is_taken(cohort, trainee):
    begun = attempt(quiz(cohort, minutes=1), trainee)
    assert answer(begun, {1: "b"}, now=NOON + MINUTE + timedelta(seconds=4))[0].verdict is Verdict.SAVED
    assert answer(begun, {2: "b"}, now=NOON + MINUTE + timedelta(seconds=6))[0].verdict is Verdict.TOO_LATE
    assert stored(begun)[1].response is None


def test_it_is_handed_in_once_and_marked(cohort, trainee):
    begun = attempt(quiz(cohort), trainee)
    answer(begun, {1: "b", 2: "a", 3: "true", 4: "议事会"})
    assert hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    assert not hand_in(attempt=begun, ended_by=AttemptEnd.TIME, now=NOON)
    assert [one.points for one in stored(begun)] == [1, 0, 1, 1]
    assert (begun.points, begun.ended_by, begun.marked_at) == (Decimal(3), AttemptEnd.TRAINEE, NOON)
    assert answer(begun, {1: "a"}, seen=1)[0].verdict is Verdict.TOO_LATE


def test_what_is_marked_by_hand_is_waited_for(cohort, trainee):
    item = factories.graded_item(cohort, maximum=Decimal(50))
    begun = attempt(quiz(cohort, ["essay", "single"], item=item), trainee)
    answer(begun, {1: "一篇文章", 2: "b"})
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    essay, _ = stored(begun)
    assert (begun.points, begun.marked_at, essay.points) == (None, None, None)
    essay.points = Decimal("0.5")
    attempt_marked(begun)
    assert begun.points == Decimal("1.5")
    assert db.session.scalars(select(Score)).one().points == Decimal("37.5")


def test_the_sweep_hands_in_what_nobody_looks_at_and_passes_results_on(cohort, trainee):
    item = factories.graded_item(cohort)
    begun = attempt(quiz(cohort, minutes=1, item=item), trainee)
    answer(begun, {1: "b"})
    db.session.commit()
    assert list(ending.unfinished()) == [begun.id]
    ending.proceed(begun.id)
    assert (begun.ended_by, begun.handed_in_at, begun.points) == (AttemptEnd.TIME, NOON + MINUTE, Decimal(1))
    assert list(passing_on.unfinished()) == [begun.quiz_id]
    passing_on.proceed(begun.quiz_id)
    assert db.session.scalars(select(Score)).one().points == Decimal(25)
    assert not list(ending.unfinished())
    assert not list(passing_on.unfinished())


@pytest.mark.parametrize(("method", "points"), [("best", 100), ("last", 50), ("mean", 75)])
def test_the_attempt_that_counts_becomes_the_score(cohort, trainee, method, points):
    item = factories.graded_item(cohort)
    made = quiz(cohort, ["single", "true_false"], attempts=2, item=item, grading=GradingMethod(method))
    for fields in ({1: "b", 2: "true"}, {1: "b"}):
        begun = attempt(made, trainee)
        answer(begun, fields)
        hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    passing_on.proceed(made.id)
    passing_on.proceed(made.id)
    assert db.session.scalars(select(Score)).one().points == Decimal(points)
    assert db.session.scalar(select(func.count()).select_from(ScoreChange)) == 1


def test_practice_passes_nothing_on_and_an_excused_trainee_stays_so(cohort, trainee):
    item = factories.graded_item(cohort)
    db.session.add(Score(item=item, enrolment=trainee, excused=True))
    for made in (quiz(cohort, item=item, practice=True), quiz(cohort, item=item)):
        hand_in(attempt=attempt(made, trainee), ended_by=AttemptEnd.TRAINEE, now=NOON)
        passing_on.proceed(made.id)
    assert db.session.scalars(select(Score)).one().excused


def test_the_version_is_the_one_of_the_start(cohort, trainee):
    asked = question(cohort.program, "single")
    begun = attempt(quiz(cohort, [asked]), trainee)
    changed = answers_of(begun.id)[0].content.model_copy(update={"all_or_nothing": True})
    revise_question(question=asked, content=changed, actor=None, version=asked.version)
    retire_question(question=asked, actor=None)
    answer(begun, {1: "b"})
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    assert stored(begun)[0].question_version.number == 1
    assert begun.points == 1


def test_a_save_and_its_end_cost_few_statements(cohort, trainee, count_queries):
    begun = attempt(quiz(cohort, ["single"] * 20), trainee)
    assert count_queries(lambda: answer(begun, {1: "b"})) == 3
    assert count_queries(lambda: answer(begun, dict.fromkeys(range(1, 21), "a"), seen=1)) <= 4
    assert count_queries(lambda: hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)) == 4
