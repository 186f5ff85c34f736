import time

import pytest

from cgtraining.questions.content import stored
from cgtraining.questions.interchange.moodle import read
from tests.questions.interchange.moodle_files import question, quiz


def read_text(text: str):
    (found,) = read(quiz(question("cloze", "", text=text).replace("<defaultgrade>2.0000000</defaultgrade>", "")))
    return found


def test_gaps_of_every_type():
    found = read_text(
        "<p>A {2:SHORTANSWER:=Council#Yes<br />~%50%Coun*#Nearly} of {:NM:=7:0.5~%50%6:1~*#No} meets in the "
        "{1:MCS:=yard~%-50%str\\}eet#No &#39;way&#39;~<b>hall</b>}, {1:SAC:=a\\~b}.</p>"
    )
    assert found.refusal is None
    assert found.points == 5
    assert stored(found.content)["text"] == {"en": "<p>A [[1]] of [[2]] meets in the [[3]], [[4]].</p>"}
    assert stored(found.content)["gaps"] == [
        {
            "key": "1", "kind": "text", "weight": "2", "folding": {"wildcards": True},
            "accepted": [
                {"text": "Council", "feedback": {"en": "Yes<br>"}},
                {"text": "Coun*", "share": "0.5", "feedback": {"en": "Nearly"}},
            ],
        },
        {
            "key": "2", "kind": "number",
            "accepted": [
                {"value": "7", "tolerance": "0.5"},
                {"value": "6", "tolerance": "1", "share": "0.5"},
                {"value": None, "share": "0", "feedback": {"en": "No"}},
            ],
        },
        {
            "key": "3", "kind": "choice", "shuffle": True,
            "options": [
                {"key": "a", "text": {"en": "yard"}, "share": "1"},
                {"key": "b", "text": {"en": "str}eet"}, "share": "-0.5", "feedback": {"en": "No 'way'"}},
                {"key": "c", "text": {"en": "<b>hall</b>"}},
            ],
        },
        {"key": "4", "kind": "text", "accepted": [{"text": "a~b"}], "folding": {"case": False}},
    ]  # fmt: skip


def test_one_gap_in_which_several_may_be_chosen_is_a_multiple_choice():
    found = read_text("Who comes? {1:MULTIRESPONSE:%50%owners~%50%tenants~%-100%dogs}")
    assert stored(found.content)["kind"] == "multiple"
    assert stored(found.content)["text"] == {"en": "Who comes?"}
    assert [str(option.share) for option in found.content.options] == ["0.5", "0.5", "-1"]


def test_gaps_that_stand_in_each_language_are_the_same_gaps():
    found = read_text(
        '<span class="multilang" lang="zh">由{1:MC:=居委会~业主}召集</span>'
        '<span class="multilang" lang="en">{1:MC:=The committee~Owners} convenes</span>'
    )
    assert stored(found.content)["text"] == {"zh": "由[[1]]召集", "en": "[[1]] convenes"}
    assert [gap.options[0].text.zh for gap in found.content.gaps] == ["居委会"]
    assert [str(sentence) for sentence in found.losses] == [
        "The gaps of the Chinese text were taken; those of the English text are held to be the same."
    ]


def test_what_looks_like_a_mark_already_keeps_apart_from_the_gaps():
    assert stored(read_text("[[1]] {1:SA:=a}").content)["text"] == {"en": "[[1]] [[g1]]"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Name the fruit.", "There is no gap in its text."),
        ("The {1:MULTICHOICE}", "The gap {MULTICHOICE} has no answers."),
        ("The {1:MULTICHOICE:}", "A gap has fewer than two answers to choose from."),
        ("The {1:MULTICHOICE:=yard#Yes}", "A gap has fewer than two answers to choose from."),
        ("The {1:MULTICHOICE:street~%50%yard}", "In a gap no answer is worth 100%."),
        ("It is {3:NUMERICAL:=seven}", "“seven” is not a number."),
        ("The {1:SHORTANSWER:}", "It has no accepted answer."),
        ("The {1:SHORTANSWER:=yard", "The gap {SHORTANSWER: …} is not closed by a brace."),
        ("The {1:DRAWING:=yard}", "A gap is of the unknown type DRAWING."),
        ("{1:MR:=a~b} {1:MR:=a~b}", "A gap in which several answers may be chosen cannot stand beside other gaps."),
        (
            '<span class="multilang" lang="zh">{1:SA:=a}</span><span class="multilang" lang="en">none</span>',
            "Its text has other gaps in Chinese than in English.",
        ),
    ],
)
def test_broken_gaps_are_refused_in_a_sentence(text, sentence):
    found = read_text(text)
    assert (found.content, str(found.refusal)) == (None, sentence)


def test_braces_that_never_close_cost_little():
    begun = time.perf_counter()
    read_text("{1:SA:=a~" * 20_000)
    read_text("{1:SA:=a}" * 20_000)
    assert time.perf_counter() - begun < 3
