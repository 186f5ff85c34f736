"""Rows of workbooks, as the template has them and as offices do."""

import csv
import io
from decimal import Decimal as D

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Cloze, Labelled, Matching, Numerical, Ordering, ShortText, TrueFalse
from cgtraining.questions.interchange import workbook
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.workbook.columns import column_of
from cgtraining.questions.interchange.workbook.template import examples
from cgtraining.questions.kinds import Difficulty


def csv_of(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


HEADINGS = ["题型", "题干", "选项A", "选项B", "选项C", "答案", "解析", "分值", "难度"]


def read(*rows: list[str], headings: list[str] = HEADINGS) -> list[QuestionRead]:
    return workbook.read(csv_of([headings, *rows]), language=None)


def one(*cells: str) -> QuestionRead:
    (found,) = read(list(cells))
    return found


def test_a_table_of_an_office():
    found = one("单选题", "谁召集？", "甲", "乙", "丙", "B", "见规程。", "2", "易")
    assert isinstance(found.content, Choice)
    assert [option.share for option in found.content.options] == [0, 1, 0]
    assert found.content.explanation == BilingualText(zh="见规程。")
    assert (found.points, found.difficulty, str(found.where)) == (D(2), Difficulty.EASY, "Row 2")


@pytest.mark.parametrize(
    ("answer", "shares", "together"),
    [("A、C", ["0.5", "0", "0.5"], True), ("A:50 C:50 B:-100", ["0.5", "-1", "0.5"], False)],
)  # fmt: skip
def test_several_answers(answer: str, shares: list[str], together: bool):
    content = one("多选", "哪些？", "甲", "乙", "丙", answer).content
    assert isinstance(content, Choice)
    assert [option.share for option in content.options] == [D(share) for share in shares]
    assert content.all_or_nothing is together


def test_other_kinds_in_a_row():
    assert isinstance(one("判断", "公开。", "", "", "", "×").content, TrueFalse)
    short = one("填空", "第一步是____。", "", "", "", "征集；call").content
    assert isinstance(short, ShortText)
    assert [each.text for each in short.accepted] == ["征集", "call"]
    numerical = one("数值", "多少？", "", "", "", "3.14±0.01；5~6").content
    assert isinstance(numerical, Numerical)
    assert [(each.value, each.tolerance) for each in numerical.accepted] == [
        (D("3.14"), D("0.01")),
        (D("5.5"), D("0.5")),
    ]
    ordering = one("排序", "排列", "一", "二", "三", "").content
    assert isinstance(ordering, Ordering)
    assert ordering.entries[0] == Labelled(key="a", text=BilingualText(zh="一"))
    matching = one("匹配", "配对", "征集 → 一", "验收->二", "→ 三", "").content
    assert isinstance(matching, Matching)
    assert [each.target for each in matching.premises] == ["t1", "t2"]
    cloze = one("完形", "先[[1]]后[[2]]", "", "", "", "征集/call；评议").content
    assert isinstance(cloze, Cloze)


def test_english_columns_make_a_question_bilingual():
    (found,) = read(["单选", "谁？", "Who?", "甲", "One", "乙", "Two", "A"], headings=[
        "题型", "题干", "英文题干", "选项A", "Option A in English", "选项B", "英文选项B", "答案",
    ])  # fmt: skip
    assert isinstance(found.content, Choice)
    assert found.content.text == BilingualText("谁？", "Who?")
    assert found.content.options[1].text == BilingualText("乙", "Two")


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (["单选", "谁？", "甲", "乙", "", "D"], "Its answer “D” is not one of its options."),
        (["单选", "谁？", "甲", "乙", "", ""], "It has no answer."),
        (["单选", "谁？", "甲", "乙", "", "AB"], "It is a single choice, but has several answers."),
        (["单选", "", "甲", "乙", "", "A"], "It has no question."),
        (["歌唱", "谁？", "", "", "", "A"], "“歌唱” is no kind of question that is known here."),
        (["矩阵", "谁？", "", "", "", "A"], "A question of this kind cannot be written in a row: make it in the bank."),
        (["判断", "公开", "", "", "", "也许"], "Its answer “也许” is neither right nor wrong."),
        (["数值", "多少", "", "", "", "许多"], "“许多” is no number."),
        (["填空", "多少", "", "", "", ""], "It has no answer."),
    ],
)
def test_what_cannot_be_taken_is_said(cells: list[str], sentence: str):
    assert str(one(*cells).refusal) == sentence


def test_what_is_not_understood_beside_the_question_is_told():
    found = one("单选", "谁？", "甲", "乙", "", "A", "", "许多", "极端")
    assert [str(loss) for loss in found.losses] == [
        "Its points “许多” are no number from 0 to 1000.",
        "Its difficulty “极端” was not understood.",
    ]


def test_the_template_has_nothing_to_read_and_its_examples_are_all_readable():
    with pytest.raises(UnusableFile):
        workbook.read(workbook.template(), language=None)
    made = list(examples())
    found = workbook.read(workbook.write(made), language=None)
    assert [each.content for each in found] == [each.content for each in made]


def test_a_table_of_something_else_is_refused():
    with pytest.raises(UnusableFile):
        workbook.read(csv_of([["姓名", "电话"], ["王芳", "1"]]), language=None)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("题目", "text"),
        ("试题内容", "text"),
        ("Question (English)", "text en"),
        ("选项C", "option C"),
        ("D选项", "option D"),
        ("B", "option B"),
        ("正确答案", "answer"),
        ("答案解析", "explanation"),
        ("题目类型", "kind"),
        ("知识点", "competencies"),
        ("备注", None),
    ],
)
def test_headings(heading: str, column: str | None):
    assert column_of(heading) == column
