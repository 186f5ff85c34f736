"""Questions on deliberation among residents."""

from decimal import Decimal

from cgtraining.demo.questions.planned import EASY, HARD, MEDIUM, Planned, both, labelled, option
from cgtraining.questions.content import (
    Accepted,
    Choice,
    Cloze,
    Essay,
    Folding,
    Likert,
    Matching,
    Ordering,
    OrderRule,
    Premise,
    ShortText,
    TextGap,
    TrueFalse,
)

TITLE = both("议事协商", "Deliberation")

FIRST_STEP = Choice(
    kind="single",
    text=both(
        "小区准备把一块闲置绿地改成停车位，居民意见分歧很大。居委会<strong>最先</strong>应当做什么？",
        "A neighbourhood plans to turn an unused green into parking spaces, and residents disagree sharply. "
        "What should the residents' committee do <strong>first</strong>?",
    ),
    options=(
        option("a", "请街道直接作出决定", "Ask the sub-district office to decide"),
        option("b", "弄清哪些人受影响、各自担心什么", "Find out who is affected and what worries each of them", "1"),
        option("c", "在业主群里发起投票", "Start a vote in the owners' chat group"),
        option("d", "先请施工单位报价", "Ask contractors for a price"),
    ),
    explanation=both(
        "协商从识别利益相关方和他们的关切开始。过早投票会把分歧固定下来，少数人的理由没有机会被听到。",
        "Deliberation begins with who is affected and why. An early vote freezes the disagreement before the "
        "reasons of the minority have been heard.",
    ),
)
MODERATOR = Choice(
    kind="multiple",
    text=both("议事会主持人应当做到哪几点？", "What should the moderator of a deliberation do?"),
    options=(
        option("a", "保持中立，不对议题表态", "Stay neutral and take no side", "0.3333333"),
        option("b", "让没有发过言的人优先发言", "Let those speak first who have not spoken yet", "0.3333333"),
        option("c", "替发言人总结并修改其主张", "Sum up for speakers and improve their proposals", "-0.3333333"),
        option("d", "提醒超时和跑题的发言", "Stop speakers who go over time or off the subject", "0.3333334"),
        option("e", "在表决前先说明自己的选择", "Say how they will vote before the vote", "-0.3333333"),
    ),
    explanation=both(
        "主持人管程序，不管内容。修改别人的主张或先表态，都会影响表决的公正。",
        "A moderator looks after the procedure, not the content. Changing a proposal or voting aloud first would sway "
        "the result.",
    ),
)
TWICE = TrueFalse(
    kind="true_false",
    text=both(
        "同一议题上，所有想发言的人都发言一次之前，任何人不得作第二次发言。",
        "On one item nobody speaks a second time before everyone who wishes to speak has spoken once.",
    ),
    right=True,
    feedback_false=both(
        "这是保证发言机会均等的基本规则。", "It is the basic rule that gives everyone the same chance."
    ),
    explanation=both("机会均等是议事规则的基本要求。", "Equal chances to speak are what rules of order are for."),
)
LADDER = Ordering(
    kind="ordering",
    text=both(
        "按居民参与程度从低到高排列（参与阶梯）。",
        "Put these into order, from the least to the most participation of residents (the ladder of participation).",
    ),
    entries=(
        labelled("a", "告知", "Informing"),
        labelled("b", "咨询", "Consultation"),
        labelled("c", "合作", "Partnership"),
        labelled("d", "居民主导", "Citizen control"),
    ),
    rule=OrderRule.PAIRS,
    explanation=both(
        "阿恩斯坦（1969）的参与阶梯共八级，这里取其中四级。",
        "Four of the eight rungs of Arnstein's ladder (1969).",
    ),
)
MOTIONS = Matching(
    kind="matching",
    text=both("把每种情形与合适的做法配对。", "Match each situation with what fits it."),
    premises=(
        Premise(key="1", text=both("讨论跑题", "The discussion strays"), target="a"),
        Premise(key="2", text=both("资料还不充分", "Facts are still missing"), target="b"),
        Premise(key="3", text=both("方案大体可行，细节要改", "A plan is sound, but a detail is not"), target="c"),
    ),
    targets=(
        labelled("a", "主持人请大家回到议题", "The moderator calls back to the item"),
        labelled("b", "延期到下次会议", "Postpone to the next meeting"),
        labelled("c", "提出修正案", "Move an amendment"),
        labelled("d", "立即表决", "Vote at once"),
    ),
    explanation=both("“立即表决”在这三种情形中都不合适。", "An immediate vote fits none of the three."),
)
ORGAN = ShortText(
    kind="short_text",
    text=both(
        "居民讨论公共事务、形成共识的会议，通常叫什么？（五个字）",
        "What is the usual name of the meeting in which residents discuss public matters and come to agreement?",
    ),
    accepted=(
        Accepted(text="居民议事会"),
        Accepted(text="*议事会", share=Decimal("0.5"), feedback=both("请写全称。", "Give the full name.")),
        Accepted(text="residents' council"),
        Accepted(text="resident* council"),
    ),
    folding=Folding(wildcards=True, script=True),
    explanation=both("全称是居民议事会。", "It is the residents' council (居民议事会)."),
)
MINUTES = Cloze(
    kind="cloze",
    text=both(
        "<p>会议记录应当写明：出席人数、[[1]]、表决结果。记录由主持人和[[2]]签字后公开。</p>",
        "<p>The minutes state how many were present, the [[1]], and the result of the vote. They are "
        "published once the moderator and the [[2]] have signed them.</p>",
    ),
    gaps=(
        TextGap(
            key="1",
            kind="text",
            accepted=(Accepted(text="议题"), Accepted(text="agenda"), Accepted(text="items discussed")),
            folding=Folding(script=True),
        ),
        TextGap(
            key="2",
            kind="text",
            accepted=(Accepted(text="记录人"), Accepted(text="记录员"), Accepted(text="minute taker")),
            folding=Folding(script=True),
        ),
    ),
)
MINORITY = Essay(
    kind="essay",
    text=both(
        "<p>表决结果为 32 票赞成、11 票反对。请写出你会怎样回应反对者的关切，使方案更容易执行。</p>",
        "<p>The vote was 32 for and 11 against. Describe how you would answer the concerns of those who were "
        "against, so that the plan becomes easier to carry out.</p>",
    ),
    shortest=80,
    longest=600,
    guidance=both(
        "看三点：是否复述了反对理由；是否给出可执行的补救；是否说明何时回访。",
        "Look for three things: the objections in the writer's own words, a remedy that can be carried out, "
        "and when to look back.",
    ),
)
CONFIDENCE = Likert(
    kind="likert",
    text=both(
        "我有信心主持一次二十人的居民议事会。", "I am confident that I can moderate a council of twenty residents."
    ),
    scale=(
        labelled("1", "非常不同意", "Strongly disagree"),
        labelled("2", "不同意", "Disagree"),
        labelled("3", "说不清", "Neither"),
        labelled("4", "同意", "Agree"),
        labelled("5", "非常同意", "Strongly agree"),
    ),
)

QUESTIONS = (
    Planned(FIRST_STEP, ("C1", "C2"), EASY),
    Planned(MODERATOR, ("C2",)),
    Planned(TWICE, ("C2",), EASY),
    Planned(LADDER, ("C2",), HARD),
    Planned(MOTIONS, ("C2",)),
    Planned(ORGAN, ("C2",), EASY),
    Planned(MINUTES, ("C2",), MEDIUM),
    Planned(MINORITY, ("C2", "C5"), HARD, Decimal(20)),
    Planned(CONFIDENCE, ("C2",), None, Decimal(0)),
)
