from decimal import Decimal

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import OrderRule, UnitRule, stored
from cgtraining.questions.interchange.moodle import read
from cgtraining.questions.interchange.read import QuestionRead
from tests.questions.interchange.moodle_files import IN_BASE64, PNG, answer, question, quiz


def read_one(type_: str, inside: str, **more: str) -> QuestionRead:
    (found,) = read(quiz(question(type_, inside, **more)))
    return found


def content_of(type_: str, inside: str, **more: str) -> dict:
    found = read_one(type_, inside, **more)
    assert found.refusal is None, str(found.refusal)
    return stored(found.content)


def sentences(found: QuestionRead) -> list[str]:
    return [str(sentence) for sentence in found.losses]


ASKED = {"text": {"en": "Who convenes the council?"}, "explanation": {"en": "See the statute."}}


def test_single_choice_with_its_shares_and_feedback():
    inside = (
        "<single>true</single><shuffleanswers>true</shuffleanswers>"
        + answer("<p>The committee</p>", "100", "Yes")
        + answer("The owner", "33.33333")
        + answer("Nobody", "-25", "No")
        + answer("", "0")
    )
    assert content_of("multichoice", inside) == {
        "kind": "single",
        **ASKED,
        "options": [
            {"key": "a", "text": {"en": "<p>The committee</p>"}, "share": "1", "feedback": {"en": "Yes"}},
            {"key": "b", "text": {"en": "The owner"}, "share": "0.3333333"},
            {"key": "c", "text": {"en": "Nobody"}, "share": "-0.25", "feedback": {"en": "No"}},
        ],
    }


def test_multiple_choice_is_not_shuffled_unless_it_says_so():
    inside = "<single>false</single>" + answer("A", "50") + answer("B", "50") + answer("C", "-100")
    read = content_of("multichoice", inside)
    assert (read["kind"], read["shuffle"]) == ("multiple", False)
    assert [option["share"] for option in read["options"]] == ["0.5", "0.5", "-1"]


def test_what_has_no_place_is_told_and_what_moodle_writes_by_itself_is_not():
    standard = "<correctfeedback><text>Your answer is correct.</text></correctfeedback>"
    own = "<incorrectfeedback><text>Read chapter 3.</text></incorrectfeedback>"
    hint = "<hint><text>Think of the street.</text></hint><idnumber>Q7</idnumber>"
    answers = answer("A", "100") + answer("B", "0")
    assert read_one("multichoice", answers + standard).losses == ()
    assert sentences(read_one("multichoice", answers + own + hint.replace("<idnumber>Q7</idnumber>", ""))) == [
        "The feedback for right, partly right and wrong answers as a whole was left out.",
        "Its hints for further tries were left out.",
    ]


def test_all_or_nothing_of_the_plugin_for_choice_sets():
    read = content_of("multichoiceset", answer("A", "100") + answer("B", "100") + answer("C", "0"))
    assert (read["kind"], read["all_or_nothing"]) == ("multiple", True)
    assert [option.get("share", "0") for option in read["options"]] == ["0.5", "0.5", "0"]


def test_true_or_false_whichever_stands_first():
    read = content_of("truefalse", answer("false", "100", "Right") + answer("true", "0", "Wrong"))
    assert (read["right"], read["feedback_true"], read["feedback_false"]) == (False, {"en": "Wrong"}, {"en": "Right"})


def test_true_or_false_of_old_files_says_it_in_its_own_language():
    assert content_of("truefalse", answer("Vrai", "0") + answer("Faux", "100"))["right"] is False


def test_short_answers_with_and_without_wildcards():
    inside = "<usecase>1</usecase>" + answer("居委会", "100") + answer("Resident*", "50", "Nearly")
    read = content_of("shortanswer", inside)
    assert read["folding"] == {"wildcards": True, "case": False}
    assert read["accepted"] == [
        {"text": "居委会"},
        {"text": "Resident*", "share": "0.5", "feedback": {"en": "Nearly"}},
    ]
    assert content_of("shortanswer", answer("a\\*b", "100"))["accepted"] == [{"text": "a*b"}]


def test_numbers_with_tolerance_units_and_penalty():
    inside = (
        answer("42", "100", "Yes", "<tolerance>0.5</tolerance>")
        + answer("*", "0", "No", "<tolerance></tolerance>")
        + "<units><unit><multiplier>0.001</multiplier><unit_name>km</unit_name></unit>"
        "<unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>"
        "<unitgradingtype>2</unitgradingtype><unitpenalty>0.1</unitpenalty><showunits>0</showunits>"
    )
    read = content_of("numerical", inside)
    assert read["accepted"] == [
        {"value": "42", "tolerance": "0.5", "feedback": {"en": "Yes"}},
        {"value": None, "share": "0", "feedback": {"en": "No"}},
    ]
    assert read["units"] == [{"name": "m"}, {"name": "km", "factor": "1000"}]
    assert (read["unit_rule"], read["unit_penalty"]) == (UnitRule.NEEDED.value, "0.1")


def test_numbers_of_old_files_stand_outside_of_text():
    old = "<answer>3.5<fraction>1</fraction><tolerance>0</tolerance></answer>"
    assert content_of("numerical", old)["accepted"] == [{"value": "3.5"}]


def test_matching_with_a_distractor_and_one_match_for_two():
    def pair(asked: str, match: str) -> str:
        return f"<subquestion><text>{asked}</text><answer><text>{match}</text></answer></subquestion>"

    read = content_of("matching", pair("1", "A &lt; B") + pair("2", "A &lt; B") + pair("", "C"))
    assert [(one["key"], one["target"]) for one in read["premises"]] == [("p1", "a"), ("p2", "a")]
    assert read["targets"] == [{"key": "a", "text": {"en": "A &lt; B"}}, {"key": "b", "text": {"en": "C"}}]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("ALL_OR_NOTHING", OrderRule.EXACT),
        ("ABSOLUTE_POSITION", OrderRule.PLACES),
        ("RELATIVE_NEXT_INCLUDE_LAST", OrderRule.PAIRS),
    ],
)
def test_an_order_is_that_of_the_fractions(written, rule):
    inside = (
        f"<gradingtype>{written}</gradingtype><selecttype>ALL</selecttype>"
        + answer("third", "3.0000000")
        + answer("first", "1.0000000")
        + answer("second", "2.0000000")
    )
    found = read_one("ordering", inside)
    assert [entry.text.en for entry in found.content.entries] == ["first", "second", "third"]
    assert found.content.rule is rule
    assert sentences(found) == (
        ["The order is marked by pairs that stand right, unlike in Moodle."] if rule is OrderRule.PAIRS else []
    )


def test_an_essay_with_its_lengths_and_guidance():
    inside = (
        "<responseformat>editor</responseformat><attachments>2</attachments><minwordlimit>50</minwordlimit>"
        "<maxwordlimit>300</maxwordlimit><graderinfo format='html'><text>Be kind.</text></graderinfo>"
        "<responsetemplate><text>Dear neighbours,</text></responsetemplate>"
    )
    found = read_one("essay", inside)
    assert (found.content.shortest, found.content.longest) == (50, 300)
    assert found.content.guidance == BilingualText(en="Be kind.")
    assert sentences(found) == [
        "The template that an answer begins with was left out.",
        "No files can be handed in beside the text of the essay.",
    ]


def test_an_essay_without_a_place_to_write_is_an_upload():
    inside = (
        "<responseformat>noinline</responseformat><attachments>-1</attachments><maxbytes>5242880</maxbytes>"
        "<filetypeslist>.pdf,.docx,document</filetypeslist>"
    )
    found = read_one("essay", inside)
    assert stored(found.content) == {
        "kind": "file_upload", **ASKED, "most_files": 10, "most_megabytes": 5, "endings": ["pdf", "docx"],
    }  # fmt: skip
    assert sentences(found) == ["Kinds of files that Moodle names without an ending were left out."]


def test_words_to_choose_from_by_groups():
    inside = (
        "<shuffleanswers>1</shuffleanswers><dragbox><text>council</text><group>1</group></dragbox>"
        "<dragbox><text>street</text><group>2</group></dragbox><dragbox><text>owner</text><group>1</group></dragbox>"
        "<dragbox><text>yard</text><group>2</group></dragbox>"
    )
    read = content_of("ddwtos", inside, text="The [[3]] asks the [[1]] in the [[4]].")
    assert read["text"] == {"en": "The [[1]] asks the [[2]] in the [[3]]."}
    assert [[(one["text"]["en"], one.get("share")) for one in gap["options"]] for gap in read["gaps"]] == [
        [("council", None), ("owner", "1")],
        [("council", "1"), ("owner", None)],
        [("street", None), ("yard", "1")],
    ]
    assert all(gap["shuffle"] for gap in read["gaps"])


@pytest.mark.parametrize(
    ("type_", "inside", "text", "sentence"),
    [
        ("description", "", "Read this.", "It only describes something and asks nothing."),
        ("random", "", "", "It draws a question by chance; a quiz does that here."),
        ("calculated", "", "{a}+{b}", "It is calculated from numbers drawn by chance, which questions here cannot do."),
        ("ddmarker", "", "Where?", "Questions of the type “ddmarker” cannot be taken."),
        ("multichoice", answer("A", "0") + answer("B", "0"), "Which?", "No answer is marked as right."),
        ("multichoice", answer("A", "100"), "Which?", "It has fewer than two answers to choose from."),
        ("multichoice", answer("A", "200"), "Which?", "A share of the points is outside of −100% to 100%."),
        ("multichoice", answer("A", "9" * 30), "Which?", "A share of the points is outside of −100% to 100%."),
        ("multichoice", answer("A", "half") + answer("B", "0"), "Which?", "“half” is not a number."),
        ("multichoice", answer("A", "100") + answer("B", "0"), "", "It has no text that asks anything."),
        ("truefalse", answer("true", "100"), "Is it?", "It needs the two answers true and false."),
        ("shortanswer", "", "Which?", "It has no accepted answer."),
        ("numerical", answer("many", "100"), "How many?", "“many” is not a number."),
        ("matching", "", "Match!", "There is nothing to find a match for."),
        ("ordering", answer("A", "1"), "Order!", "It has fewer than two entries to put in order."),
        ("ddwtos", "", "The [[1]].", "The text has the gap [[1]], but there is no word for it."),
        ("ddwtos", "", "No gap.", "There is no gap in its text."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_a_sentence(type_, inside, text, sentence):
    found = read_one(type_, inside, text=text)
    assert (found.content, str(found.refusal)) == (None, sentence)


def test_a_question_that_is_refused_takes_no_other_with_it():
    good = question("truefalse", answer("true", "100") + answer("false", "0"))
    found = read(quiz(question("random", ""), good))
    assert [(one.where, one.content is None) for one in found] == [("line 3", True), ("line 13", False)]


def test_categories_are_folders_and_tags_are_competencies():
    path = "$course$/top/Community//Grid/Unit &amp; 1"
    category = f'<question type="category"><category><text>{path}</text></category></question>'
    tags = "<tags><tag><text>C1</text></tag><tag><text>C1</text></tag><tag><text>Mediation</text></tag></tags>"
    truth = answer("true", "100") + answer("false", "0")
    before, after = read(quiz(question("truefalse", truth), category, question("truefalse", truth + tags)))
    assert (before.folder, before.competencies) == ((), ())
    assert (after.folder, after.competencies) == (("Community/Grid", "Unit & 1"), ("C1", "Mediation"))
    assert (after.name, after.points) == ("Councils 1", Decimal(2))


def test_pictures_come_along_whether_beside_the_text_or_in_it():
    lamp, song = (
        f'<file name="{name}" path="/" encoding="base64">{IN_BASE64}</file>' for name in ("the lamp.png", "song.mp3")
    )
    inside = (
        answer('<img src="@@PLUGINFILE@@/the%20lamp.png" alt="lamp">', "100", more=lamp)
        + answer(f'<img src="data:image/png;base64,{IN_BASE64}">', "0")
        + answer('B <img src="http://example.org/spy.png">', "0")
        + answer("C", "0", more=song)
    )
    found = read_one("multichoice", inside)
    assert found.pictures == {"the_lamp.png": PNG, "picture.png": PNG}
    assert [option.text.en for option in found.content.options] == [
        '<img src="file:the_lamp.png" alt="lamp">', '<img src="file:picture.png">', "B", "C",
    ]  # fmt: skip
    assert sentences(found) == [
        "A picture was left out, because the file does not hold it: http://example.org/spy.png",
        "The file “song.mp3” was left out: only pictures are taken along.",
    ]


def test_the_one_picture_of_very_old_files_stands_at_the_end_of_the_text():
    old = f"<image>backup/the lamp.png</image><image_base64>{IN_BASE64}</image_base64>"
    found = read_one("truefalse", answer("true", "100") + answer("false", "0") + old)
    assert found.content.text.en == 'Who convenes the council?<p><img src="file:the_lamp.png" alt=""></p>'
    assert found.pictures == {"the_lamp.png": PNG}


def test_two_pictures_of_one_name_stay_two():
    other = IN_BASE64[:-4] + "AAAA"
    inside = "".join(
        f'<answer fraction="{share}" format="html"><text><![CDATA[<img src="@@PLUGINFILE@@/a.png">]]></text>'
        f'<file name="a.png" encoding="base64">{content}</file></answer>'
        for share, content in (("100", IN_BASE64), ("0", other))
    )
    assert set(read_one("multichoice", inside).pictures) == {"a.png", "a-2.png"}


@pytest.mark.parametrize(
    ("text_format", "written", "kept"),
    [
        ("html", "<p>a</p>", "<p>a</p>"),
        ("plain_text", "a < b\nc", "a &lt; b<br>c"),
        ("moodle_auto_format", "a\nb", "a<br>b"),
        ("markdown", "**a** and\n\n- b\n- c", "<p><strong>a</strong> and</p>\n<ul>\n<li>b</li>\n<li>c</li>\n</ul>"),
    ],
)
def test_texts_are_read_in_the_format_that_they_are_in(text_format, written, kept):
    read = content_of("truefalse", answer("true", "100") + answer("false", "0"), text=written, text_format=text_format)
    assert read["text"] == {"en": kept}


def test_scripts_are_cleaned_away_and_told():
    found = read_one(
        "truefalse",
        answer("true", "100") + answer("false", "0"),
        text='<p onclick="x()">Is it?<script>steal()</script><a href="http://example.org">law</a></p>',
    )
    assert found.content.text == BilingualText(en="<p>Is it?law</p>")
    assert sentences(found) == ["A script was left out.", "A link was left out; its words were kept."]


def test_two_languages_in_one_text():
    text = '<span class="multilang" lang="zh">谁召集？</span><span class="multilang" lang="en">Who convenes?</span>'
    read = content_of("truefalse", answer("true", "100") + answer("false", "0"), text=text)
    assert read["text"] == {"zh": "谁召集？", "en": "Who convenes?"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<html/>", "This XML is not Moodle's: it does not begin with <quiz>."),
        (b"<quiz/>", "There is no question in this file."),
        (b"<quiz><question", "The file ends in line 1 in the middle: it was cut off. Export it again."),
    ],
)
def test_a_file_that_is_none_of_moodles_is_refused_whole(content, sentence):
    with pytest.raises(UnusableFile) as refused:
        read(content)
    assert str(refused.value) == sentence
