"""Questions on micro-projects for people's livelihood, and on managing and evaluating projects."""

from decimal import Decimal

from cgtraining.demo.questions.planned import EASY, HARD, MEDIUM, Planned, both, labelled, option
from cgtraining.questions.content import (
    AcceptedNumber,
    Choice,
    ChoiceGap,
    Cloze,
    FileUpload,
    Matching,
    Matrix,
    MatrixRow,
    NumberGap,
    Numerical,
    Ordering,
    OrderRule,
    Premise,
    TrueFalse,
    Unit,
    UnitRule,
)

TITLE = both("民生微实事与项目管理", "Micro-projects and their management")

STAGES = Ordering(
    kind="ordering",
    text=both("把民生微实事的环节按先后排列。", "Put the stages of a micro-project into order."),
    entries=(
        labelled("a", "征集", "Call"),
        labelled("b", "评议", "Deliberation"),
        labelled("c", "确定", "Approval"),
        labelled("d", "实施", "Implementation"),
        labelled("e", "验收", "Acceptance"),
    ),
    rule=OrderRule.PLACES,
    explanation=both("全过程公开，接受居民评议。", "All of it is published and open to comment."),
)
KINDS = Matching(
    kind="matching",
    text=both("把项目与它的类别配对。", "Match each project with its kind."),
    premises=(
        Premise(key="1", text=both("给老旧楼道加装扶手", "Handrails in an old stairwell"), target="works"),
        Premise(
            key="2", text=both("每周六的长者义剪", "Free haircuts for the elderly on Saturdays"), target="services"
        ),
        Premise(key="3", text=both("为社区图书室购置书籍", "Books for the community library"), target="goods"),
        Premise(key="4", text=both("暑期儿童托管", "Day care in the summer holidays"), target="services"),
    ),
    targets=(
        labelled("works", "工程类", "Works"),
        labelled("services", "服务类", "Services"),
        labelled("goods", "货物类", "Goods"),
    ),
)
INDICATOR = Choice(
    kind="single",
    text=both(
        "“楼道照明改造”项目，下面哪一个是<em>成果</em>指标（而不是产出指标）？",
        "For a project that renews the lighting of stairwells, which is an indicator of <em>outcome</em>, "
        "not of output?",
    ),
    options=(
        option("a", "安装的灯具数量", "Number of lamps installed"),
        option("b", "完工的楼栋数", "Number of buildings finished"),
        option(
            "c",
            "夜间上下楼感到安全的住户比例",
            "Share of households that feel safe on the stairs at night",
            "1",
            both("对：它说的是住户的变化。", "Yes: it is about a change for the residents."),
        ),
        option(
            "d",
            "经费执行率",
            "Share of the budget spent",
            because=both("这是投入的使用情况。", "That is how inputs were used."),
        ),
    ),
    explanation=both(
        "产出是做了什么，成果是谁的什么发生了变化。", "Output is what was done; outcome is what changed, for whom."
    ),
)
EVIDENCE = Choice(
    kind="multiple",
    all_or_nothing=True,
    text=both("验收时，哪些材料能证明项目惠及了居民？", "At acceptance, what proves that a project reached residents?"),
    options=(
        option("a", "居民签名的使用记录", "A record of use signed by residents", "0.5"),
        option("b", "施工单位的营业执照", "The contractor's business licence"),
        option("c", "实施前后的问卷对比", "A survey before and after", "0.5"),
        option("d", "采购发票", "Invoices"),
    ),
    explanation=both("执照和发票证明合规，不证明成效。", "Licence and invoices prove compliance, not effect."),
)
BASELINE = TrueFalse(
    kind="true_false",
    text=both(
        "项目完工以后再确定基线和目标值也可以。", "Baseline and target may be set after the project is finished."
    ),
    right=False,
    explanation=both(
        "基线和目标要在开始之前确定，否则无从比较。", "They are set before the start, or nothing can be compared."
    ),
)
TURNOUT = Numerical(
    kind="numerical",
    text=both(
        "社区有 480 户，参加投票的有 312 户。投票率是百分之几？（写数字，保留整数）",
        "Of 480 households 312 voted. What was the turnout in per cent? (a whole number)",
    ),
    accepted=(
        AcceptedNumber(value=Decimal(65)),
        AcceptedNumber(
            value=Decimal("0.65"),
            share=Decimal("0.5"),
            feedback=both("题目要的是百分数。", "The question asks for per cent."),
        ),
    ),
    explanation=both("312 ÷ 480 = 0.65，即 65%。", "312 ÷ 480 = 0.65, which is 65 per cent."),
)
RAMP = Numerical(
    kind="numerical",
    text=both(
        "无障碍坡道的坡度为 1:12，要升高 0.45 米，坡道水平长度至少是多少？请写出单位。",
        "A ramp has a slope of 1:12 and rises by 0.45 m. How long must it be, measured on the level? Give the unit.",
    ),
    accepted=(AcceptedNumber(value=Decimal("5.4"), tolerance=Decimal("0.05")),),
    units=(
        Unit(name="m"),
        Unit(name="米"),
        Unit(name="cm", factor=Decimal("0.01")),
        Unit(name="厘米", factor=Decimal("0.01")),
    ),
    unit_rule=UnitRule.NEEDED,
    explanation=both("0.45 × 12 = 5.4 米。", "0.45 × 12 = 5.4 m."),
)
BUDGET = Cloze(
    kind="cloze",
    text=both(
        "<p>一个服务类项目预算 48,000 元，服务 160 人，人均 [[1]] 元。实际只服务了 120 人，人均成本[[2]]了。</p>",
        "<p>A project of services has a budget of 48,000 yuan for 160 people, [[1]] yuan for each. In fact "
        "only 120 were served, so the cost for each [[2]].</p>",
    ),
    gaps=(
        NumberGap(key="1", kind="number", accepted=(AcceptedNumber(value=Decimal(300)),)),
        ChoiceGap(
            key="2",
            kind="choice",
            options=(
                option("up", "上升", "rose", "1"),
                option("same", "没有变", "stayed the same"),
                option("down", "下降", "fell"),
            ),
        ),
    ),
    explanation=both("48,000 ÷ 160 = 300；48,000 ÷ 120 = 400。", "48,000 ÷ 160 = 300; 48,000 ÷ 120 = 400."),
)
WHO_DECIDES = Matrix(
    kind="matrix",
    text=both("下列事项由谁决定？", "Who decides on each of these?"),
    rows=(
        MatrixRow(key="1", text=both("提出需求", "Naming a need"), right=("residents",)),
        MatrixRow(key="2", text=both("评议并排序", "Discussing and ranking"), right=("council",)),
        MatrixRow(key="3", text=both("拨付资金", "Paying out funds"), right=("office",)),
    ),
    columns=(
        labelled("residents", "居民", "Residents"),
        labelled("council", "议事会", "Council"),
        labelled("office", "街道办", "Sub-district"),
    ),
)
PLAN = FileUpload(
    kind="file_upload",
    text=both(
        "<p>上传你所在社区的一份民生微实事项目建议书（一页），写明：</p><ul><li>谁提出、惠及谁</li><li>指标、基线、目标</li>"
        "<li>预算</li></ul>",
        "<p>Upload a one-page proposal for a micro-project in your own community. It says:</p><ul><li>who "
        "asked for it and who benefits</li><li>indicator, baseline and target</li><li>budget</li></ul>",
    ),
    most_files=2,
    endings=("pdf", "docx", "jpg"),
    guidance=both("三项各占三分之一。", "A third of the points for each of the three."),
)

QUESTIONS = (
    Planned(STAGES, ("C4",), EASY),
    Planned(KINDS, ("C1", "C4"), EASY),
    Planned(INDICATOR, ("C4",), HARD),
    Planned(EVIDENCE, ("C4",)),
    Planned(BASELINE, ("C4",), EASY),
    Planned(TURNOUT, ("C2", "C4")),
    Planned(RAMP, ("C4",), HARD),
    Planned(BUDGET, ("C3", "C4"), MEDIUM),
    Planned(WHO_DECIDES, ("C1", "C2", "C4")),
    Planned(PLAN, ("C4",), HARD, Decimal(20)),
)
