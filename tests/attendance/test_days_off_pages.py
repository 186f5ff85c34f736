from datetime import date

import pytest
from lxml import html

from cgtraining.attendance.models import DayKind
from cgtraining.attendance.operations import correct_days
from cgtraining.attendance.queries import day_calendar, sessions_of
from cgtraining.audit.models import AuditEntry
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from tests import factories

PLAN = {
    "first_day": "2026-09-26", "weekdays": ["5", "6"], "morning_starts": "09:00", "morning_ends": "12:00",
    "afternoon_starts": "", "afternoon_ends": "", "lang": "en",
}  # fmt: skip


@pytest.fixture
def office(cohort, sign_in):
    return sign_in(factories.program_staff(cohort.program))


def page_of(answer):
    return html.fromstring(answer.data)


def texts(page, path: str) -> list[str]:
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_the_year_lists_what_was_announced_and_who_runs_programs_may_correct_it(office) -> None:
    page = page_of(office.get("/days-off?year=2026&lang=en"))
    assert len(texts(page, "//tbody/tr")) == 39
    assert texts(page, "//tbody/tr[td[contains(., '10 Oct')]]/td[position()<5]") == [
        "Sat 10 Oct 2026", "National Day", "Swapped workday", "Announced",
    ]  # fmt: skip
    assert len(page.xpath("//tbody//form")) == 39


def test_a_class_teacher_reads_the_days_but_keeps_none_of_them(cohort, sign_in) -> None:
    teacher = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    assert page_of(teacher.get("/days-off?year=2026")).xpath("//tbody//form") == []
    assert teacher.post("/days-off/take-away", data={"day": "2026-10-10"}).status_code == 403


def test_a_year_that_is_not_known_says_so_and_how_it_is_entered(office) -> None:
    page = page_of(office.get("/days-off?year=2040"))
    assert page.xpath("//div[@class='empty-state']//a/@href") == ["/days-off/add?year=2040"]
    given = {"kind": "holiday", "first": "2040-10-01", "last": "2040-10-07", "name_zh": "国庆节"}
    assert office.post("/days-off/add", data=given).location == "/days-off?year=2040"
    page = page_of(office.get("/days-off?year=2040"))
    assert len(page.xpath("//tbody/tr")) == 7
    assert len(page.xpath("//*[contains(@class, 'callout-attention') and not(@hidden)]")) == 1
    actions = db.session.query(AuditEntry).filter_by(action="corrected_day.set").all()
    assert [one.details["day"] for one in actions] == [f"2040-10-0{day}" for day in range(1, 8)]


@pytest.mark.parametrize(
    "wrong", [{"name_zh": " "}, {"first": "x"}, {"last": "2040-09-30"}, {"kind": "workday"}, {"kind": "party"}]
)
def test_days_that_cannot_be_entered_are_refused_with_one_sentence(office, wrong) -> None:
    given = {"kind": "holiday", "first": "2040-10-01", "last": "", "name_zh": "国庆节"}
    page = page_of(office.post("/days-off/add", data=given | wrong))
    assert len(page.xpath("//*[@role='alert']//li")) == 1
    assert day_calendar().of_year(2040) == []


def test_a_published_day_is_taken_away_and_given_back(office) -> None:
    office.post("/days-off/take-away", data={"day": "2026-10-10"})
    assert day_calendar().off(date(2026, 10, 10)) is None
    office.post("/days-off/withdraw", data={"day": "2026-10-10"})
    assert day_calendar().off(date(2026, 10, 10)) is not None
    for day in ("2026-10-11", "x", ""):
        page = page_of(office.post("/days-off/take-away", data={"day": day}, follow_redirects=True))
        assert len(page.xpath("//*[contains(@class, 'callout-bad')]")) == 1


def test_the_proposal_skips_the_days_off_and_says_why(office, cohort) -> None:
    factories.unit(cohort.curriculum, 8)
    page = page_of(office.get(f"/cohorts/{cohort.id}/sessions/plan", query_string=PLAN))
    assert texts(page, "//fieldset[@class='days-off']//label") == [
        "Sat 26 Sep 2026 Mid-autumn Festival Public holiday",
        "Sun 27 Sep 2026 Mid-autumn Festival Public holiday",
        "Sat 3 Oct 2026 National Day Public holiday",
        "Sun 4 Oct 2026 National Day Public holiday",
        "Sat 10 Oct 2026 National Day Swapped workday",
    ]
    assert page.xpath("//form[contains(@class, 'proposal')]//input[@type='date']/@value") == [
        "2026-10-11", "2026-10-17",
    ]  # fmt: skip
    assert page.xpath("//p[@class='remark']") == []


def test_a_day_off_may_be_used_all_the_same(office, cohort) -> None:
    factories.unit(cohort.curriculum, 8)
    asked = PLAN | {"teach_on": ["2026-10-10"]}
    page = page_of(office.get(f"/cohorts/{cohort.id}/sessions/plan", query_string=asked))
    assert page.xpath("//form[contains(@class, 'proposal')]//input[@type='date']/@value") == [
        "2026-10-10", "2026-10-11",
    ]  # fmt: skip
    assert page.xpath("//fieldset[@class='days-off']//input[@checked]/@value") == ["2026-10-10"]
    assert texts(page, "//p[@class='remark']") == [
        "Sat 10 Oct 2026 is a swapped workday (National Day): trainees must be at their own work."
    ]
    forged = page_of(office.get(f"/cohorts/{cohort.id}/sessions/plan", query_string=PLAN | {"teach_on": ["x"]}))
    assert len(forged.xpath("//*[@role='alert']//li")) == 1


def test_an_unknown_year_is_said_on_the_proposal(office, sign_in) -> None:
    late = factories.cohort(starts_on=date(2040, 1, 1), ends_on=date(2040, 12, 31))
    factories.unit(late.curriculum, 4)
    staff = sign_in(factories.program_staff(late.program))
    asked = PLAN | {"first_day": "2040-10-06"}

    def callouts() -> list[str]:
        page = page_of(staff.get(f"/cohorts/{late.id}/sessions/plan", query_string=asked))
        return texts(page, "//*[contains(@class, 'callout-attention') and not(@hidden)]//p[not(a)]")

    assert len(callouts()) == 1
    name = BilingualText("国庆节")
    correct_days(first=date(2040, 10, 1), last=date(2040, 10, 7), kind=DayKind.HOLIDAY, name=name, actor=None)
    assert callouts() == [
        "The public holidays of 2040 are not in this program yet; only the 7 days are skipped that the office entered."
    ]
    assert sessions_of(late) == []


def test_the_year_takes_as_many_reads_for_three_corrections_as_for_one(office, count_queries) -> None:
    def enter(day: int) -> None:
        at = date(2040, 1, day)
        correct_days(first=at, last=at, kind=DayKind.HOLIDAY, name=BilingualText("元旦"), actor=None)
        db.session.commit()

    enter(1)
    with_one = count_queries(lambda: office.get("/days-off?year=2040"))
    enter(2)
    enter(3)
    assert count_queries(lambda: office.get("/days-off?year=2040")) == with_one
