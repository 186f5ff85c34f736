from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    ChoiceGap,
    Cloze,
    Essay,
    Folding,
    Labelled,
    Likert,
    Matching,
    Matrix,
    MatrixRow,
    NumberGap,
    Numerical,
    Option,
    Ordering,
    OrderRule,
    Premise,
    ShortText,
    TextGap,
    TrueFalse,
    Unit,
    UnitRule,
)
from cgtraining.questions.marking import carries_points, is_marked_by_hand, mark, points_for
from cgtraining.questions.marking.numbers import read_number
from cgtraining.questions.responses import tidy_response

ASKED = BilingualText(zh="问")
SHARES = st.sampled_from([D(1), D("0.5"), D("0.3333333"), D(0), D("-0.5"), D(-1)])


def named(*keys: str) -> tuple[Labelled, ...]:
    return tuple(Labelled(key=key, text=BilingualText(zh=key)) for key in keys)


def choice(kind: str, *shares: D | str, **more: Any) -> Choice:
    options = tuple(
        Option(key=f"o{number}", text=BilingualText(zh=str(number)), share=D(share))
        for number, share in enumerate(shares)
    )
    return Choice(kind=kind, text=ASKED, options=options, **more)


choices = st.builds(
    lambda kind, shares, strict: choice(kind, 1, *shares, all_or_nothing=strict),
    st.sampled_from(["single", "multiple"]),
    st.lists(SHARES, min_size=1, max_size=6),
    st.booleans(),
)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["o0", "o1", "a", "b", "c"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["chosen", "text", "value", "order", "pairs", "gaps", "rows", "a", "b"]), inner
        )
    ),
    max_leaves=12,
)
MATCHING = Matching(
    kind="matching",
    text=ASKED,
    premises=(
        Premise(key="a", text=ASKED, target="x"),
        Premise(key="b", text=ASKED, target="y"),
        Premise(key="c", text=ASKED, target="x"),
    ),
    targets=(*named("x", "y"), Labelled(key="same", text=BilingualText(zh="x"))),
)
CLOZE = Cloze(
    kind="cloze",
    text=BilingualText(zh="[[1]] [[2]] [[3]]"),
    gaps=(
        ChoiceGap(key="1", kind="choice", weight=D(2), options=(*choice("single", 1, "-0.5").options,)),
        TextGap(key="2", kind="text", accepted=(Accepted(text="议事会"),)),
        NumberGap(key="3", kind="number", accepted=(AcceptedNumber(value=D(5), tolerance=D("0.5")),)),
    ),
)
ROWS = (MatrixRow(key="a", text=ASKED, right=("x",)), MatrixRow(key="b", text=ASKED, right=("x", "y")))
MATRIX = Matrix(kind="matrix", text=ASKED, many=True, rows=ROWS, columns=named("x", "y", "z"))
ORDERING = Ordering(kind="ordering", text=ASKED, entries=named("a", "b", "c"))
OTHERS = st.sampled_from(
    [
        MATCHING,
        CLOZE,
        MATRIX,
        ORDERING,
        TrueFalse(kind="true_false", text=ASKED, right=True),
        ShortText(kind="short_text", text=ASKED, accepted=(Accepted(text="*议*", share=D("0.5")),)),
        Numerical(kind="numerical", text=ASKED, accepted=(AcceptedNumber(value=None, share=D("-0.5")),)),
        Likert(kind="likert", text=ASKED, scale=named("a", "b")),
    ]
)


@given(content=choices | OTHERS, raw=ANYTHING)
def test_whatever_is_answered_earns_between_all_points_lost_and_all_points_won(content, raw):
    response = tidy_response(content, raw)
    marked = mark(content, response)
    assert -1 <= marked.share <= 1
    assert points_for(marked.share, D("3.33")) <= D("3.33")
    assert mark(content, response) == marked
    assert tidy_response(content, response) == response


@given(content=choices, data=st.data())
def test_the_order_of_options_and_of_what_was_chosen_does_not_matter(content, data):
    keys = [option.key for option in content.options]
    chosen = data.draw(st.lists(st.sampled_from(keys), unique=True, min_size=1))
    if content.kind == "single":
        chosen = chosen[:1]
    other = content.model_copy(update={"options": tuple(data.draw(st.permutations(content.options)))})
    shuffled = data.draw(st.permutations(chosen))
    assert mark(content, {"chosen": chosen}).share == mark(other, {"chosen": shuffled}).share


@given(shares=st.lists(SHARES.filter(lambda share: share <= 0), min_size=1, max_size=5))
def test_choosing_one_more_wrong_option_never_helps(shares):
    content = choice("multiple", "0.5", "0.5", *shares)
    right = ["o0", "o1"]
    wrong = [f"o{number + 2}" for number in range(len(shares))]
    shares_of = [mark(content, {"chosen": right + wrong[:count]}).share for count in range(len(wrong) + 1)]
    assert shares_of == sorted(shares_of, reverse=True)


@given(order=st.permutations(["a", "b", "c"]), rule=st.sampled_from(OrderRule))
def test_only_the_right_order_earns_all(order, rule):
    content = ORDERING.model_copy(update={"rule": rule})
    assert (mark(content, {"order": order}).share == 1) is (order == ["a", "b", "c"])


def test_three_thirds_are_the_whole():
    content = choice("multiple", "0.3333333", "0.3333333", "0.3333333", 0)
    assert mark(content, {"chosen": ["o0", "o1", "o2"]}).share == 1
    assert points_for(mark(content, {"chosen": ["o0", "o1"]}).share, D(10)) == D("6.67")


def test_a_single_choice_can_cost_points():
    assert mark(choice("single", 1, "-0.25"), {"chosen": ["o1"]}).share == D("-0.25")


def test_all_or_nothing_asks_for_exactly_the_right_options():
    content = choice("multiple", "0.5", "0.5", 0, all_or_nothing=True)
    assert mark(content, {"chosen": ["o1", "o0"]}).share == 1
    assert mark(content, {"chosen": ["o0"]}).share == 0
    assert mark(content, {"chosen": ["o0", "o1", "o2"]}).share == 0


def test_matches_that_read_the_same_are_the_same():
    marked = mark(MATCHING, {"pairs": {"a": "same", "b": "x", "c": "x"}})
    assert marked.parts == {"a": 1, "b": 0, "c": 1}
    assert points_for(marked.share, D(3)) == D(2)


def test_gaps_earn_by_their_weight():
    marked = mark(CLOZE, {"gaps": {"1": "o0", "2": " 议事会 ", "3": "５．４"}})
    assert marked.share == 1
    assert mark(CLOZE, {"gaps": {"1": "o0"}}).share == D("0.5")
    assert mark(CLOZE, {"gaps": {"1": "o1", "2": "议事会"}}).share == 0


def test_a_row_of_a_matrix_is_right_as_a_whole():
    assert mark(MATRIX, {"rows": {"a": ["x"], "b": ["x"]}}).parts == {"a": 1, "b": 0}


def test_opinions_carry_no_points():
    scale = Likert(kind="likert", text=ASKED, scale=named("a", "b"))
    opinions = MATRIX.model_copy(update={"rows": (MatrixRow(key="a", text=ASKED),)})
    assert not carries_points(scale)
    assert not carries_points(opinions)
    assert carries_points(MATRIX)
    assert mark(opinions, {"rows": {"a": ["x"]}}).share == 0
    assert mark(scale, {"chosen": ["a"]}).share == 0


def test_an_essay_waits_for_a_person_unless_nothing_was_written():
    essay = Essay(kind="essay", text=ASKED)
    assert is_marked_by_hand(essay)
    assert mark(essay, {"text": "……"}).share is None
    assert mark(essay, None).share == 0


@pytest.mark.parametrize(
    ("accepted", "written", "folding", "fits"),
    [
        ("议事会", "　议事会 ", Folding(), True),
        ("ABC", "ａｂｃ", Folding(), True),
        ("ABC", "ａｂｃ", Folding(width=False), False),
        ("ABC", "abc", Folding(case=False), False),
        ("社区营造", "社區營造", Folding(script=True), True),
        ("社区营造", "社區營造", Folding(), False),
        ("*议事*", "居民议事会", Folding(wildcards=True), True),
        ("*议事*", "居民会", Folding(wildcards=True), False),
        ("a*a", "a", Folding(wildcards=True), False),
        ("the * end", "the bitter end", Folding(wildcards=True), True),
        ("the * end", "thebitterend", Folding(wildcards=True), False),
        (r"3\*4", "3*4", Folding(wildcards=True), True),
        (r"3\*4", "3x4", Folding(wildcards=True), False),
        ("3*4", "3x4", Folding(), False),
        ("it's", "it’s", Folding(), True),
        ("a*b*c", "axxbyyc", Folding(wildcards=True), True),
        ("a*b*c", "acb", Folding(wildcards=True), False),
    ],
)
def test_what_makes_no_difference_between_answers_in_words(accepted, written, folding, fits):
    content = ShortText(kind="short_text", text=ASKED, accepted=(Accepted(text=accepted),), folding=folding)
    assert (mark(content, {"text": written}).share == 1) is fits


def test_the_first_accepted_answer_that_fits_decides():
    accepted = (Accepted(text="居民议事会"), Accepted(text="*会", share=D("0.5")))
    content = ShortText(kind="short_text", text=ASKED, accepted=accepted, folding=Folding(wildcards=True))
    assert mark(content, {"text": "居民议事会"}).share == 1
    assert mark(content, {"text": "业主会"}).share == D("0.5")


@pytest.mark.parametrize(
    ("written", "number", "rest"),
    [
        ("12.5", "12.5", ""),
        ("１２．５ km", "12.5", "km"),
        ("-3", "-3", ""),
        ("−3", "-3", ""),
        ("1,000", "1000", ""),
        ("1.2e3", "1200", ""),
        ("1.2×10^3 米", "1200", "米"),
        (".5", "0.5", ""),
        ("5.", "5", ""),
        ("1/4", "0.25", ""),
        ("50%", "50", "%"),
    ],
)
def test_numbers_are_read_as_people_write_them(written, number, rest):
    assert read_number(written) == (D(number), rest)


@pytest.mark.parametrize("written", ["", "abc", "-", ".", "三"])
def test_what_is_no_number_is_none(written):
    assert read_number(written) is None


@given(st.text(max_size=40))
def test_no_text_at_all_breaks_the_reading_of_numbers(text):
    read_number(text)


LENGTH = Numerical(
    kind="numerical",
    text=ASKED,
    accepted=(AcceptedNumber(value=D(1500), tolerance=D(10)), AcceptedNumber(value=D(1600), share=D("0.5"))),
    units=(Unit(name="m"), Unit(name="km", factor=D(1000)), Unit(name="Mm", factor=D(1000000))),
    unit_rule=UnitRule.NEEDED,
)


@pytest.mark.parametrize(
    ("response", "share"),
    [
        ({"text": "1500 m"}, "1"),
        ({"text": "1.5", "unit": "km"}, "1"),
        ({"text": "1.509 km"}, "1"),
        ({"text": "1.511 km"}, "0"),
        ({"text": "1500"}, "0.5"),
        ({"text": "1500 furlongs"}, "0.5"),
        ({"text": "1600 M"}, "0.5"),
        ({"text": "1600"}, "0"),
        ({"text": "many"}, "0"),
    ],
)
def test_a_number_is_marked_with_its_unit(response, share):
    assert mark(LENGTH, response).share == D(share)


def test_units_may_be_left_out_or_do_not_matter():
    optional = LENGTH.model_copy(update={"unit_rule": UnitRule.OPTIONAL})
    ignored = LENGTH.model_copy(update={"unit_rule": UnitRule.IGNORED})
    assert mark(optional, {"text": "1500"}).share == 1
    assert mark(optional, {"text": "1500 furlongs"}).share == D("0.5")
    assert mark(ignored, {"text": "1500 furlongs"}).share == 1


@given(value=st.decimals(-1000, 1000, places=2), off=st.decimals(0, 5, places=2))
def test_a_number_fits_within_its_tolerance_and_no_further(value, off):
    content = Numerical(kind="numerical", text=ASKED, accepted=(AcceptedNumber(value=value, tolerance=D(2)),))
    assert (mark(content, {"text": str(value + off)}).share == 1) is (off <= 2)
