import time
from decimal import Decimal

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import OrderRule, stored
from cgtraining.questions.interchange.qti import read
from cgtraining.questions.interchange.read import QuestionRead
from tests.questions.interchange.qti_files import (
    choices,
    condition,
    declared,
    equal,
    interop,
    item,
    item12,
    lid,
    mapped,
    material,
)

PROMPT = {"en": "<p>Who sweeps the yard?</p>"}
SINGLE = declared("RESPONSE", "single", "identifier", "A")
WRONG_FEEDBACK = "The feedback for right, partly right and wrong answers as a whole was left out."


def read_one(*args: str, **more: str) -> QuestionRead:
    (found,) = read(item(*args, **more))
    return found


def content_of(*args: str, **more: str) -> dict:
    found = read_one(*args, **more)
    assert found.refusal is None, str(found.refusal)
    return stored(found.content)


def sentences(found: QuestionRead) -> list[str]:
    return [str(sentence) for sentence in found.losses]


def shares(content: dict, part: str = "options") -> list[str]:
    return [one.get("share", "0" if part == "options" else "1") for one in content[part]]


def test_a_single_choice_by_its_right_answer():
    assert content_of(SINGLE, choices("Neighbours", "Nobody", shuffle="false")) == {
        "kind": "single",
        "text": PROMPT,
        "shuffle": False,
        "options": [
            {"key": "A", "text": {"en": "Neighbours"}, "share": "1"},
            {"key": "B", "text": {"en": "Nobody"}},
        ],
    }


def test_a_single_choice_by_its_points():
    mapping = mapped(("A", "4"), ("B", "1"), ("C", "-2"), defaultValue="0")
    found = read_one(
        declared("RESPONSE", "single", "identifier", "A", mapping=mapping), choices("1", "2", "3", "4"), "map_response"
    )
    assert shares(stored(found.content)) == ["1", "0.25", "-0.5", "0"]
    assert found.points == 4


def test_several_right_answers_are_right_together():
    content = content_of(declared("RESPONSE", "multiple", "identifier", "A", "C"), choices("1", "2", "3", most=0))
    assert (content["kind"], content["all_or_nothing"], shares(content)) == ("multiple", True, ["0.5", "0", "0.5"])


def test_several_answers_by_their_points_within_bounds():
    mapping = mapped(("A", "1"), ("C", "1"), ("D", "-1"), lowerBound="0", upperBound="2", defaultValue="-2")
    declaration = declared("RESPONSE", "multiple", "identifier", "A", "C", mapping=mapping)
    found = read_one(declaration, choices("1", "2", "3", "4", most=0), "map_response")
    assert shares(stored(found.content)) == ["0.5", "-1", "0.5", "-0.5"]
    assert (found.content.all_or_nothing, found.points, found.losses) == (False, 2, ())


def test_what_takes_away_more_than_everything_is_told():
    mapping = mapped(("A", "1"), defaultValue="-3")
    found = read_one(
        declared("RESPONSE", "multiple", "identifier", mapping=mapping), choices("1", "2", most=0), "map_response"
    )
    assert sentences(found) == ["A wrong answer takes away at most as much as the question is worth."]


@pytest.mark.parametrize("words", [("True", "False"), ("对", "错"), ("正确 ", " 错误")])
def test_two_words_for_true_and_false_are_true_or_false(words):
    content = content_of(SINGLE, choices(*words))
    assert (content["kind"], content["right"]) == ("true_false", True)


INLINE = """
<responseCondition>
  <responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>
    <setOutcomeValue identifier="SCORE"><baseValue baseType="float">{score}</baseValue></setOutcomeValue>
    <setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">correct</baseValue></setOutcomeValue>
  </responseIf>
  <responseElse>
    <setOutcomeValue identifier="FEEDBACK"><baseValue baseType="identifier">incorrect</baseValue></setOutcomeValue>
  </responseElse>
</responseCondition>"""
MODAL = '<modalFeedback outcomeIdentifier="FEEDBACK" showHide="show" identifier="{id}">{text}</modalFeedback>'


def test_feedback_to_right_and_wrong_answers_and_points_of_its_own_processing():
    after = MODAL.format(id="correct", text="Yes.") + MODAL.format(id="incorrect", text="No.")
    found = read_one(SINGLE, choices("Neighbours", "Nobody"), INLINE.format(score=3), after)
    assert [option.feedback for option in found.content.options] == [BilingualText(en="Yes."), BilingualText(en="No.")]
    assert (found.points, found.losses) == (3, ())


def test_feedback_to_each_choice_and_an_explanation():
    after = MODAL.format(id="B", text="They pay for it.") + MODAL.format(id="solution", text="See the rota.")
    inside = choices('Neighbours<feedbackInline identifier="A" outcomeIdentifier="F">Right.</feedbackInline>', "Nobody")
    content = content_of(SINGLE, inside, "match_correct", after)
    assert [option.get("feedback") for option in content["options"]] == [{"en": "Right."}, {"en": "They pay for it."}]
    assert content["options"][0]["text"] == {"en": "Neighbours"}
    assert content["explanation"] == {"en": "See the rota."}


def test_feedback_that_has_no_place_is_told():
    found = read_one(SINGLE, choices("1", "2"), "match_correct", MODAL.format(id="halfway", text="Nearly."))
    assert sentences(found) == [WRONG_FEEDBACK]


def test_a_choice_in_which_nothing_is_right_asks_for_an_opinion():
    content = content_of(declared("RESPONSE", "single", "identifier"), choices("1", "2", "3"), "")
    assert (content["kind"], [step["key"] for step in content["scale"]]) == ("likert", ["A", "B", "C"])


def test_words_in_a_text_are_choices():
    body = (
        '<hottextInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Find the fault.</prompt>'
        '<p>They <hottext identifier="A">sweeps</hottext> the <hottext identifier="B">yard</hottext>.</p>'
        "</hottextInteraction>"
    )
    content = content_of(SINGLE, body)
    assert content["text"] == {"en": "Find the fault.<p>They <u>sweeps</u> the <u>yard</u>.</p>"}
    assert [option["text"]["en"] for option in content["options"]] == ["sweeps", "yard"]


ENTRY = '<p>The yard is swept by <textEntryInteraction responseIdentifier="RESPONSE"/> every day.</p>'


def test_a_word_to_write_by_its_points():
    mapping = mapped(("Neighbours", "2"), ("neighbours", "1"))
    found = read_one(declared("RESPONSE", "single", "string", "Neighbours", mapping=mapping), ENTRY, "map_response")
    assert stored(found.content) == {
        "kind": "short_text",
        "text": {"en": "<p>The yard is swept by ____ every day.</p>"},
        "accepted": [{"text": "Neighbours"}, {"text": "neighbours", "share": "0.5"}],
        "folding": {"case": False},
    }
    assert found.points == 2


def test_a_word_of_which_case_does_not_matter():
    mapping = '<mapping><mapEntry mapKey="Li" mappedValue="1" caseSensitive="false"/></mapping>'
    assert "folding" not in content_of(declared("RESPONSE", "single", "string", mapping=mapping), ENTRY, "map_response")


def test_words_by_conditions_one_after_the_other():
    processing = """
    <responseCondition>
      <responseIf><stringMatch caseSensitive="false"><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/>
        </stringMatch><setOutcomeValue identifier="SCORE"><baseValue baseType="float">4</baseValue></setOutcomeValue></responseIf>
      <responseElseIf><or>
        <stringMatch caseSensitive="false"><variable identifier="RESPONSE"/><baseValue baseType="string">tenants</baseValue></stringMatch>
        <stringMatch caseSensitive="false"><variable identifier="RESPONSE"/><baseValue baseType="string">owners</baseValue></stringMatch>
      </or><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseElseIf>
    </responseCondition>"""  # noqa: E501
    found = read_one(declared("RESPONSE", "single", "string", "all"), ENTRY, processing)
    content = stored(found.content)
    assert [one["text"] for one in content["accepted"]] == ["all", "tenants", "owners"]
    assert (shares(content, "accepted"), found.points) == (["1", "0.25", "0.25"], 4)
    assert "folding" not in content


@pytest.mark.parametrize(
    ("test", "value", "tolerance"),
    [
        ('<equal toleranceMode="absolute" tolerance="0.5 0.5">', "12", "0.5"),
        ('<equal toleranceMode="absolute" tolerance="1 3">', "13", "2"),
        ('<equal toleranceMode="relative" tolerance="10">', "12", "1.2"),
        ('<equal toleranceMode="exact">', "12", "0"),
        ('<equalRounded roundingMode="decimalPlaces" figures="1">', "12", "0.05"),
    ],
)
def test_numbers_with_their_tolerance(test, value, tolerance):
    name = test[1:].split()[0]
    base = '<baseValue baseType="float">12</baseValue>'
    processing = (
        f'<responseCondition><responseIf>{test}<variable identifier="RESPONSE"/>{base}</{name}>'
        '<setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue>'
        "</responseIf></responseCondition>"
    )
    (accepted,) = read_one(declared("RESPONSE", "single", "float", "12"), ENTRY, processing).content.accepted
    assert (accepted.value, accepted.tolerance) == (Decimal(value), Decimal(tolerance))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>How many?</p><div><textEntryInteraction responseIdentifier="RESPONSE"/></div>', "<p>How many?</p>"),
        (
            '<table><tbody><tr><td><textEntryInteraction responseIdentifier="RESPONSE"/></td></tr></tbody></table>',
            "<table><tbody><tr><td>____</td></tr></tbody></table>",
        ),
    ],
)
def test_where_one_writes_stands_a_line_unless_it_is_a_line_of_its_own(body, text):
    found = read_one(declared("RESPONSE", "single", "integer", "7") + declared("HINT", "single", "boolean"), body)
    assert found.content.text.en == text
    assert found.points == 1


def test_a_whole_number_by_the_template():
    content = content_of(declared("RESPONSE", "single", "integer", "7"), ENTRY)
    assert (content["kind"], content["accepted"]) == ("numerical", [{"value": "7"}])


def test_gaps_of_several_kinds_make_a_cloze():
    declarations = (
        declared("R1", "single", "identifier", "y")
        + declared("R2", "single", "string", "rota")
        + declared("R3", "single", "integer", "3")
    )
    body = """<p>The <inlineChoiceInteraction responseIdentifier="R1" shuffle="true"><inlineChoice identifier="y">yard</inlineChoice>
      <inlineChoice identifier="s">street</inlineChoice></inlineChoiceInteraction> has a
      <textEntryInteraction responseIdentifier="R2"/> of <textEntryInteraction responseIdentifier="R3"/> weeks.</p>"""  # noqa: E501
    content = content_of(declarations, body)
    assert content["text"] == {"en": "<p>The [[R1]] has a [[R2]] of [[R3]] weeks.</p>"}
    assert [(gap["key"], gap["kind"]) for gap in content["gaps"]] == [
        ("R1", "choice"),
        ("R2", "text"),
        ("R3", "number"),
    ]
    assert content["gaps"][0]["shuffle"] is True
    assert shares(content["gaps"][0]) == ["1", "0"]


def test_words_to_drag_into_gaps_with_their_weights():
    mapping = mapped(("w g1", "1"), ("s g2", "2"), defaultValue="-1", lowerBound="0")
    body = """<gapMatchInteraction responseIdentifier="RESPONSE" shuffle="false"><prompt>Fill in.</prompt>
      <gapText identifier="w" matchMax="1">water</gapText><gapText identifier="s" matchMax="1">soap</gapText>
      <p>First <gap identifier="g1"/>, then <gap identifier="g2"/>.</p></gapMatchInteraction>"""
    found = read_one(
        declared("RESPONSE", "multiple", "directedPair", "w g1", "s g2", mapping=mapping), body, "map_response"
    )
    content = stored(found.content)
    assert content["text"] == {"en": "<p>Fill in.</p> <p>First [[g1]], then [[g2]].</p>"}
    assert [(gap["key"], gap.get("weight", "1"), shares(gap)) for gap in content["gaps"]] == [
        ("g1", "1", ["1", "-1"]),
        ("g2", "2", ["-0.5", "1"]),
    ]
    assert found.points == 3


def test_an_order_is_the_right_one():
    body = """<orderInteraction responseIdentifier="RESPONSE" shuffle="true"><simpleChoice identifier="a">dry</simpleChoice>
      <simpleChoice identifier="b">wash</simpleChoice><p>?</p></orderInteraction><p>Put in order.</p>"""  # noqa: E501
    found = read_one(declared("RESPONSE", "ordered", "identifier", "b", "a"), body)
    assert [entry.text.en for entry in found.content.entries] == ["wash", "dry"]
    assert found.content.rule is OrderRule.EXACT


def match_body(first: dict[str, str], second: dict[str, str], most: int = 1) -> str:
    def held(choices: dict[str, str]) -> str:
        inside = "".join(
            f'<simpleAssociableChoice identifier="{key}" matchMax="{most}">{text}</simpleAssociableChoice>'
            for key, text in choices.items()
        )
        return f"<simpleMatchSet>{inside}</simpleMatchSet>"

    return (
        '<matchInteraction responseIdentifier="RESPONSE" shuffle="true"><prompt>Match.</prompt>'
        f"{held(first)}{held(second)}</matchInteraction>"
    )


def test_matches_by_their_points_and_what_that_loses():
    mapping = mapped(("a x", "1"), ("b x", "0.5"))
    declaration = declared("RESPONSE", "multiple", "directedPair", "a x", "b x", mapping=mapping)
    found = read_one(declaration, match_body({"a": "A", "b": "B"}, {"x": "X", "y": "Y"}), "map_response")
    assert [(one.key, one.target) for one in found.content.premises] == [("a", "x"), ("b", "x")]
    assert [one.key for one in found.content.targets] == ["x", "y"]
    assert sentences(found) == ["Each right match earns the same; in the original some are worth more."]


def test_matches_that_stand_the_other_way_round():
    declaration = declared("RESPONSE", "multiple", "directedPair", "x a", "x b")
    content = content_of(declaration, match_body({"x": "X", "y": "Y"}, {"a": "A", "b": "B"}))
    assert [(one["key"], one["target"]) for one in content["premises"]] == [("a", "x"), ("b", "x")]


def test_matches_of_which_some_have_several_are_a_matrix():
    declaration = declared("RESPONSE", "multiple", "directedPair", "a x", "a y", "b x")
    content = content_of(declaration, match_body({"a": "A", "b": "B"}, {"x": "X", "y": "Y"}, most=0))
    assert (content["kind"], content["many"]) == ("matrix", True)
    assert [row["right"] for row in content["rows"]] == [["x", "y"], ["x"]]


def associate_body() -> str:
    inside = "".join(
        f'<simpleAssociableChoice identifier="{one}" matchMax="1">{one}</simpleAssociableChoice>' for one in "abcde"
    )
    return f'<associateInteraction responseIdentifier="RESPONSE"><prompt>Pair.</prompt>{inside}</associateInteraction>'


def test_pairs_within_one_list_become_matches():
    found = read_one(declared("RESPONSE", "multiple", "pair", "a d", "b c"), associate_body())
    assert [(one.key, one.target) for one in found.content.premises] == [("a", "d"), ("b", "c")]
    assert [one.key for one in found.content.targets] == ["c", "d", "e"]
    assert sentences(found)[0] == "One of each pair is shown on the left; in the original all stood in one list."


def test_an_essay_with_guidance_for_those_who_mark():
    body = """<p>Write to the council.</p><extendedTextInteraction responseIdentifier="RESPONSE" expectedLength="200"/>
      <rubricBlock view="scorer"><p>Three points.</p></rubricBlock>
      <rubricBlock view="candidate"><p>Be brief.</p></rubricBlock>"""
    content = content_of(declared("RESPONSE", "single", "string"), body, "")
    assert content == {
        "kind": "essay",
        "text": {"en": "<p>Be brief.</p><p>Write to the council.</p>"},
        "guidance": {"en": "<p>Three points.</p>"},
    }


def test_an_upload_with_its_kind_of_file():
    asked = 'responseIdentifier="RESPONSE" type="application/pdf"><prompt>Send it.</prompt>'
    body = f"<uploadInteraction {asked}</uploadInteraction>"
    content = content_of(declared("RESPONSE", "single", "file"), body, "")
    assert (content["kind"], content["endings"]) == ("file_upload", ["pdf"])


def test_the_language_is_that_of_the_item_unless_another_is_given():
    body = choices("1", "2")
    assert read_one(SINGLE, body, xml_lang="zh-CN").content.options[0].text == BilingualText(zh="1")
    (found,) = read(item(SINGLE, body, xml_lang="zh-CN"), language="en")
    assert found.content.options[0].text == BilingualText(en="1")


def test_an_item_that_changes_after_each_try_is_taken_as_one_step():
    body = choices("1", "2") + '<p><endAttemptInteraction responseIdentifier="HINT" title="Hint"/></p>'
    assert sentences(read_one(SINGLE, body, adaptive_="")) == [
        "It is answered in one step; in the original it changes after each try."
    ]


def test_rules_of_marking_that_are_not_understood_are_told():
    processing = (
        '<setOutcomeValue identifier="SCORE"><random><correct identifier="RESPONSE"/></random></setOutcomeValue>'
    )
    assert sentences(read_one(SINGLE, choices("1", "2"), processing)) == [
        "Its own rules of marking were not understood; what it states as right is taken."
    ]


@pytest.mark.parametrize(
    ("declarations", "body", "sentence"),
    [
        (SINGLE, "<p>Only text.</p>", "It asks nothing."),
        (SINGLE, "<sliderInteraction/>", "It asks by sliderInteraction, which questions here do not have."),
        (SINGLE, "<customInteraction/>", "It asks by customInteraction, which questions here do not have."),
        ("", choices("1", "2"), "It does not declare the response to what it asks."),
        (SINGLE, choices("1"), "It has fewer than two answers to choose from."),
        (declared("RESPONSE", "single", "identifier", "Z"), choices("1", "2"), "No answer is marked as right."),
        (declared("RESPONSE", "single", "string"), ENTRY, "It has no accepted answer."),
        (declared("RESPONSE", "single", "float", "many"), ENTRY, "“many” is not a number."),
        (
            declared("RESPONSE", "ordered", "identifier", "a"),
            '<orderInteraction responseIdentifier="RESPONSE"><simpleChoice identifier="a">1</simpleChoice>'
            '<simpleChoice identifier="b">2</simpleChoice></orderInteraction>',
            "The right order does not hold each entry once.",
        ),
        (
            declared("RESPONSE", "multiple", "pair", "a b", "a c"),
            associate_body(),
            "Something belongs to several pairs, which a matching cannot hold.",
        ),
        (
            SINGLE + declared("R2", "single", "string"),
            choices("1", "2") + '<extendedTextInteraction responseIdentifier="R2"/>',
            "It asks in several ways at once, which questions here do not.",
        ),
        (
            SINGLE + '<templateDeclaration identifier="N" cardinality="single" baseType="integer"/>',
            choices("1", "2"),
            "It is put together by chance from a template, which questions here cannot do.",
        ),
        (
            declared("RESPONSE", "multiple", "directedPair", "a g", "b g"),
            '<gapMatchInteraction responseIdentifier="RESPONSE"><gapText identifier="a">A</gapText>'
            '<gapText identifier="b">B</gapText><p><gap identifier="g"/></p></gapMatchInteraction>',
            "A gap takes several words, which a gap here cannot.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_a_sentence(declarations, body, sentence):
    found = read_one(declarations, body)
    assert (found.content, str(found.refusal)) == (None, sentence)


CHOICE = '<simpleChoice identifier="a">A</simpleChoice>'
LABEL = f'<response_label ident="a">{material("A")}</response_label>'


@pytest.mark.parametrize(
    "content",
    [
        item(SINGLE, f'<choiceInteraction responseIdentifier="RESPONSE">{CHOICE * 2_000}</choiceInteraction>'),
        item(SINGLE * 2_000, choices("1", "2"), INLINE.format(score=1) * 500),
        item(SINGLE, choices("1", "2"), INLINE.format(score=1) * 2_000),
        interop(item12("", f'<response_lid ident="r"><render_choice>{LABEL * 2_000}</render_choice></response_lid>')),
        interop(item12("", lid("r", {"a": "A", "b": "B"}), condition(equal("r", "a"), "1") * 2_000)),
    ],
    ids=["choices", "responses", "rules", "labels", "conditions"],
)
def test_endless_items_are_refused_before_they_cost_much(content):
    begun = time.perf_counter()
    (found,) = read(content)
    assert str(found.refusal) == "It has more answers, gaps or rows than a question can hold."
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<manifest/>", "This is only the manifest of a package. Upload the whole zip that it came in."),
        (b"<assessmentTest/>", "This is only the test of a package. Upload the whole zip that it came in."),
        (b"<qti-assessment-item/>", "This is QTI 3.0, which is not read. Export it as QTI 2.2."),
        (b"<quiz/>", "This XML is not QTI: it holds neither an item nor a test."),
        (b"<questestinterop/>", "There is no question in this file."),
        (b"<assessmentItem>", "The file ends in line 1 in the middle: it was cut off. Export it again."),
    ],
)
def test_a_file_that_is_no_item_is_refused_whole(content, sentence):
    with pytest.raises(UnusableFile) as refused:
        read(content)
    assert str(refused.value) == sentence
