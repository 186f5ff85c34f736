from datetime import timedelta

import pytest

from cgtraining import clock
from cgtraining.attendance.models import MarkSource
from cgtraining.attendance.operations import mark, mark_presence
from cgtraining.attendance.queries import history_of_mark, marks_in
from cgtraining.cohorts.committee import charge_in
from cgtraining.cohorts.models import ClassOffice
from cgtraining.cohorts.operations import add_group, appoint_member, assign_group
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from tests import factories
from tests.attendance.factories import ABSENT, DURING, PRESENT, SICK, START, cell, stored


@pytest.fixture
def group(cohort):
    return add_group(cohort=cohort, title_zh="第一组", title_en=None, actor=None)


@pytest.fixture
def leader(cohort, group):
    leader = factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    assign_group(enrolments=[leader], group=group, actor=None)
    appoint(leader, ClassOffice.GROUP_LEADER)
    return leader


@pytest.fixture
def member(cohort, group):
    member = factories.enrolment(cohort, factories.person("韩梅梅", "HAN Meimei"))
    assign_group(enrolments=[member], group=group, actor=None)
    return member


def appoint(trainee, office) -> None:
    with clock.frozen(START - timedelta(days=1)):
        appoint_member(enrolment=trainee, office=office, actor=None)


def help_mark(session, leader, shown, present, at=DURING):
    db.session.flush()
    with clock.frozen(at):
        return mark_presence(
            session=session,
            charge=charge_in(leader.person, session.cohort),
            shown={one.id for one in shown},
            present={one.id for one in present},
            actor=leader.person,
        )


def test_a_leader_marks_the_own_group_and_takes_it_back(cohort, session, leader, member) -> None:
    other = factories.enrolment(cohort)
    help_mark(session, leader, [member, other], [member, other])
    assert marks_in(session) == {member.id: PRESENT}
    (change,) = history_of_mark(session.id, member.id)
    assert (change.source, change.actor_zh) == (MarkSource.GROUP_LEADER, "李雷")
    help_mark(session, leader, [member], [])
    assert marks_in(session) == {}


def test_a_monitor_marks_the_whole_class(cohort, session, leader, member) -> None:
    monitor = factories.enrolment(cohort)
    appoint(monitor, ClassOffice.MONITOR)
    help_mark(session, monitor, [leader, member, monitor], [leader, member])
    assert marks_in(session) == {leader.id: PRESENT, member.id: PRESENT}


@pytest.mark.parametrize("value", [ABSENT, SICK, PRESENT])
def test_what_staff_entered_stands(session, leader, member, value) -> None:
    with clock.frozen(DURING):
        mark(session=session, cells=[cell(member, value)], actor=None)
    for present in ([member], []):
        help_mark(session, leader, [member], present)
    assert marks_in(session) == {member.id: value}


def test_whoever_was_not_on_the_page_is_left_alone(session, leader, member) -> None:
    help_mark(session, leader, [member], [member])
    help_mark(session, leader, [leader], [leader])
    assert marks_in(session) == {leader.id: PRESENT, member.id: PRESENT}


@pytest.mark.parametrize("at", [START - timedelta(hours=3), START + timedelta(days=1)])
def test_presence_is_marked_on_the_day_only(session, leader, member, at) -> None:
    with pytest.raises(RuleBroken):
        help_mark(session, leader, [member], [member], at)


def test_the_page_shows_names_and_status_and_nothing_else(sign_in, session, leader, member) -> None:
    member.person.phone, member.note = "+8613912345678", "家中有事"
    stored(session, member, SICK)
    client = sign_in(leader.person)
    with clock.frozen(DURING):
        page = client.get(f"/sessions/{session.id}/class").text
        assert client.get(f"/sessions/{session.id}/register").status_code == 404
    assert "韩梅梅" in page
    assert "请假" in page
    assert not any(secret in page for secret in ("13912345678", "病假", "家中有事", member.person.email))


def test_a_leader_works_from_the_own_pages(sign_in, session, leader, member) -> None:
    client = sign_in(leader.person)
    with clock.frozen(DURING):
        assert "/my/class" in client.get("/my/attendance").text
        assert f"/sessions/{session.id}/class" in client.get("/my/class").text
        client.post(
            f"/sessions/{session.id}/class", data={"shown": [leader.id, member.id, "x"], "present": [member.id]}
        )
    assert marks_in(session) == {member.id: PRESENT}


def test_whoever_holds_no_office_finds_no_class(sign_in, session, member) -> None:
    client = sign_in(member.person)
    assert client.get(f"/sessions/{session.id}/class").status_code == 404
    assert "班委会" in client.get("/my/class").text
    assert "/my/class" not in client.get("/my/attendance").text
