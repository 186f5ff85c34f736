from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Essay, Labelled, Likert, Option
from cgtraining.quizzes.regrading import Change, Given, plan_regrade

ASKED = BilingualText(zh="问")


def single(right: str) -> Choice:
    options = tuple(Option(key=key, text=BilingualText(zh=key), share=D(key == right)) for key in "abc")
    return Choice(kind="single", text=ASKED, options=options)


def answer(number: int, chosen: str | None, points: D | None, *, by_hand: bool = False) -> Given:
    return Given(number, number + 100, {"chosen": [chosen]} if chosen else None, D(2), points, by_hand)


answers = st.lists(
    st.builds(
        answer,
        st.integers(1, 10_000),
        st.sampled_from(["a", "b", "c", "gone", None]),
        st.sampled_from([D(0), D(1), D(2)]),
        by_hand=st.booleans(),
    ),
    unique_by=lambda one: one.answer_id,
)


def test_those_change_whose_answer_is_worth_something_else_now():
    given_ = [answer(1, "a", D(2)), answer(2, "b", D(0)), answer(3, "c", D(0)), answer(4, None, D(0))]

    plan = plan_regrade(given_, single("b"), gives_all=False)

    assert plan.changes == (Change(1, 101, D(2), D(0)), Change(2, 102, D(0), D(2)))
    assert (plan.answers, plan.kept) == (4, 0)


def test_what_a_person_marked_stays():
    plan = plan_regrade([answer(1, "a", D("1.5"), by_hand=True)], single("a"), gives_all=False)
    assert (plan.changes, plan.kept) == ((), 1)


def test_everybody_gets_all_points_whatever_was_answered():
    plan = plan_regrade(
        [answer(1, "a", D(0)), answer(2, None, D(0)), answer(3, "b", D(2))], single("b"), gives_all=True
    )
    assert [(change.answer_id, change.new) for change in plan.changes] == [(1, D(2)), (2, D(2))]


def test_essays_wait_for_a_person_and_opinions_never_earn_anything():
    written = Given(1, 101, {"text": "……"}, D(5), None, False)
    assert plan_regrade([written], Essay(kind="essay", text=ASKED), gives_all=False).changes == ()
    scale = Likert(kind="likert", text=ASKED, scale=(Labelled(key="a", text=ASKED), Labelled(key="b", text=ASKED)))
    opinion = Given(1, 101, {"chosen": ["a"]}, D(0), D(0), False)
    assert plan_regrade([opinion], scale, gives_all=True).changes == ()


@given(answers, st.sampled_from("abc"), st.booleans())
def test_a_second_regrade_changes_nothing(given_, right, gives_all):
    plan = plan_regrade(given_, single(right), gives_all=gives_all)
    new = {change.answer_id: change.new for change in plan.changes}
    after = [
        Given(one.answer_id, one.attempt_id, one.response, one.maximum, new.get(one.answer_id, one.points), one.by_hand)
        for one in given_
    ]
    assert plan_regrade(after, single(right), gives_all=gives_all).changes == ()
    assert all(change.new <= D(2) for change in plan.changes)


@given(answers, st.sampled_from("abc"))
def test_the_promise_differs_as_soon_as_anything_else_would_change(given_, right):
    plan = plan_regrade(given_, single(right), gives_all=False)
    if plan.changes:
        fewer = [one for one in given_ if one.answer_id != plan.changes[0].answer_id]
        assert plan_regrade(fewer, single(right), gives_all=False).promise != plan.promise
