"""The weeks of the course: a timetable, the register by keys, scores by paste, and their release."""

from playwright.sync_api import expect

from tests.journeys.acts.enrolling import opens_the_cohort
from tests.journeys.acts.preparing import CLASS_HOURS, UNITS, Calendar
from tests.journeys.rosters import NAMES
from tests.journeys.visitor import Visitor

WHO_STAYS_AWAY = "买买提·吐尔逊"
SCORES = ((92, 88), (75, 81.5), (68, 90), (84, 77), (66, 71))


def plans_the_sessions(me: Visitor, calendar: Calendar) -> None:
    opens_the_cohort(me, "Sessions and attendance")
    me.follow("Plan from the curriculum")
    me.fill("First day of teaching", calendar.first.isoformat())
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"):
        me.field(day).check()
    me.press("Propose a timetable")
    holidays = _are_taught_on(me)
    expect(me.page.get_by_role("checkbox", checked=True).and_(me.page.locator("table input"))).to_have_count(len(UNITS))
    me.give_both("Venue of all sessions", "深圳市社区学院报告厅", "Hall of the Shenzhen Oak Academy")
    me.press("Create them all the same" if holidays else "Create these sessions")
    me.sees(*(unit[2 if me.say.language == "zh" else 3] for unit in UNITS))


def _are_taught_on(me: Visitor) -> bool:
    """The course lies in the days before today, whatever days they are."""
    holidays = me.page.locator("input[name=teach_on]").all()
    for day in holidays:
        day.check()
    if holidays:
        me.press("Propose again")
    return bool(holidays)


def marks_every_register_by_key(me: Visitor) -> None:
    """One key a person: P for present, A for absent; one stays away from all but the first session."""
    for number, unit in enumerate(UNITS):
        me.follow("Sessions and attendance")
        me.go_through(me.page.get_by_role("link", name=unit[2 if me.say.language == "zh" else 3], exact=True).first)
        for name in me.page.locator("tr[data-id] th").all_inner_texts():
            me.page.keyboard.press("a" if number and WHO_STAYS_AWAY in name else "p")
        expect(me.page.locator(".figures")).to_have_text(me.say("%(done)s of %(total)s", done=5, total=5))
        me.is_saved()


def names_what_is_graded(me: Visitor) -> None:
    opens_the_cohort(me, "Scores")
    me.follow("Add a graded item")
    for number, (code, chinese, english, weight) in enumerate(
        (("essay", "调研报告", "Field report", "40"), ("defence", "结业答辩", "Final defence", "60"))
    ):
        if number:
            me.follow("Add a graded item")
        me.give_both("Title", chinese, english)
        me.fill("Code", code)
        me.fill("Weight", weight)
        me.fill("Pass mark", "60")
        me.press("Save")
        me.sees(code)


def pastes_the_scores(me: Visitor) -> None:
    """A block copied from a spreadsheet, with a score above the maximum that is refused and put right."""
    me.follow("Score grid")
    me.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = "\n".join("\t".join(map(str, pair)) for pair in SCORES).replace("75\t", "175\t")
    me.page.evaluate("text => navigator.clipboard.writeText(text)", block)
    cells = me.page.locator("input.cell")
    cells.first.click()
    me.page.keyboard.press("Control+V")
    me.reads("%(points)s is above the maximum of %(maximum)s.", points=175, maximum=100)
    cells.nth(2).fill("75")
    me.page.keyboard.press("Enter")
    me.is_saved()
    expect(cells).to_have_count(2 * len(NAMES))
    shown = [float(cell.input_value()) for cell in cells.all()]
    assert shown == [points for pair in SCORES for points in pair]


def releases_the_scores(me: Visitor) -> None:
    me.follow("Graded items")
    for _item in range(2):
        me.go_through(me.page.get_by_role("button", name=me.say("Release scores")).first)
    expect(me.page.get_by_role("button", name=me.say("Hide scores"))).to_have_count(2)


def compares_the_class_hours(me: Visitor) -> None:
    opens_the_cohort(me, "Sessions and attendance")
    me.follow("Class hours")
    expect(me.row("王芳")).to_contain_text(str(CLASS_HOURS))
