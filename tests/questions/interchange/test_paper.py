"""Papers as offices write them; the examples are our own."""

from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Cloze, Essay, Ordering, ShortText, TrueFalse
from cgtraining.questions.interchange import paper
from cgtraining.questions.interchange.paper.reading import difficulty_in
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.kinds import Difficulty


def read(text: str) -> list[QuestionRead]:
    return paper.read(text.encode(), language=None)


def one(text: str) -> Any:
    (found,) = read(text)
    assert found.refusal is None, str(found.refusal)
    return found


def right(content: object) -> str:
    """The letters of the right options."""
    assert isinstance(content, Choice)
    return "".join(option.key.upper() for option in content.options if option.share > 0)


def zh(text: str) -> BilingualText:
    return BilingualText(zh=text)


FULL = """社区治理培训 结业测验
姓名：______  班次：______

一、单选题（每题2分，共20分）
1. 居民议事会由谁召集？（ B ）
A. 街道办事处   B. 居民委员会
C. 物业公司     D. 业主
解析：见《规程》第三条。
难度：易
2、民生微实事由谁选出
A．甲
B．乙（试行）
C．丙
D．丁
【答案】C【解析】略【知识点】议事；选举

二、多选题
1. 哪些属于项目类别？
（A）工程类
（B）服务类
（C）货物类
（D）贷款类
正确答案：ABC
三、判断题
1. 公示期为五天。（√）
2. 议事会可以代替居民大会。
答案：错
四、填空题
1. 流程为____、____、确定、实施、验收。
答案：征集；评议/讨论
2. 服务类项目上限为（ ）万元。
答案：50；五十
五、简答题（每题10分）
1. 简述议事规则。
参考答案：
1. 主持中立
2. 机会均等
2. 谈谈你对社区的理解。
"""


def test_a_whole_paper_with_every_kind():
    found = read(FULL)

    assert [each.content.kind if each.content else str(each.refusal) for each in found] == [
        "single", "single", "multiple", "true_false", "true_false", "cloze", "short_text", "essay", "essay",
    ]  # fmt: skip
    assert [each.points for each in found] == [D(2), D(2), *[None] * 5, D(10), D(10)]
    assert [str(each.where) for each in found][:2] == ["Question 1, line 5", "Question 2, line 10"]


def test_the_answer_in_the_brackets_is_taken_out_of_the_question():
    content = read(FULL)[0].content
    assert right(content) == "B"
    assert content is not None
    assert content.text == zh("居民议事会由谁召集？（　　）")
    assert content.explanation == zh("见《规程》第三条。")
    assert read(FULL)[0].difficulty is Difficulty.EASY


def test_several_labels_on_one_line():
    found = read(FULL)[1]
    assert right(found.content) == "C"
    assert found.content is not None
    assert found.content.explanation == zh("略")
    assert found.competencies == ("议事", "选举")


def test_several_answers_earn_together_or_nothing():
    content = read(FULL)[2].content
    assert right(content) == "ABC"
    assert isinstance(content, Choice)
    assert content.all_or_nothing


def test_right_and_wrong_in_all_their_forms():
    assert [each.content.right for each in read(FULL) if isinstance(each.content, TrueFalse)] == [True, False]
    for said, is_right in [("√", True), ("×", False), ("正确", True), ("错误", False), ("T", True), ("false", False)]:
        assert one(f"一、判断题\n1. 议事会公开举行。\n答案：{said}").content.right is is_right
    assert one("1. 公开。（判断题）\nA. 正确\nB. 错误\n答案：B").content == TrueFalse(
        kind="true_false", text=zh("公开。"), right=False
    )


def test_gaps_are_filled_in_their_order_with_alternatives():
    cloze, short = [
        each.content for each in read(FULL) if each.content and each.content.kind in ("cloze", "short_text")
    ]
    assert isinstance(cloze, Cloze)
    assert cloze.text == zh("流程为[[1]]、[[2]]、确定、实施、验收。")
    assert [[one.text for one in gap.accepted] for gap in cloze.gaps if gap.kind == "text"] == [
        ["征集"],
        ["评议", "讨论"],
    ]
    assert isinstance(short, ShortText)
    assert [each.text for each in short.accepted] == ["50", "五十"]


def test_a_model_answer_with_numbered_points_is_one_answer():
    first, second = [each for each in read(FULL) if isinstance(each.content, Essay)]
    assert isinstance(first.content, Essay)
    assert first.content.guidance == zh("1. 主持中立<br>2. 机会均等")
    assert [str(loss) for loss in second.losses] == ["It has no model answer for those who mark it."]


KEYS = [
    "参考答案\n1-3 BAC 4.√ 5.×",
    "参考答案：\n1.B 2.A 3.C\n4.√ 5.×",
    "答案\n一、1-3：B A C\n二、4、√  5、×",
    "参考答案及解析\n1. B 解析：见第三条。\n2. A\n3. C\n4. 对\n5. 错",
    "答案：\n1B 2A 3C 4√ 5×",
    "题号\t1\t2\t3\t4\t5\n答案\tB\tA\tC\t√\t×",
    "【参考答案】\n一、单选题\n1—3 BAC\n二、判断题\n4．正确\n5．错误",
]


@pytest.mark.parametrize("key", KEYS)
def test_answers_collected_at_the_end(key: str):
    questions = "".join(f"{number}．第{number}问？\nA、甲    B、乙    C、丙\n" for number in (1, 2, 3))
    found = read(f"一、单项选择题\n{questions}二、判断题\n4．公开。（  ）\n5．保密。（  ）\n\n{key}\n")
    assert [right(each.content) for each in found[:3]] == ["B", "A", "C"]
    assert [each.content.right for each in found[3:] if isinstance(each.content, TrueFalse)] == [True, False]


def test_a_key_whose_numbers_begin_anew_in_each_section():
    found = read(
        "一、单选题\n1. 甲？\nA. 一 B. 二\n2. 乙？\nA. 一 B. 二\n二、多选题\n1. 丙？\nA. 一 B. 二 C. 三\n"
        "参考答案\n一、单选题：1-2 BA\n二、多选题：1. AC\n"
    )
    assert [right(each.content) for each in found] == ["B", "A", "AC"]


@pytest.mark.parametrize(
    "options",
    [
        "A. 甲\nB. 乙\nC. 丙",
        "A、甲 B、乙 C、丙",
        "A．甲\tB．乙\tC．丙",
        "A) 甲\nB) 乙\nC) 丙",
        "（A）甲（B）乙（C）丙",
        "Ａ．甲\nＢ．乙\nＣ．丙",
        "A 甲\nB 乙\nC 丙",
        "a. 甲\nb. 乙\nc. 丙",
    ],
)
@pytest.mark.parametrize("number", ["1.", "1、", "（1）", "第1题", "一、", "１．", "1)", "[1]"])
def test_options_and_numbers_in_every_dress(options: str, number: str):
    content = one(f"{number}谁召集？\n{options}\n答案：Ｂ").content
    assert right(content) == "B"
    assert [option.text for option in content.options] == [zh("甲"), zh("乙"), zh("丙")]


@pytest.mark.parametrize(
    "answer",
    [
        "答案：B",
        "【答案】B",
        "参考答案：b",
        "正确答案是：B",
        "答案 B",
        "标准答案：Ｂ。",
        "Answer: B",
        "答：B",
        "答案：B. 乙",
    ],
)
def test_answers_in_every_dress(answer: str):
    assert right(one(f"1. 谁？\nA. 甲\nB. 乙\n{answer}").content) == "B"


def test_an_english_paper():
    found = read(
        "1) Who convenes the council?\na) The committee\nb) The company\nAnswer: A\nExplanation: See rule 3.\n\n"
        "2) What is 2+2?\nAnswer: 4\nDifficulty: easy\n\n3) It meets in public. (T)\n"
    )
    assert [each.content.kind for each in found if each.content] == ["single", "short_text", "true_false"]
    assert found[0].content is not None
    assert found[0].content.explanation == BilingualText(en="See rule 3.")


def test_without_numbers_an_answer_ends_a_question():
    found = read(
        "谁召集？\nA. 甲\nB. 乙\n答案：A\n何时公示？\nA. 春\nB. 秋\n答案：B\n解析：见规程。\n\n公开吗？\n答案：对\n"
    )
    assert [each.content.text.zh for each in found if each.content] == ["谁召集？", "何时公示？", "公开吗？"]


def test_an_order_is_given_by_its_letters():
    content = one("一、排序题\n1. 先后为？\nA. 评议\nB. 征集\nC. 验收\n答案：BAC").content
    assert isinstance(content, Ordering)
    assert [entry.text for entry in content.entries] == [zh("征集"), zh("评议"), zh("验收")]


def test_a_paper_with_half_of_its_answers_missing():
    answers = {1: "答案：A", 3: "答案：B", 5: "答案：A"}
    text = "".join(f"{n}. 第{n}问？\nA. 甲\nB. 乙\n{answers.get(n, '')}\n" for n in range(1, 7))
    found = read(text)
    assert [each.content is not None for each in found] == [True, False, True, False, True, False]
    assert [str(each.refusal) for each in found if each.refusal] == [
        "Question 2 has no answer.",
        "Question 4 has no answer.",
        "Question 6 has no answer.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1. 谁？\nA. 甲\nB. 乙\n答案：D", "The answer of question 1, “D”, is not one of its options."),
        ("1. 谁？\nA. 甲\n答案：A", "Question 1 has only one option."),
        ("1. 谁？\nA. 甲\nB.\n答案：A", "Option B of question 1 is empty."),
        ("一、单选题\n1. 谁？\n答案：A", "Question 1 has no options."),
        ("1. 谁？\n答案：A", "Question 1 has no options."),
        ("一、判断题\n1. 公开。\n答案：也许", "The answer of question 1, “也许”, is neither right nor wrong."),
        (
            "一、填空题\n1. ____和____。\n答案：甲",
            "Question 1 has 2 gaps, but its answer has another number of parts: part them by “；”.",
        ),
        (
            "一、排序题\n1. 先？\nA. 一\nB. 二\nC. 三\n答案：BA",
            "The answer of question 1 leaves out some of its entries.",
        ),
        ("1. \nA. 甲\nB. 乙\n答案：A", "Question 1 has no text."),
    ],
)
def test_what_cannot_be_taken_is_said(text: str, sentence: str):
    (found,) = read(text)
    assert str(found.refusal) == sentence


def test_what_a_heading_contradicts_and_what_belongs_to_no_question_is_told():
    found = one("一、单选题\n阅读下面的材料，回答问题。\n1. 谁？\nA. 甲\nB. 乙\n答案：AB")
    assert [str(loss) for loss in found.losses] == [
        "It is called a single choice, but has several answers: it was taken as multiple choice.",
        "The text before it was left out: “阅读下面的材料，回答问题。”.",
    ]


def test_options_in_a_chinese_question_are_chinese():
    content = one("1. 英文缩写是？\nA. GDP\nB. CPI\n答案：A").content
    assert content.options[0].text == zh("GDP")


def test_markup_in_a_paper_is_text():
    assert one("1. <script>alert(1)</script>是什么？\nA. 甲\nB. 乙\n答案：A").content.text == zh(
        "&lt;script&gt;alert(1)&lt;/script&gt;是什么？"
    )


@pytest.mark.parametrize(
    ("said", "difficulty"),
    [("易", "easy"), ("中等", "medium"), ("较难", "hard"), ("0.85", "easy"), ("0.5", "medium"), ("★★★★", "hard")],
)
def test_difficulties(said: str, difficulty: str):
    assert difficulty_in(said) is Difficulty(difficulty)


def test_a_difficulty_that_nobody_knows_is_told():
    assert [str(loss) for loss in one("1. 谁？\nA. 甲\nB. 乙\n答案：A\n难度：极端").losses] == [
        "Its difficulty “极端” was not understood."
    ]


def test_a_key_made_to_be_slow_is_read_at_once():
    found = read(
        "1. 谁？\nA. 甲\nB. 乙\n2. 谁？\nA. 甲\nB. 乙\n答案\n1-5 " + "ABCD" * 5000 + "!\n" + "1A2B" * 5000 + "!"
    )
    assert len(found) == 2


@pytest.mark.parametrize("text", ["今天天气很好。\n我们去议事。", "1. 第一点\n2. 第二点", "\x00\x00"])
def test_a_text_without_questions_is_refused(text: str):
    with pytest.raises(UnusableFile):
        read(text)


@given(st.text(alphabet="1234.、（）()ABC答案：解析\n 一二题判断√×_-;；/是"))
def test_no_text_whatever_ends_in_a_defect(text: str):
    try:
        found = read(text)
    except UnusableFile:
        return
    assert all((each.content is None) != (each.refusal is None) for each in found)
