from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice
from cgtraining.questions.interchange import aiken
from cgtraining.questions.interchange.read import QuestionRead

PAPER = """谁召集居民议事会？
A. 居民委员会
B. 物业公司
ANSWER: A

Which of <b> & these
C) is first?
A) One
B) Two
answer: b
"""


def read(text: str) -> list[QuestionRead]:
    return aiken.read(text.encode(), language=None)


def shares(found: QuestionRead) -> list[D]:
    assert isinstance(found.content, Choice)
    return [option.share for option in found.content.options]


def test_questions_with_lettered_options():
    first, second = read(PAPER.replace("C) is", "is"))
    assert first.content is not None
    assert first.content.text == BilingualText(zh="谁召集居民议事会？")
    assert shares(first) == [D(1), D(0)]
    assert str(second.where) == "Line 6"
    assert second.content is not None
    assert second.content.text == BilingualText(en="Which of &lt;b&gt; &amp; these is first?")
    assert shares(second) == [D(0), D(1)]


def test_several_letters_are_several_answers():
    (found,) = read("哪些是？\nA. 甲\nB. 乙\nC. 丙\nANSWER: A, C\n")
    assert shares(found) == [D("0.5"), D(0), D("0.5")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("谁？\nA. 甲\nB. 乙\n", "It has no answer: a line such as “ANSWER: B” is missing."),
        ("谁？\nA. 甲\nB. 乙\nANSWER: C\n", "Its answer “C” is not one of its options."),
        ("谁？\nANSWER: A\n", "It has no options: a line such as “A) …” is missing."),
        ("A. 甲\nB. 乙\nANSWER: A\n", "It has options, but no question."),
        ("谁？\nA. 甲\nA. 乙\nANSWER: A\n", "Two of its options have the same letter."),
        ("谁？\nA. 甲\nANSWER: A\n", "It needs two options at least."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_is_taken(text: str, sentence: str):
    refused, taken = read(text + "\n对吗？\nA. 对\nB. 错\nANSWER: A\n")
    assert str(refused.refusal) == sentence
    assert shares(taken) == [D(1), D(0)]


@given(st.text(alphabet="AB.) \nANSWER:是ab"))
def test_no_text_whatever_ends_in_a_defect(text: str):
    try:
        found = read(text)
    except UnusableFile:
        return
    assert all((each.content is None) != (each.refusal is None) for each in found)
