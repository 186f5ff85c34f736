"""The workbook to fill in: headings, an example of each kind, and how it is read, in both languages."""

from collections.abc import Iterator
from decimal import Decimal

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    Cloze,
    Essay,
    Labelled,
    Likert,
    Matching,
    Numerical,
    Option,
    Ordering,
    Premise,
    ShortText,
    TextGap,
    TrueFalse,
)
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.workbook.cells import cells_of
from cgtraining.questions.interchange.workbook.columns import HEADINGS, KINDS
from cgtraining.questions.interchange.workbook.writing import SHEET
from cgtraining.questions.kinds import Difficulty
from cgtraining.spreadsheets.writing import Column, SheetToWrite, write_workbook

Text = BilingualText
TO_FILL_IN = [name for name in HEADINGS if name != "data"]
NOTES = (
    ("题型 Kind", "、".join(KINDS.values()), "One of these; empty: it is told by the options and the answer."),
    (
        "题干 Question",
        "必填。填空处写 ____；多个空的完形填空写 [[1]]、[[2]]。",
        "Needed. A gap is ____; with several gaps write [[1]], [[2]].",
    ),
    (
        "选项 Options",
        "单选、多选各选项；排序按正确顺序；量表按刻度；匹配写“征集 → 一”，箭头前为空即为干扰项。",
        "Choices; for ordering in the right order; for a rating scale its steps; for matching “call → first”, "
        "with nothing before the arrow a distractor.",
    ),
    (
        "答案 Answer",
        "单选写 B；多选写 ABD（全对得分）或 A:50 B:50 C:-50（按百分比）；判断写 对/错；填空的多个答案用“；”分隔；"
        "完形填空各空用“；”分隔，同一空的多个答案用“/”；数值写 3.14±0.01 或 3~4；简答写评阅参考。",
        "B; ABD (all of them or nothing) or A:50 B:50 C:-50 (per cents); 对/错 or true/false; several accepted "
        "answers parted by ;; gaps parted by ; and alternatives of a gap by /; numbers such as 3.14±0.01 or 3~4; "
        "for essays what those who mark should know.",
    ),
    (
        "英文 English",
        "可选。只有一种语言时填前面的列即可。",
        "Optional. A question in one language fills the first columns only.",
    ),
    (
        "能力要素 Competencies",
        "培训项目中的编号或名称，多个用“；”分隔。",
        "Codes or titles of the program's competencies, parted by ;.",
    ),
    (
        "文件夹 Folder",
        "如 社区治理/议事；没有则新建。",
        "Such as Governance/Council; made if it is not there.",
    ),
)


def template() -> bytes:
    columns = [Column(HEADINGS[name]) for name in TO_FILL_IN]
    rows = [[cells_of(example).get(name, "") for name in TO_FILL_IN] for example in examples()]
    notes = [Column("栏目 Column", width=24), Column("说明", width=70), Column("Explanation", width=70)]
    return write_workbook(
        [
            SheetToWrite(SHEET, columns, []),
            SheetToWrite("示例 Examples", columns, rows),
            SheetToWrite("说明 How to", notes, NOTES),
        ]
    )


def examples() -> Iterator[Exported]:
    """One of each kind that a row can hold."""
    place = {"folder": ("社区治理", "议事"), "difficulty": Difficulty.EASY}
    yield Exported(
        "召集人",
        Choice(
            kind="single",
            text=Text("居民议事会由谁召集？", "Who convenes the residents' council?"),
            options=(
                _option("a", "社区居民委员会", "The residents' committee", 1),
                _option("b", "物业公司", "The property company"),
                _option("c", "街道办事处", "The sub-district office"),
            ),
            explanation=Text("见议事规则第三条。", "See rule 3."),
        ),
        **place,  # type: ignore[arg-type]
    )
    yield Exported(
        "项目类别",
        Choice(
            kind="multiple",
            text=Text("民生微实事项目分哪几类？", "Which kinds of project are there?"),
            options=(
                _option("a", "工程类", "Works", Decimal("0.3333333")),
                _option("b", "服务类", "Services", Decimal("0.3333333")),
                _option("c", "货物类", "Goods", Decimal("0.3333333")),
                _option("d", "贷款类", "Loans"),
            ),
            all_or_nothing=True,
        ),
        points=Decimal(2),
        **place,  # type: ignore[arg-type]
    )
    yield Exported(
        "公开", TrueFalse(kind="true_false", text=Text("议事会应当公开举行。", "It meets in public."), right=True)
    )
    yield Exported(
        "第一步",
        ShortText(
            kind="short_text",
            text=Text("项目的第一步是____。", "The first step of a project is ____."),
            accepted=(Accepted(text="征集"), Accepted(text="call")),
        ),
    )
    yield Exported(
        "两步",
        Cloze(
            kind="cloze",
            text=Text("征集之后是[[1]]，再后是[[2]]。"),
            gaps=(
                TextGap(key="1", kind="text", accepted=(Accepted(text="评议"), Accepted(text="讨论"))),
                TextGap(key="2", kind="text", accepted=(Accepted(text="确定"),)),
            ),
        ),
    )
    yield Exported(
        "上限",
        Numerical(
            kind="numerical",
            text=Text("服务类项目的上限是多少万元？", "What is the ceiling of a service project, in 10,000 yuan?"),
            accepted=(AcceptedNumber(value=Decimal(50)),),
        ),
    )
    yield Exported(
        "次序",
        Ordering(
            kind="ordering",
            text=Text("按先后排列。", "Put these in order."),
            entries=(
                _label("a", "征集", "Call"),
                _label("b", "评议", "Deliberation"),
                _label("c", "验收", "Acceptance"),
            ),
        ),
    )
    yield Exported(
        "配对",
        Matching(
            kind="matching",
            text=Text("把步骤与内容配对。", "Match each step."),
            premises=(_premise("a", "征集", "Call", "x"), _premise("b", "验收", "Acceptance", "y")),
            targets=(
                _label("x", "收集居民意见", "Collecting what residents want"),
                _label("y", "检查成果", "Looking at the result"),
                _label("z", "支付定金", "Paying in advance"),
            ),
        ),
    )
    yield Exported(
        "看法",
        Essay(
            kind="essay",
            text=Text("谈谈议事会在你的社区能起什么作用。", "What could a council do in your community?"),
            guidance=Text("有实例；说到两方以上。", "Names an example; hears two sides at least."),
        ),
        points=Decimal(10),
    )
    yield Exported(
        "满意度",
        Likert(
            kind="likert",
            text=Text("我对本次培训满意。", "I am satisfied with this training."),
            scale=(_label("a", "不同意", "Disagree"), _label("b", "一般", "Neither"), _label("c", "同意", "Agree")),
        ),
    )


def _option(key: str, zh: str, en: str, share: int | Decimal = 0) -> Option:
    return Option(key=key, text=Text(zh, en), share=Decimal(share))


def _label(key: str, zh: str, en: str) -> Labelled:
    return Labelled(key=key, text=Text(zh, en))


def _premise(key: str, zh: str, en: str, target: str) -> Premise:
    return Premise(key=key, text=Text(zh, en), target=target)
