"""What others see of what leaves: the formats' own means are used wherever they have any."""

import io
import json
import zipfile
from decimal import Decimal

import pytest

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    ChoiceGap,
    Cloze,
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
    TrueFalse,
    Unit,
    UnitRule,
)
from cgtraining.questions.interchange import moodle, qti
from cgtraining.questions.interchange.carried import restored, written
from cgtraining.questions.interchange.exported import Exported, PictureFile
from cgtraining.questions.interchange.xml_reading import Element, read_xml

BOTH = BilingualText("谁打扫院子？", "Who sweeps the yard?")
A, B = BilingualText("邻居", "Neighbours"), BilingualText("没有人", "Nobody")
PICTURE = PictureFile("院 子.png", b"\x89PNG\r\n\x1a\nyard", "image/png")
X, Y = Labelled(key="x", text=A), Labelled(key="y", text=B)

OPTIONS = (Option(key="a", text=A, share=Decimal(1)), Option(key="b", text=B, share=Decimal("-0.5")))
WORDS = (Accepted(text="邻居"), Accepted(text="all", share=Decimal("0.5")))

PLAIN = [
    Choice(kind="multiple", text=BOTH, options=OPTIONS),
    TrueFalse(kind="true_false", text=BOTH, right=False, feedback_true=A, explanation=B),
    ShortText(kind="short_text", text=BOTH, accepted=WORDS),
    Numerical(kind="numerical", text=BOTH, accepted=(AcceptedNumber(value=Decimal("2.5"), tolerance=Decimal("0.1")),)),
]  # fmt: skip
UNITS = Numerical(
    kind="numerical",
    text=BOTH,
    accepted=(AcceptedNumber(value=Decimal(3)),),
    units=(Unit(name="m"), Unit(name="km", factor=Decimal(1000))),
    unit_rule=UnitRule.OPTIONAL,
)
PREMISES = (Premise(key="p1", text=A, target="a"),)
TARGETS = (Labelled(key="a", text=A), Labelled(key="b", text=B))
MATCHING = Matching(kind="matching", text=BOTH, premises=PREMISES, targets=TARGETS)
ORDER = Ordering(kind="ordering", text=BOTH, entries=TARGETS, rule=OrderRule.EXACT)
ROWS = (MatrixRow(key="r", text=A, right=("x", "y")), MatrixRow(key="s", text=B, right=("x",)))
MATRIX = Matrix(kind="matrix", text=BOTH, rows=ROWS, columns=(X, Y), many=True)
LIKERT = Likert(kind="likert", text=BOTH, scale=(X, Y))
CLOZE = Cloze(
    kind="cloze",
    text=BilingualText("[[1]]打扫[[2]]次", "[[1]] sweep [[2]] times"),
    gaps=(
        ChoiceGap(key="1", kind="choice", options=(Option(key="a", text=A, share=Decimal(1)), Option(key="b", text=B))),
        NumberGap(key="2", kind="number", weight=Decimal("0.5"), accepted=(AcceptedNumber(value=Decimal(2)),)),
    ),
)


def leaving(content, **more) -> Exported:
    return Exported(name="院子", content=content, points=Decimal(2), **more)


def moodle_question(content) -> Element:
    (question,) = read_xml(moodle.write([leaving(content)])).elements("question")
    return question


def qti_item(content) -> Element:
    with zipfile.ZipFile(io.BytesIO(qti.write([leaving(content)]))) as archive:
        return read_xml(archive.read("items/q1.xml"))


@pytest.mark.parametrize("content", [*PLAIN, UNITS, MATCHING, ORDER], ids=lambda content: content.kind)
def test_what_moodle_knows_is_written_in_its_own_way_alone(content):
    assert moodle_question(content).first("carried") is None
    assert moodle.losses(leaving(content)) == []


@pytest.mark.parametrize("content", PLAIN, ids=lambda content: content.kind)
def test_what_qti_knows_is_written_in_its_own_way_alone(content):
    body = qti_item(content).first("itemBody")
    assert json.loads(body.get("data-cgtraining")) == {"points": "2"}
    assert qti.losses(leaving(content)) == []


def test_moodle_multiplies_by_what_one_of_a_unit_is_the_inverse_of():
    units = moodle_question(UNITS).first("units")
    assert [(one.text_of("unit_name"), one.text_of("multiplier")) for one in units.elements()] == [
        ("m", "1"),
        ("km", "0.001"),
    ]


def test_a_cloze_is_written_in_one_language_and_the_other_is_told():
    text = moodle_question(CLOZE).first("questiontext").text
    marks = '<span class="multilang" lang="{}">{}</span>'.format
    right = marks("zh", "邻居") + marks("en", "Neighbours")
    wrong = marks("zh", "没有人") + marks("en", "Nobody")
    assert text == f"{{2:MULTICHOICE:={right}~%0%{wrong}}}打扫{{1:NUMERICAL:=2:0}}次"
    told = ["Others may weigh the gaps in another way.", "Others will show some texts in one language only."]
    assert sorted(str(sentence) for sentence in moodle.losses(leaving(CLOZE))) == told


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (LIKERT, "It is a rating scale: others will show it as a choice in which every answer is right."),
        (MATRIX, "It is a matrix: others will show it as matching or as a text with gaps."),
    ],
)
def test_what_moodle_does_not_have_is_told(content, told):
    assert told in [str(sentence) for sentence in moodle.losses(leaving(content))]


def test_a_matrix_is_a_match_of_qti_and_a_scale_a_choice_without_a_right_answer():
    assert qti.losses(leaving(MATRIX)) == []
    assert qti.losses(leaving(LIKERT)) == []
    assert [one.text for one in qti_item(MATRIX).descendants("value")][:2] == ["r.r c.x", "r.r c.y"]
    assert next(qti_item(LIKERT).descendants("correctResponse"), None) is None


def test_a_package_holds_every_file_that_its_manifest_names_and_no_other():
    shown = Choice(
        kind="single",
        text=BilingualText('<img src="picture:7" alt="院子"><img src="picture:8" alt="gone">'),
        options=PLAIN[0].options,
    )
    questions = [leaving(shown, pictures={7: PICTURE}, folder=("社区", "院子")), leaving(PLAIN[1])]
    with zipfile.ZipFile(io.BytesIO(qti.write(questions))) as archive:
        manifest = read_xml(archive.read("imsmanifest.xml"))
        listed = {file.get("href") for file in manifest.descendants("file")}
        assert {*archive.namelist()} == listed | {"imsmanifest.xml"}
        assert {one.get("href") for one in manifest.descendants("resource")} <= listed
        assert archive.read("items/q1/院_子.png") == PICTURE.content
    first, second = qti.read(qti.write(questions))
    assert (first.folder, second.folder) == (("社区", "院子"), ())
    assert (first.pictures, first.content.text.zh) == (
        {"院_子.png": PICTURE.content},
        '<img src="file:院_子.png" alt="院子">',
    )


def test_the_same_questions_are_the_same_file():
    assert qti.write([leaving(PLAIN[0])]) == qti.write([leaving(PLAIN[0])])


def test_a_change_in_the_visible_part_of_a_file_is_kept():
    changed = moodle.write([leaving(CLOZE)]).replace("打扫".encode(), "清扫".encode())
    (read,) = moodle.read(changed)
    assert read.content.text == BilingualText("[[1]]清扫[[2]]次", "[[1]] sweep [[2]] times")


@pytest.mark.parametrize(
    "carried",
    [
        "[[[\"text\",\"zh\"],\"<script>x()</script><img src='picture:1'>\"]]", '[[["nowhere",3],1]]', "[1]", "{",
        "[" * 50_000,
        '[[["kind"],"essay"]]', '[[["options",9,"key"],"z"]]', "9" * 100_000,
    ],
)  # fmt: skip
def test_what_anybody_may_have_carried_along_changes_nothing_for_the_worse(carried):
    content = restored(PLAIN[0], carried)
    assert content.options == PLAIN[0].options
    assert (content.text.zh, content.text.en) in {(BOTH.zh, BOTH.en), (None, BOTH.en)}


def test_nothing_is_carried_when_nothing_differs():
    assert written([]) == ""
