"""A report that was confirmed by mistake is withdrawn as a whole, and nothing that somebody did since is lost."""

import pytest

from cgtraining.attendance.meetings.operations import confirm, mark_absent
from cgtraining.attendance.meetings.queries import preview_of
from cgtraining.attendance.meetings.withdrawing import withdraw
from cgtraining.attendance.models import Mark, MarkSource
from cgtraining.attendance.operations import mark
from cgtraining.attendance.queries import history_of_mark, marks_in
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.attendance.factories import ABSENT, SICK, cell, late
from tests.attendance.meetings.reports import zoom_row
from tests.attendance.meetings.test_operations import begun, li, session, staff, wang  # noqa: F401


@pytest.fixture
def zhang(session):  # noqa: F811
    return factories.enrolment(session.cohort, factories.person("张伟", "ZHANG Wei"))


def test_marks_go_back_to_what_stood_before_where_nobody_changed_them(session, wang, li, zhang, staff) -> None:  # noqa: F811
    made = begun(session, zoom_row("王芳", "09:30:00 AM"), zoom_row("李强", "09:30:00 AM"))
    confirm(meeting_import=made, actor=staff)
    mark_absent(meeting_import=made, actor=staff)
    mark(session=session, cells=[cell(li, SICK, late(30))], actor=staff, reason="电话")
    assert marks_in(session) == {wang.id: late(30), li.id: SICK, zhang.id: ABSENT}

    withdraw(meeting_import=made, reason="传错了会议", actor=staff)

    assert marks_in(session) == {li.id: SICK}
    last = history_of_mark(session.id, wang.id)[0]
    assert (last.new_status, last.source) == (None, MarkSource.MEETING)
    assert "传错了会议" in last.reason
    assert (made.withdrawn_by_id, made.withdrawn_because) == (staff.id, "传错了会议")


def test_a_mark_that_stands_again_came_as_it_had_come(session, wang, staff) -> None:  # noqa: F811
    made = begun(session, zoom_row("王芳"))
    made.written = {str(wang.id): {"before": {"status": "late", "minutes": 20, "source": "paper"},
                                   "after": {"status": "present", "minutes": 0, "source": "meeting"}}}  # fmt: skip
    db.session.flush()
    confirm(meeting_import=made, actor=staff)
    withdraw(meeting_import=made, reason="错", actor=staff)
    found = db.session.query(Mark).one()
    assert (found.status.value, found.minutes_missed, found.source) == ("late", 20, MarkSource.PAPER)


def test_nothing_is_withdrawn_twice_without_a_reason_or_before_it_was_confirmed(session, wang, staff) -> None:  # noqa: F811
    made = begun(session, zoom_row("王芳"))
    for reason in ("错", " "):
        with pytest.raises(RuleBroken):
            withdraw(meeting_import=made, reason=reason, actor=staff)
    confirm(meeting_import=made, actor=staff)
    withdraw(meeting_import=made, reason="错", actor=staff)
    with pytest.raises(RuleBroken):
        withdraw(meeting_import=made, reason="错", actor=staff)
    with pytest.raises(RuleBroken):
        confirm(meeting_import=made, actor=staff)
    again = begun(session, zoom_row("王芳"))
    assert len(preview_of(again).to_write) == 1


def test_the_page_says_why_and_offers_nothing_more(session, wang, staff, sign_in) -> None:  # noqa: F811
    made = begun(session, zoom_row("王芳"))
    client, path = sign_in(staff), f"/sessions/meetings/{made.id}"
    assert "/withdraw" not in client.get(path).text
    client.post(f"{path}/decide", data={"do": "confirm"})
    assert "/withdraw" in client.get(path).text
    assert client.post(f"{path}/withdraw", data={"reason": ""}).location == path
    client.post(f"{path}/withdraw", data={"reason": "传错了会议"})
    page = client.get(path).text
    assert ("传错了会议" in page, "/withdraw" in page, 'name="do"' in page) == (True, False, False)
