"""Questions on governing a community foundation and on raising funds."""

from decimal import Decimal

from cgtraining.demo.questions.planned import EASY, HARD, Planned, both, labelled, option
from cgtraining.questions.content import Accepted, Choice, Folding, Likert, Matrix, MatrixRow, ShortText, TrueFalse

TITLE = both("社区基金会治理与筹款", "Governing and funding a community foundation")

CONFLICT = Choice(
    kind="single",
    text=both(
        "理事会审议一笔资助，申请机构的负责人是一位理事的配偶。这位理事应当怎样做？",
        "A board decides on a grant. The head of the applicant is married to one of its members. What should "
        "that member do?",
    ),
    options=(
        option("a", "如实说明关系并回避讨论和表决", "State the relation, and leave both discussion and vote", "1"),
        option(
            "b",
            "参加讨论，但不投票",
            "Take part in the discussion but not vote",
            "0.25",
            both("只回避表决还不够。", "Staying out of the vote alone is not enough."),
        ),
        option("c", "投反对票以示公正", "Vote against, to show fairness"),
        option("d", "会后再告诉理事长", "Tell the chair after the meeting"),
    ),
    explanation=both(
        "披露在先，讨论和表决都要回避，并写入会议记录。",
        "Disclosure first, recusal from both, and all of it in the minutes.",
    ),
)
DONORS = Choice(
    kind="multiple",
    text=both("哪些做法有助于捐赠人持续捐赠？", "What helps donors to give again?"),
    options=(
        option("a", "捐赠后两周内致谢并说明用途", "Thanks and the purpose within two weeks", "0.5"),
        option("b", "每次见面都提出新的筹款要求", "A new request at every meeting", "-0.5"),
        option("c", "定期公开资金使用和项目进展", "Regular publication of spending and progress", "0.5"),
        option("d", "只在年底联系", "Contact only at the end of the year", "-0.5"),
    ),
)
RESTRICTED = TrueFalse(
    kind="true_false",
    text=both(
        "捐赠人指定用于助学的捐款，理事会可以自行决定转用于修缮办公室。",
        "A gift that its donor restricted to scholarships may be used by the board to renovate the office.",
    ),
    right=False,
    feedback_true=both("限定用途的捐款，改变用途要经捐赠人同意。", "The donor has to agree to any other use."),
)
DUTY = Choice(
    kind="single",
    text=both("监事（会）的主要职责是什么？", "What is the supervisors' main duty?"),
    options=(
        option("a", "批准年度预算", "To approve the budget"),
        option(
            "b", "检查财务，监督理事会依章程履职", "To check the accounts and that the board keeps to the statutes", "1"
        ),
        option("c", "任命秘书长", "To appoint the secretary-general"),
    ),
)
OPENNESS = ShortText(
    kind="short_text",
    text=both(
        "慈善组织每年向社会公布的、说明全年活动与财务的文件叫什么？",
        "What is the document called in which a charity tells the public every year of its work and its finances?",
    ),
    accepted=(
        Accepted(text="年度工作报告"),
        Accepted(text="年度报告"),
        Accepted(text="年报"),
        Accepted(text="annual report"),
    ),
    folding=Folding(script=True),
)
TRUST = Matrix(
    kind="matrix",
    text=both("你所在机构做到了吗？", "Does your organization do this?"),
    rows=(
        MatrixRow(key="1", text=both("公开理事名单", "Publishes the members of its board")),
        MatrixRow(key="2", text=both("公开审计报告", "Publishes its audit")),
        MatrixRow(key="3", text=both("回应居民提问", "Answers residents' questions")),
    ),
    columns=(
        labelled("yes", "已做到", "Yes"),
        labelled("partly", "部分做到", "In part"),
        labelled("no", "还没有", "Not yet"),
    ),
)
COURSE = Likert(
    kind="likert",
    text=both("对“筹款与捐赠人关系”一课的总体评价", "The unit ‘Fundraising and donor relations’ as a whole"),
    scale=(
        labelled("1", "很不满意", "Very dissatisfied"),
        labelled("2", "不满意", "Dissatisfied"),
        labelled("3", "一般", "Neutral"),
        labelled("4", "满意", "Satisfied"),
        labelled("5", "很满意", "Very satisfied"),
    ),
)

QUESTIONS = (
    Planned(CONFLICT, ("C5",)),
    Planned(DONORS, ("C3",)),
    Planned(RESTRICTED, ("C3", "C5"), EASY),
    Planned(DUTY, ("C5",), HARD),
    Planned(OPENNESS, ("C5",), EASY),
    Planned(TRUST, ("C5",), None, Decimal(0)),
    Planned(COURSE, ("C3",), None, Decimal(0)),
)
