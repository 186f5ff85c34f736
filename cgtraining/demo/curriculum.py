"""What the Cedar Program teaches in the story: 15 days of 8 class hours."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class PlannedUnit:
    title_zh: str
    title_en: str
    kind: str
    class_hours: Decimal = Decimal(8)


@dataclass(frozen=True)
class PlannedModule:
    title_zh: str
    title_en: str
    units: tuple[PlannedUnit, ...]


PROGRAM_TITLE = (
    "雪松计划（社区基金会高级研修计划）",
    "Cedar Program: Senior Training Program for Community Foundations",
)
PROGRAM_SUMMARY = (
    "面向社区基金会与社区治理带头人的一年期研修：理论、实践与行动计划相结合，每位学员配两位导师，以实践项目答辩结业。",
    "A year of training for leaders of community foundations and community governance: theory, practice and an action "
    "plan, two mentors for each trainee, and a project defence at the end.",
)
CURRICULUM_TITLE = ("社区治理能力建设课程", "Community Governance Capacity Building")

COMPETENCIES = (
    ("C1", "社区需求识别", "Identifying what a community needs"),
    ("C2", "议事协商", "Deliberation"),
    ("C3", "资源动员与筹款", "Mobilizing resources and raising funds"),
    ("C4", "项目管理与评估", "Managing and evaluating projects"),
    ("C5", "机构治理与公信力", "Governing an organization and earning trust"),
)

MODULES = (
    PlannedModule(
        "社区治理与公益慈善基础",
        "Foundations of community governance and philanthropy",
        (
            PlannedUnit("开班式与社区治理形势", "Opening, and community governance today", "classroom"),
            PlannedUnit("社区基金会的使命与类型", "What community foundations are for", "classroom"),
            PlannedUnit("慈善法与机构合规", "Charity law and compliance", "classroom"),
        ),
    ),
    PlannedModule(
        "社区基金会运营",
        "Running a community foundation",
        (
            PlannedUnit("理事会与内部治理", "Boards and internal governance", "classroom"),
            PlannedUnit("筹款与捐赠人关系", "Fundraising and donor relations", "workshop"),
            PlannedUnit("资助策略与项目遴选", "Grant making and project selection", "workshop"),
            PlannedUnit("财务管理与信息公开", "Financial management and disclosure", "classroom"),
        ),
    ),
    PlannedModule(
        "参与式方法与民生微实事",
        "Participatory methods and micro-projects for people's livelihood",
        (
            PlannedUnit("社区需求调查方法", "Surveying community needs", "workshop"),
            PlannedUnit("议事规则与协商实务", "Rules and practice of deliberation", "workshop"),
            PlannedUnit("民生微实事：征集到验收", "Micro-projects: from call to acceptance", "classroom"),
            PlannedUnit("深圳社区实地走访", "Visits to communities in Shenzhen", "visit"),
        ),
    ),
    PlannedModule(
        "实践与行动学习",
        "Practice and action learning",
        (
            PlannedUnit("行动计划开题", "Proposing the action plan", "workshop"),
            PlannedUnit("项目监测与评估", "Monitoring and evaluation", "online"),
            PlannedUnit("中期检查与导师辅导", "Mid-term review with mentors", "practice"),
            PlannedUnit("结业答辩", "Project defence", "classroom"),
        ),
    ),
)
