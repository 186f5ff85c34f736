"""A program that asks for two approvals: the second is another person's, and nothing is issued before it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from cgtraining import clock
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.completion.operations import (
    approve_list,
    attach_scan,
    discard_draft,
    draft_list,
    refresh_draft,
    return_to_draft,
)
from cgtraining.completion.papers import sheet_content
from cgtraining.completion.queries import approved_lists, draft_of, entries_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from cgtraining.programs.operations.keeping import set_approvals_needed
from tests import factories
from tests.completion.factories import taught_cohort, trainee

SignIn = Callable[[Person], FlaskClient]
AWARD = datetime(2027, 1, 9, tzinfo=UTC).date()
FIRST_AT, SECOND_AT = datetime(2027, 1, 5, 3, 0, tzinfo=UTC), datetime(2027, 1, 6, 4, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"), clock.frozen(FIRST_AT):
        yield


@pytest.fixture
def drafted(app: Flask) -> GraduateList:
    cohort = taught_cohort()
    cohort.program.approvals_needed = 2
    trainee(cohort)
    return draft_list(cohort=cohort, award_date=AWARD, actor=None)


@pytest.fixture
def head(drafted: GraduateList) -> Person:
    who = factories.person("林知远", "LIN Zhiyuan")
    return factories.program_staff(drafted.cohort.program, who, ProgramRole.HEAD)


@pytest.fixture
def administrator(drafted: GraduateList) -> Person:
    return factories.program_staff(drafted.cohort.program, factories.person("陈敬之", "CHEN Jingzhi"))


def test_the_first_approval_decides_nothing_yet(drafted: GraduateList, administrator: Person) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    assert (drafted.state, drafted.approved_at, approved_lists(drafted.cohort)) == (ListState.WAITING, None, [])
    assert draft_of(drafted.cohort) is drafted
    assert [entry.enrolment.state for entry in entries_of(drafted)] == [EnrolmentState.ENROLLED]


def test_the_second_is_another_persons(drafted: GraduateList, administrator: Person, head: Person) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    for nobody_else in (administrator, None):
        with pytest.raises(RuleBroken, match="another person's"):
            approve_list(graduate_list=drafted, actor=nobody_else)
    with clock.frozen(SECOND_AT):
        approve_list(graduate_list=drafted, actor=head)
    assert (drafted.state, drafted.approved_by) == (ListState.APPROVED, head)
    (entry,) = entries_of(drafted)
    assert (entry.facts["first_approved_by_id"], entry.facts["approved_by_id"]) == (administrator.id, head.id)


def test_both_stand_on_the_sheet_with_their_times(drafted: GraduateList, administrator: Person, head: Person) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    assert ("State", "Waiting for the second approval") in sheet_content(drafted, "en")["facts"]
    with clock.frozen(SECOND_AT):
        approve_list(graduate_list=drafted, actor=head)
    db.session.expire_all()
    facts = sheet_content(drafted, "zh")["facts"]
    assert ("初审", "陈敬之, 2027年1月5日 11:00") in facts
    assert ("复审", "林知远, 2027年1月6日 12:30") in facts


def test_a_waiting_list_is_not_changed_before_it_is_a_draft_again(drafted: GraduateList, administrator: Person) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    for change in (discard_draft, refresh_draft):
        with pytest.raises(RuleBroken, match="waits for its second approval"):
            change(graduate_list=drafted, actor=administrator)
    with pytest.raises(RuleBroken, match="Approve the list first"):
        attach_scan(graduate_list=drafted, key="k", file_name="f", actor=None)
    return_to_draft(graduate_list=drafted, actor=administrator)
    assert (drafted.state, drafted.first_approved_by_id, drafted.first_approved_at) == (ListState.DRAFT, None, None)
    with pytest.raises(RuleBroken, match="does not wait"):
        return_to_draft(graduate_list=drafted, actor=administrator)


def test_whoever_joined_in_between_is_not_decided_on_unseen(
    drafted: GraduateList, administrator: Person, head: Person
) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    trainee(drafted.cohort)
    with pytest.raises(RuleBroken, match="joined or left"):
        approve_list(graduate_list=drafted, actor=head)


def test_the_second_approver_approves_what_was_shown(
    drafted: GraduateList, administrator: Person, head: Person
) -> None:
    shown = drafted.version
    approve_list(graduate_list=drafted, actor=administrator)
    with pytest.raises(StaleRecord):
        approve_list(graduate_list=drafted, actor=head, version=shown)


def test_an_approved_list_stays_approved(drafted: GraduateList, administrator: Person, head: Person) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    approve_list(graduate_list=drafted, actor=head)
    with pytest.raises(RuleBroken, match="cannot be changed any more"):
        approve_list(graduate_list=drafted, actor=administrator)


def test_a_waiting_list_needs_another_person_even_if_the_program_asks_for_one_approval_now(
    drafted: GraduateList, administrator: Person, head: Person
) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    program = drafted.cohort.program
    set_approvals_needed(program=program, needed=1, version=program.version, actor=administrator)
    with pytest.raises(RuleBroken, match="another person's"):
        approve_list(graduate_list=drafted, actor=administrator)
    approve_list(graduate_list=drafted, actor=head)
    assert drafted.is_approved


def test_how_many_approve_is_one_or_two(drafted: GraduateList) -> None:
    program = drafted.cohort.program
    assert set_approvals_needed(program=program, needed=1, version=program.version, actor=None).approvals_needed == 1
    with pytest.raises(RuleBroken, match="by one person or by two"):
        set_approvals_needed(program=program, needed=3, version=program.version, actor=None)


def test_the_pages_lead_from_one_approver_to_the_other(
    drafted: GraduateList, administrator: Person, head: Person, sign_in: SignIn
) -> None:
    page = f"/graduate-lists/{drafted.id}"
    office = sign_in(administrator)
    office.post(f"{page}/approve", data={"version": drafted.version})
    text = office.get(f"{page}?lang=en").text
    assert "You gave the first approval" in text
    assert "CHEN Jingzhi" in text
    assert "waits for its second approval" in office.get("/?lang=en").text
    other = sign_in(head)
    assert "Give the second approval to the list of graduates" in other.get("/?lang=en").text
    db.session.expire_all()
    assert "Give the second approval" in other.get(f"{page}?lang=en").text
    other.post(f"{page}/approve", data={"version": drafted.version})
    db.session.expire_all()
    assert drafted.state is ListState.APPROVED


def test_a_waiting_list_is_returned_on_its_page(drafted: GraduateList, administrator: Person, sign_in: SignIn) -> None:
    approve_list(graduate_list=drafted, actor=administrator)
    sign_in(administrator).post(f"/graduate-lists/{drafted.id}/return")
    db.session.expire_all()
    assert drafted.is_draft
