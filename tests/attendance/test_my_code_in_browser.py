"""A trainee's own code on a phone whose clock is wrong and that has lost its network."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from cgtraining.attendance.personal_codes import STEP_SECONDS, STEPS_AHEAD
from cgtraining.database import db
from tests import factories
from tests.browser import ON_SQLITE, PHONE, faults, is_too_wide

pytestmark = ON_SQLITE


def test_codes_follow_each_other_without_a_network_and_by_a_wrong_clock(signed_in, address) -> None:
    person = factories.enrolment(factories.cohort()).person
    db.session.commit()
    context = signed_in(person, width=PHONE)
    page = context.new_page()
    page.clock.install(time=datetime.now(UTC) - timedelta(minutes=5))
    page.goto(f"{address}/my/code")
    assert faults(page) == []
    assert not is_too_wide(page)
    codes = page.locator("[data-code]")
    expect(codes.first).to_be_visible()
    context.set_offline(True)
    page.clock.fast_forward(STEP_SECONDS * 1000)
    expect(codes.nth(1)).to_be_visible()
    expect(codes.first).to_be_hidden()
    page.clock.fast_forward(STEP_SECONDS * STEPS_AHEAD * 1000)
    expect(page.locator("[data-over]")).to_be_visible()
    expect(codes.nth(STEPS_AHEAD - 1)).to_be_hidden()
