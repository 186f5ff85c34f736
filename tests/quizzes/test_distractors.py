from decimal import Decimal as D

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Essay, Option, TrueFalse
from cgtraining.quizzes.advice import advice_on
from cgtraining.quizzes.distractors import options_of
from cgtraining.quizzes.item_analysis import ItemFigures

ASKED = BilingualText(zh="问", en="Q")
CHOICE = Choice(
    kind="multiple",
    text=ASKED,
    options=(
        Option(key="a", text=BilingualText(zh="<p>甲</p>"), share=D(1)),
        Option(key="b", text=BilingualText(zh="乙")),
        Option(key="c", text=BilingualText(zh="丙")),
    ),
)
SCORES = {1: {9: 1.0}, 2: {9: 2.0}, 3: {9: 3.0}, 4: {9: 4.0}}


def test_options_are_counted_among_all_and_among_the_best_and_weakest():
    chosen = {1: {"chosen": ["a"]}, 2: {"chosen": ["a", "b"]}, 3: None, 4: {"chosen": ["b"]}}

    first, second, third = options_of(CHOICE, chosen, SCORES)

    assert (first.said("zh"), first.chosen, first.share, first.among_best, first.among_weakest) == ("甲", 2, 0.5, 0, 1)
    assert (second.chosen, second.among_best, second.among_weakest) == (2, 0.5, 0.5)
    assert (third.chosen, third.share) == (0, 0)
    assert not first.attracts_the_best


def test_a_wrong_option_that_the_best_take_is_told():
    chosen = {1: {"chosen": ["a"]}, 2: {"chosen": ["a"]}, 3: {"chosen": ["b"]}, 4: {"chosen": ["b"]}}
    options = options_of(CHOICE, chosen, SCORES)
    assert [option.attracts_the_best for option in options] == [False, True, False]


def test_true_and_false_are_options_too():
    content = TrueFalse(kind="true_false", text=ASKED, right=False)
    right, wrong = options_of(content, {1: {"value": True}, 2: {"value": False}}, SCORES)
    assert [(right.earns, right.chosen), (wrong.earns, wrong.chosen)] == [(0, 1), (1, 1)]


def test_kinds_without_options_and_questions_without_answers_have_none():
    assert options_of(Essay(kind="essay", text=ASKED), {1: {"text": "x"}}, SCORES) == []
    assert options_of(CHOICE, {}, SCORES) == []


def test_what_to_look_at_is_said_in_sentences(app):
    with app.test_request_context():
        good = ItemFigures(30, 0.6, 0.4, 0.5, 0.8)
        assert advice_on(good) == []
        assert len(advice_on(ItemFigures(30, 0.95, 0.1, 0.0, 0.8))) == 2
        assert len(advice_on(ItemFigures(30, 0.1, -0.2, 0.0, 0.8))) == 2
        assert advice_on(ItemFigures(2, None, None, None, None)) == []
        nobody = options_of(CHOICE, {1: {"chosen": ["a"]}}, SCORES)
        assert len(advice_on(good, nobody)) == 1
