"""Against https://docs.moodle.org/en/GIFT_format; the examples are our own."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import AcceptedNumber, Choice, Essay, Matching, Numerical, ShortText, TrueFalse
from cgtraining.questions.interchange import gift
from cgtraining.questions.interchange.read import QuestionRead


def read(text: str) -> list[QuestionRead]:
    return gift.read(text.encode(), language=None)


def one(text: str) -> QuestionRead:
    (found,) = read(text)
    assert found.refusal is None, str(found.refusal)
    return found


def zh(text: str) -> BilingualText:
    return BilingualText(zh=text)


def shares(content: object) -> list[tuple[str, D]]:
    assert isinstance(content, Choice)
    return [(option.text.zh or option.text.en or "", option.share) for option in content.options]


def test_a_single_choice_with_feedback_name_comment_and_category():
    found = one(
        "$CATEGORY: $course$/top/社区治理/议事\n\n// 课堂用\n::议事会::谁召集居民议事会？{\n"
        "=居委会#对。\n~物业#不是。\n~街道\n####见第三章。}\n"
    )

    assert (found.name, found.folder, str(found.where)) == ("议事会", ("社区治理", "议事"), "Line 4")
    content = found.content
    assert isinstance(content, Choice)
    assert content.kind == "single"
    assert content.text == zh("谁召集居民议事会？")
    assert content.explanation == zh("见第三章。")
    assert shares(content) == [("居委会", 1), ("物业", 0), ("街道", 0)]
    assert [option.feedback for option in content.options] == [zh("对。"), zh("不是。"), BilingualText()]


def test_weights_without_an_equals_sign_make_several_answers():
    content = one("哪些属于民生微实事？{~%50%工程类 ~%50%服务类 ~%-100%贷款 ~基金}").content
    assert isinstance(content, Choice)
    assert content.kind == "multiple"
    assert shares(content) == [("工程类", D("0.5")), ("服务类", D("0.5")), ("贷款", D(-1)), ("基金", D(0))]


def test_a_missing_word_leaves_a_gap_in_the_sentence():
    content = one("The council is {~dissolved =convened} by the committee.").content
    assert content is not None
    assert content.text == BilingualText(en="The council is _____ by the committee.")


def test_short_answers_keep_their_weights_and_take_wildcards():
    content = one("Where did the program begin?{=Shenzhen =%50%Guang*#Nearly.}").content
    assert isinstance(content, ShortText)
    assert [(each.text, each.share) for each in content.accepted] == [("Shenzhen", 1), ("Guang*", D("0.5"))]
    assert content.folding.wildcards


@pytest.mark.parametrize(("written", "right"), [("T", True), ("TRUE", True), ("F", False), ("FALSE", False)])
def test_true_and_false_with_what_is_said_to_wrong_and_right(written: str, right: bool):
    content = one("公示期为五天。{" + written + "#再想想#没错####第四条}").content
    assert isinstance(content, TrueFalse)
    assert content.right is right
    said = (content.feedback_true, content.feedback_false)
    assert said == ((zh("没错"), zh("再想想")) if right else (zh("再想想"), zh("没错")))


def test_matching_with_a_distractor():
    content = one("配对{=征集 -> 一 =评议 -> 二 = -> 三}").content
    assert isinstance(content, Matching)
    assert [target.text for target in content.targets] == [zh("一"), zh("二"), zh("三")]
    assert [(each.text, each.target) for each in content.premises] == [(zh("征集"), "t1"), (zh("评议"), "t2")]


@pytest.mark.parametrize(
    ("written", "value", "tolerance"),
    [
        ("#1822", "1822", "0"),
        ("#-1", "-1", "0"),
        ("#3.1415:0.0005", "3.1415", "0.0005"),
        ("#3.141..3.142", "3.1415", "0.0005"),
        ("#-5..5", "0", "5"),
        ("#-3.142..-3.141", "-3.1415", "0.0005"),
        ("#1e3", "1000", "0"),
    ],
)
def test_numbers_with_tolerances_and_ranges(written: str, value: str, tolerance: str):
    content = one("How many?{" + written + "}").content
    assert isinstance(content, Numerical)
    (accepted,) = content.accepted
    assert (accepted.value, accepted.tolerance) == (D(value), D(tolerance))


def test_several_numbers_and_what_is_said_to_any_other():
    content = one("何年？{#\n=2018:0#对\n=%50%2018:2#接近\n~#不对}").content
    assert isinstance(content, Numerical)
    assert content.accepted == (
        AcceptedNumber(value=D(2018), feedback=zh("对")),
        AcceptedNumber(value=D(2018), tolerance=D(2), share=D("0.5"), feedback=zh("接近")),
        AcceptedNumber(value=None, share=D(0), feedback=zh("不对")),
    )


def test_empty_braces_are_an_essay():
    content = one("谈谈你的项目。{}").content
    assert isinstance(content, Essay)


def test_what_is_escaped_stands_as_it_is():
    content = one(r"1 \= 1 \{a\} \~ \# \: \\ a\nb {T}").content
    assert content is not None
    assert content.text == BilingualText(en="1 = 1 {a} ~ # : \\ a<br>b")


def test_formats_become_html_and_what_is_plain_is_escaped():
    assert one("[html]<p>水是 H<sub>2</sub>O</p>{T}").content.text == zh("<p>水是 H<sub>2</sub>O</p>")  # type: ignore[union-attr]
    assert one("[markdown]**谁**召集？{T}").content.text == zh("<strong>谁</strong>召集？")  # type: ignore[union-attr]
    assert one("[plain]a <b> c{T}").content.text == BilingualText(en="a &lt;b&gt; c")  # type: ignore[union-attr]
    assert one("若 3<5 则{T}").content.text == zh("若 3&lt;5 则")  # type: ignore[union-attr]


def test_two_languages_in_one_text():
    marked = '<span class\\="multilang" lang\\="zh">对吗</span><span class\\="multilang" lang\\="en">Right?</span>'
    assert one(f"[html]{marked}{{T}}").content.text == BilingualText("对吗", "Right?")  # type: ignore[union-attr]


def test_tags_of_a_comment_are_competencies():
    assert one("// [tag:C1] [tag:C2]\n对吗{T}").competencies == ("C1", "C2")


def test_an_empty_line_within_braces_does_not_end_the_question():
    assert shares(one("谁？{\n=甲\n\n~乙\n}").content) == [("甲", 1), ("乙", 0)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Only some words.", "It is a description without any answer, and only questions are taken."),
        (
            "Who?{=a ~b",
            "Its braces do not match. A brace that is meant as it stands is written with a backslash before it.",
        ),
        ("Who?{=a}{=b}", "It has answers in several braces, but a GIFT question has one pair of them."),
        ("{T}", "It has answers, but no question."),
        ("Who?{~a ~b}", "None of its options is marked as right."),
        ("Who?{~%200%a ~b}", "A weight lies beyond 100 per cent."),
        ("When?{#soon}", "“soon” is no number."),
        ("Who?{=a ~}", "It needs two options at least."),
        ("Pair{=a->b =c}", "One of its pairs has no match."),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_rest_is_taken(text: str, sentence: str):
    refused, taken = read(f"{text}\n\nThis is taken.{{T}}")
    assert str(refused.refusal) == sentence
    assert refused.content is None
    assert taken.content is not None


def test_scripts_and_pictures_from_elsewhere_are_left_out_with_a_word():
    found = one(
        '[html]<p onclick\\="x()">对吗<script>alert(1)</script><img src\\="https\\://example.org/a.png"></p>{T}'
    )
    assert found.content is not None
    assert found.content.text == zh("<p>对吗</p>")
    assert [str(loss) for loss in found.losses] == [
        "A script in it was left out.",
        "A picture that is not in the file was left out.",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_files_of_any_office_are_read(encoding: str):
    (found,) = gift.read("谁召集居民议事会？{=居民委员会 ~物业公司}".encode(encoding), language=None)
    assert found.content is not None
    assert found.content.text == zh("谁召集居民议事会？")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03" * 30, b"// nothing\n"])
def test_a_file_without_a_question_is_refused(content: bytes):
    with pytest.raises(UnusableFile):
        gift.read(content, language=None)


@given(st.text(alphabet="ab{}=~#%:->\\/$[]\n 1.是"))
def test_no_text_whatever_ends_in_a_defect(text: str):
    try:
        found = read(text)
    except UnusableFile:
        return
    assert all((each.content is None) != (each.refusal is None) for each in found)
