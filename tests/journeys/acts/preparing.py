"""Before anybody comes: the program, its curriculum with the rules of completion, and a cohort."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.journeys.visitor import Visitor

UNITS = (
    ("社区议事", "Deliberation", "参与式规划", "Participatory planning", "4"),
    ("社区议事", "Deliberation", "居民协商", "Deliberation among residents", "4"),
    ("项目实践", "Practice", "民生微实事", "Micro-projects for livelihood", "4"),
)
CLASS_HOURS = 12
COHORT_CODE = "OAK-1"


@dataclass(frozen=True)
class Calendar:
    """A course that was taught in the days before today, as its office counts days."""

    first: date
    last: date

    @classmethod
    def ending_today(cls) -> "Calendar":
        today = datetime.now(ZoneInfo("Asia/Shanghai")).date()
        return cls(first=today - timedelta(days=7), last=today)


def makes_a_program(me: Visitor) -> None:
    me.follow("Programs")
    me.follow("New program")
    me.fill("Code", "oak")
    me.give_both("Title", "橡树计划", "Oak Program")
    me.press("Save")
    me.sees("OAK")


def names_who_issues_and_signs(me: Visitor) -> None:
    me.follow("Issuers and signatories")
    me.reads("A certificate needs at least one issuer.")
    for chinese, english in (("深圳市橡树社区学院", "Shenzhen Oak Academy"), ("青松社区基金会", "Pine Foundation")):
        me.give_both("Organization", chinese, english)
        me.press("Add the issuer")
        me.reads("The issuer was added. Its logo and seal come next.")
        me.follow("Issuers and signatories")
        me.sees(chinese if me.say.language == "zh" else english)
    me.follow("Add a signatory")
    me.fill("Name in Chinese", "李院长")
    me.fill("Name in Latin script", "LI Yuanzhang")
    me.give_both("Position", "院长", "Dean")
    me.press("Save")
    me.sees("李院长")


def writes_a_curriculum(me: Visitor) -> None:
    me.follow("Curricula")
    me.follow("New curriculum")
    me.press("Save")
    modules: list[str] = []
    for chinese, english, unit_zh, unit_en, hours in UNITS:
        if chinese not in modules:
            me.follow("Add a module")
            me.give_both("Title", chinese, english)
            me.press("Save")
            modules.append(chinese)
        me.go_through(me.page.get_by_role("link", name=me.say("Add a unit")).last)
        me.give_both("Title", unit_zh, unit_en)
        me.fill("Class hours", hours)
        me.press("Save")
    me.sees(*(unit[2 if me.say.language == "zh" else 3] for unit in UNITS))


def sets_the_rules(me: Visitor) -> None:
    """On top of the rules to begin with: the defence must be passed."""
    me.follow("Completion rules")
    me.press("Change the rules")
    me.page.get_by_text(me.say("Add a rule here")).first.click()
    me.follow("Required items")
    me.fill("Codes of the graded items", "defence")
    me.press("Save")
    me.confirm("Put into force")
    me.sees("defence")
    me.follow("Curriculum")


def publishes(me: Visitor) -> None:
    me.confirm("Publish")
    me.reads("Version %(number)s is published and frozen. Cohorts can start with it.", number=1)


def opens_a_cohort(me: Visitor, calendar: Calendar) -> None:
    me.follow("Cohorts")
    me.follow("New cohort")
    me.give_both("Title", "第一期", "Cohort 1")
    me.fill("Code", COHORT_CODE)
    me.fill("First day", calendar.first.isoformat())
    me.fill("Last day", calendar.last.isoformat())
    me.press("Create the cohort")
    me.sees(COHORT_CODE)
