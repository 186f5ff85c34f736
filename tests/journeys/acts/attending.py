"""A course around the National Day of 2026: its clock, its people, and what they do from plan to ledger."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from cgtraining.cohorts.models import Cohort
from tests import factories
from tests.browser import misfits
from tests.journeys.visitor import Visitor

ZONE = ZoneInfo("Asia/Shanghai")
UNITS = (("社区议事", "Deliberation"), ("社区营造", "Community building"), ("项目设计", "Project design"))
NAMES = (("韩梅梅", "HAN Meimei"), ("李雷", "LI Lei"), ("王芳", "WANG Fang"))
MINE = 2  # the trainee who is followed


class Hands:
    """The hands of the product's clock; what reads it finds them wherever it runs."""

    def __init__(self) -> None:
        self.at(9, 28)

    def at(self, month: int, day: int, hour: int = 12, minute: int = 0) -> None:
        self.moment = datetime(2026, month, day, hour, minute, tzinfo=ZONE).astimezone(UTC)

    def get(self) -> datetime:
        return self.moment


def a_course_is_to_begin() -> Cohort:
    """Five units of four class hours; of twenty, a fifth may be missed."""
    curriculum = factories.curriculum()
    for number in range(5):
        zh, en = UNITS[number % len(UNITS)]
        factories.unit(curriculum, 4, title_zh=f"{zh}{number + 1}", title_en=f"{en} {number + 1}")
    return factories.cohort(curriculum, title_zh="第一期", title_en="Cohort 1", starts_on=date(2026, 9, 21))


def plans_around_the_holiday(me: Visitor, cohort_id: int) -> None:
    me.open(f"/cohorts/{cohort_id}/sessions")
    me.follow("Plan from the curriculum")
    me.fill("First day of teaching", "2026-09-30")
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        me.field(day).set_checked(day == "Wed")
    me.fill("Afternoon from", "")
    me.press("Propose a timetable")
    me.sees({"zh": "国庆", "en": "National Day"}[me.say.language])
    days = me.page.locator("input[name$=-day]")
    assert [day.input_value() for day in days.all()] == [
        "2026-09-30", "2026-10-14", "2026-10-21", "2026-10-28", "2026-11-04",
    ]  # fmt: skip
    me.press("Create these sessions")
    me.sees(UNITS[0][me.say.language == "en"])


def checks_in_by_the_digits(phone: Visitor, teacher: Visitor, session_id: int) -> None:
    """Read off the screen in the room; both see it at once."""
    teacher.open(f"/sessions/{session_id}/check-in")
    teacher.press("Open check-in")
    digits = teacher.page.locator(".digits").inner_text()
    phone.open("/check-in")
    phone.page.get_by_role("textbox").fill("".join(digits.split()))
    assert misfits(phone.page) == []
    phone.press("Check in")
    phone.reads("You are checked in")
    teacher.open(f"/sessions/{session_id}/check-in")
    teacher.reads("%(done)s of %(total)s are in", done=1, total=len(NAMES))


def marks_the_others(teacher: Visitor) -> None:
    """By key, in the order of the list: one late by half an hour, one absent; who checked in stands there already."""
    teacher.follow("Register")
    for key in ("l", "3", "0", "ArrowDown", "a"):
        teacher.page.keyboard.press(key)
    expect(teacher.page.locator(".figures")).to_have_text(teacher.say("%(done)s of %(total)s", done=3, total=3))
    teacher.is_saved()


def asks_for_leave(phone: Visitor, session_id: int) -> None:
    phone.open("/my/attendance")
    phone.reads("You can miss %(hours)s more class hours.", hours=4)
    phone.follow("Ask for leave")
    phone.field("Personal leave").check()
    phone.field("From single sessions").check()
    phone.page.locator(f"[name=sessions][value='{session_id}']").check()
    phone.reads("You can miss %(hours)s more class hours.", hours=0)
    phone.fill("Reason", "家里有事")
    assert misfits(phone.page) == []
    phone.press("Send the request")
    phone.reads("Waiting for the class teacher")


def approves(teacher: Visitor, cohort_id: int) -> None:
    teacher.open(f"/cohorts/{cohort_id}/leave")
    teacher.go_through(teacher.page.locator("td.primary a"))
    teacher.press("Approve")


def is_back(phone: Visitor) -> None:
    phone.open("/")
    phone.go_through(phone.page.get_by_role("link", name=phone.say("Confirm that you are back")))
    phone.press("Confirm that I am back")
    phone.reads("Has returned")


def arranges_a_make_up(teacher: Visitor, session_id: int, enrolment_id: int) -> None:
    teacher.open(f"/sessions/{session_id}/marks/{enrolment_id}")
    teacher.follow("Arrange a make-up")
    teacher.page.get_by_role("radio", name=teacher.say("A task")).check()
    teacher.page.get_by_role("textbox", name=teacher.say("Task")).fill("写一页笔记")
    teacher.fill("Hand in by", "2026-10-20")
    teacher.press("Arrange and tell the trainee")


def hands_in(phone: Visitor) -> None:
    phone.open("/my/attendance")
    phone.reads("You can miss %(hours)s more class hours.", hours=0)
    phone.go_through(phone.page.locator("a[href^='/make-ups/']"))
    phone.fill("What was done", "见笔记：议事规则三条。")
    assert misfits(phone.page) == []
    phone.press("Hand in")


def accepts_it(teacher: Visitor) -> None:
    teacher.page.reload()
    teacher.press("Approve: it is made up for")


def reads_the_ledger(teacher: Visitor, cohort_id: int) -> dict[str, list[str]]:
    """Earned, possible and still reachable of each, by the Chinese name."""
    teacher.open(f"/cohorts/{cohort_id}/class-hours")
    rows = {name: teacher.row(name).locator("td.number") for name, _latin in NAMES}
    return {name: cells.all_inner_texts()[:3] for name, cells in rows.items()}
