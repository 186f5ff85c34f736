"""From the request on a phone to the confirmed return, in both languages."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from cgtraining import clock
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.queries import marks_of_trainee
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.browser import ON_SQLITE, PHONE, faults

pytestmark = ON_SQLITE
WORDS = {
    "zh": (
        "请假", "事假", "按课次选择", "原因", "提交申请", "您还可以缺",
        "待班主任审批", "审批1份请假申请", "同意", "请销假", "确认我已返回", "已销假",
    ),
    "en": (
        "Ask for leave", "Personal leave", "From single sessions", "Reason", "Send the request", "You can miss",
        "Waiting for the class teacher", "Decide on 1 request for leave", "Approve", "Confirm that you are back",
        "Confirm that I am back", "Has returned",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_leave_is_asked_for_approved_and_ended_on_a_phone(app, signed_in, address, language: str) -> None:
    ask, kind, by_sessions, reason, send, spare, waits, decide, approve, back, confirm, returned = WORDS[language]
    today = clock.today()
    cohort = factories.cohort(starts_on=today - timedelta(days=60), ends_on=today + timedelta(days=60))
    for days in (-20, -15, -10, -5, 10):
        factories.class_session(cohort, clock.now() + timedelta(days=days))
    missed = factories.class_session(cohort, clock.now() - timedelta(hours=4), title_zh="议事规则", title_en="Rules")
    teacher, trainee = factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER), factories.enrolment(cohort)
    session_id = missed.id
    phone = signed_in(trainee.person, width=PHONE, language=language).new_page()

    phone.goto(f"{address}/my/attendance")
    phone.get_by_role("link", name=ask, exact=True).click()
    phone.get_by_label(kind, exact=True).check()
    phone.get_by_label(by_sessions, exact=True).check()
    phone.locator(f"[name=sessions][value='{session_id}']").check()
    expect(phone.locator("#leave-effect")).to_contain_text(spare)
    phone.get_by_label(reason).fill("家里有事")
    assert faults(phone) == []
    phone.get_by_role("button", name=send).click()
    expect(phone.locator("h1 + *, .badge-tone").first).to_contain_text(waits)
    assert faults(phone) == []

    desk = signed_in(teacher, width=PHONE, language=language).new_page()
    desk.goto(address)
    desk.get_by_role("link", name=decide).click()
    desk.locator("td.primary a").click()
    assert faults(desk) == []
    desk.get_by_role("button", name=approve, exact=True).click()

    phone.goto(address)
    phone.get_by_role("link", name=back).click()
    assert faults(phone) == []
    phone.get_by_role("button", name=confirm).click()
    expect(phone.locator(".badge-tone").first).to_contain_text(returned)
    db.session.rollback()
    assert marks_of_trainee(trainee)[session_id].status is AttendanceStatus.PERSONAL_LEAVE
