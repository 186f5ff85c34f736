from decimal import Decimal

import pytest

from cgtraining.questions.content import stored
from cgtraining.questions.interchange.qti import read
from cgtraining.questions.interchange.read import QuestionRead
from tests.questions.interchange.qti_files import condition, equal, interop, item12, lid, material

ASK = material("<div><p>Who sweeps the yard?</p></div>")
THREE = {"11": "Neighbours", "12": "Nobody", "13": "Owners"}


def read_one(*args: str) -> QuestionRead:
    (found,) = read(interop(item12(*args)))
    return found


def content_of(*args: str) -> dict:
    found = read_one(*args)
    assert found.refusal is None, str(found.refusal)
    return stored(found.content)


def feedback(identifier: str, text: str) -> str:
    return f'<itemfeedback ident="{identifier}"><flow_mat>{material(text)}</flow_mat></itemfeedback>'


def shares(content: dict) -> list[str]:
    return [one.get("share", "0") for one in content["options"]]


def test_a_multiple_choice_with_feedback_to_each_answer():
    processing = (
        condition("<other/>", feedback="general_fb")
        + condition(equal("r", "12"), feedback="12_fb")
        + condition(equal("r", "11"), "100", "correct_fb")
    )
    after = (
        feedback("general_fb", "See the rota.")
        + feedback("12_fb", "Look again.")
        + feedback("correct_fb", "Well done.")
    )
    found = read_one("multiple_choice_question", ASK + lid("r", THREE), processing, after)
    assert stored(found.content) == {
        "kind": "single",
        "text": {"en": "<p>Who sweeps the yard?</p>"},
        "explanation": {"en": "See the rota."},
        "shuffle": False,
        "options": [
            {"key": "11", "text": {"en": "Neighbours"}, "share": "1"},
            {"key": "12", "text": {"en": "Nobody"}, "feedback": {"en": "Look again."}},
            {"key": "13", "text": {"en": "Owners"}},
        ],
    }
    assert found.points == Decimal("2.5")
    assert [str(sentence) for sentence in found.losses] == [
        "The feedback for right, partly right and wrong answers as a whole was left out."
    ]


def test_answers_with_points_of_their_own():
    processing = condition(equal("r", "11"), "10") + condition(equal("r", "13"), "5")
    assert shares(content_of("multiple_choice_question", ASK + lid("r", THREE), processing)) == ["1", "0", "0.5"]


TOGETHER = condition(f"<and>{equal('r', '11')}<not>{equal('r', '12')}</not>{equal('r', '13')}</and>", "100")


def test_several_right_answers_that_are_right_together():
    labels = {**THREE, "14": ""}
    content = content_of("multiple_answers_question", ASK + lid("r", labels, "Multiple"), TOGETHER)
    assert (content["kind"], content["all_or_nothing"], shares(content)) == ("multiple", True, ["0.5", "0", "0.5"])


def test_several_right_answers_that_each_earn_a_part():
    processing = "".join(
        condition(equal("r", value), score) for value, score in (("11", "50"), ("12", "-10"), ("13", "50"))
    )
    content = content_of("", ASK + lid("r", THREE, "Multiple"), processing)
    assert (content["kind"], shares(content)) == ("multiple", ["0.5", "-0.1", "0.5"])


def test_true_or_false():
    processing = condition(equal("r", "2"), "100", "correct_fb")
    after = feedback("correct_fb", "Well done.")
    content = content_of("true_false_question", ASK + lid("r", {"1": "True", "2": "False"}), processing, after)
    assert (content["kind"], content["right"], content["feedback_false"]) == ("true_false", False, {"en": "Well done."})


ENTRY = (
    '<response_str ident="r" rcardinality="Single"><render_fib><response_label ident="a"/></render_fib></response_str>'
)


def test_a_short_answer_accepts_each_of_its_words():
    processing = condition(equal("r", "Neighbours"), feedback="1_fb") + condition(
        equal("r", "Neighbours") + equal("r", "all of us"), "100"
    )
    content = content_of("short_answer_question", ASK + ENTRY, processing, feedback("1_fb", "Right."))
    assert content["accepted"] == [{"text": "Neighbours", "feedback": {"en": "Right."}}, {"text": "all of us"}]
    assert "folding" not in content


def test_blanks_and_menus_by_their_names_in_the_text():
    text = material("<p>The [place] is swept by [who].</p>")
    blank = lid("response_place", {"1": "yard", "2": "court"}, before=material("yard", "text/plain"))
    menu = lid("response_who", {"3": "nobody", "4": "all"}, before=material("all", "text/plain"))
    half = condition(equal("response_place", "1"), "50.00") + condition(equal("response_who", "4"), "50.00")
    written = content_of("fill_in_multiple_blanks_question", text + blank + menu, half)
    assert written["text"] == {"en": "<p>The [[place]] is swept by [[who]].</p>"}
    assert [[one["text"] for one in gap["accepted"]] for gap in written["gaps"]] == [
        ["yard", "court"],
        ["nobody", "all"],
    ]
    chosen = content_of("multiple_dropdowns_question", text + blank + menu, half)
    assert [(gap["kind"], shares(gap)) for gap in chosen["gaps"]] == [("choice", ["1", "0"]), ("choice", ["0", "1"])]


def test_blanks_and_matches_of_items_that_do_not_say_what_they_are():
    blank = lid("response_who", {"3": "nobody", "4": "all"}, cardinality="")
    chosen = content_of("", material("<p>Swept by [who].</p>") + blank, condition(equal("response_who", "4"), "100"))
    assert (chosen["kind"], chosen["text"]) == ("cloze", {"en": "<p>Swept by [[who]].</p>"})
    one = lid("response_7", {"3": "yard", "4": "roof"}, cardinality="", before=material("Sweep", "text/plain"))
    matched = content_of("", ASK + one, condition(equal("response_7", "3"), "100"))
    assert [(premise["text"]["en"], premise["target"]) for premise in matched["premises"]] == [("Sweep", "3")]


def test_matching_with_a_distractor():
    answers = {"8": "yard", "9": "street"}
    presentation = (
        ASK
        + lid("q1", answers, before=material("Sweep", "text/plain"))
        + lid("q2", {**answers, "7": "roof"}, before=material("Light", "text/plain"))
        + lid("q3", answers, before=material("", "text/plain"))
    )
    processing = condition(equal("q1", "8"), "50") + condition(equal("q2", "9"), "50")
    content = content_of("matching_question", presentation, processing)
    assert [(one["key"], one["text"]["en"], one["target"]) for one in content["premises"]] == [
        ("q1", "Sweep", "8"), ("q2", "Light", "9"),
    ]  # fmt: skip
    assert [one["text"]["en"] for one in content["targets"]] == ["yard", "street", "roof"]


def test_categories_are_matches():
    things = {"1": "broom", "2": "lamp", "3": "cloud"}
    presentation = (
        ASK + lid("a", things, "Multiple", material("Yard")) + lid("b", things, "Multiple", material("Street"))
    )
    processing = condition(equal("a", "1"), "50") + condition(equal("b", "2"), "50")
    found = read_one("categorization_question", presentation, processing)
    assert [(one.key, one.target) for one in found.content.premises] == [("1", "a"), ("2", "b")]
    assert [str(sentence) for sentence in found.losses] == ["What belongs to no category, or to several, was left out."]


def test_numbers_exact_within_a_margin_or_in_a_range():
    def between(least: str, most: str) -> str:
        return f'<vargte respident="r">{least}</vargte><varlte respident="r">{most}</varlte>'

    processing = (
        condition(f"<or>{equal('r', '42.0')}<and>{between('41.5', '42.5')}</and></or>", "100")
        + condition(between("10", "20"), "100")
        + condition(equal("r", "7"), "50")
    )
    content = content_of("numerical_question", ASK + ENTRY, processing)
    assert content["accepted"] == [
        {"value": "42.0", "tolerance": "0.5"},
        {"value": "15", "tolerance": "5"},
        {"value": "7", "share": "0.5"},
    ]


def test_an_essay_and_an_upload():
    assert content_of("essay_question", ASK + ENTRY)["kind"] == "essay"
    assert content_of("file_upload_question", ASK)["kind"] == "file_upload"


def test_an_order():
    inside = lid("r", {"1": "wash", "2": "dry"}, "Ordered").replace("render_choice", "ims_render_object")
    content = content_of("", ASK + inside, condition(equal("r", "2") + equal("r", "1"), "5"))
    assert [entry["text"]["en"] for entry in content["entries"]] == ["dry", "wash"]


def test_several_places_in_a_text_of_others():
    place = (
        '<response_str ident="{0}"><render_fib fibtype="String"><response_label ident="A"/></render_fib></response_str>'
    )
    first, then = material("First", "text/plain"), material("then", "text/plain")
    presentation = f"<flow>{first}{place.format('F1')}{then}{place.format('F2')}</flow>"
    test = '<varequal respident="F1" case="Yes">Water</varequal><varequal respident="F2" case="Yes">Soap</varequal>'
    content = content_of("", presentation, condition(test, "3"))
    assert content["text"] == {"en": "First [[F1]] then [[F2]]"}
    assert [(gap["accepted"], gap["folding"]) for gap in content["gaps"]] == [
        ([{"text": "Water"}], {"case": False}), ([{"text": "Soap"}], {"case": False}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question_type", "presentation", "sentence"),
    [
        ("text_only_question", ASK, "It only describes something and asks nothing."),
        ("calculated_question", ASK, "It is calculated from numbers drawn by chance, which questions here cannot do."),
        ("hot_spot_question", ASK, "Questions of the type “hot_spot_question” cannot be taken."),
        ("multiple_choice_question", ASK + lid("r", THREE), "No answer is marked as right."),
        ("multiple_choice_question", ASK, "It has fewer than two answers to choose from."),
        (
            "matching_question",
            ASK + lid("q", THREE, before=material("A")),
            "A right match is not among the matches that can be chosen.",
        ),
        ("multiple_dropdowns_question", ASK + lid("response_x", THREE), "The text has no place for the blank “x”."),
        ("numerical_question", ASK + ENTRY, "It has no accepted answer."),
        ("", ASK, "It asks nothing."),
        ("", ASK + lid("r", THREE) + ENTRY, "It asks in several ways at once, which questions here do not."),
        ("", ASK + '<response_xy ident="r"/>', "It asks in a way that questions here do not have."),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_refused_in_a_sentence(question_type, presentation, sentence):
    found = read_one(question_type, presentation)
    assert (found.content, str(found.refusal)) == (None, sentence)


def test_a_test_and_its_sections_are_folders_and_items_stand_alone():
    essay = item12("essay_question", ASK + ENTRY)
    section = f'<section ident="s" title="Streets">{essay}</section>'
    found = read(interop(essay, section, title="Week 1"))
    assert [one.folder for one in found] == [("Week 1",), ("Week 1", "Streets")]
    assert [one.where for one in found] == ["line 3", "line 12"]


def test_a_declaration_without_a_blank_and_a_dtd_without_entities_are_passed_over():
    content = interop(item12("essay_question", ASK + ENTRY)).replace(b'"1.0" enc', b'"1.0"enc')
    dtd = (
        b'<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2.dtd" [<!ATTLIST x shuffle (Yes|No) "No">]>\n<questestinterop'
    )
    assert read(content.replace(b"<questestinterop", dtd, 1))[0].content.kind == "essay"
