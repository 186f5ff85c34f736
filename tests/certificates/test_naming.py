"""The printed name is confirmed before issue: by its bearer, or by the office with a signed paper."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select

from cgtraining import clock
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import IssueItem, ItemState
from cgtraining.certificates.naming import remind_unconfirmed, unconfirmed_in
from cgtraining.certificates.operations import start_run
from cgtraining.certificates.runs import proceed
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.people.models import Person
from cgtraining.people.operations import change_person, confirm_name_for, confirm_profile
from cgtraining.people.values import PersonValues
from tests import factories
from tests.certificates.awards.stories import APPOINTMENT, approved, draft
from tests.certificates.factories import approved_list, cedar, committed

SignIn = Callable[[Person], FlaskClient]
Count = Callable[[Callable[[], Any]], int]
PAPER = "2026-12-01 签字确认表，存档 3 号柜"


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


def confirmed(person: Person) -> Person:
    return confirm_name_for(person=person, note=PAPER, version=person.version, actor=None)


def test_where_the_program_asks_for_it_only_confirmed_names_are_issued() -> None:
    cohort = cedar()
    cohort.program.names_must_be_confirmed = True
    sure, unsure = factories.person("王芳", "WANG Fang"), factories.person("李强", "LI Qiang")
    run = start_run(graduate_list=approved_list([confirmed(sure), unsure], cohort), actor=None)
    db.session.commit()
    proceed(run.id)
    found = {item.person: item for item in db.session.scalars(select(IssueItem))}
    assert (found[sure].state, found[unsure].state) == (ItemState.DONE, ItemState.REFUSED)
    assert "has not confirmed how the name is printed" in (found[unsure].problem.en or "")


def test_otherwise_it_is_only_warned_about() -> None:
    run = committed(start_run, graduate_list=approved_list(), actor=None)
    proceed(run.id)
    assert [item.state for item in db.session.scalars(select(IssueItem))] == [ItemState.DONE]


def test_a_letter_of_appointment_does_not_wait_for_what_nobody_can_confirm() -> None:
    cohort = cedar()
    cohort.program.names_must_be_confirmed = True
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    run = committed(start_award_run, award_list=approved(draft(cohort, APPOINTMENT)), actor=None)
    proceed(run.id)
    assert [item.state for item in db.session.scalars(select(IssueItem))] == [ItemState.DONE]


def test_a_confirmation_for_someone_notes_the_paper_and_who_looked_at_it() -> None:
    person, office = factories.person(), factories.person("教务", "JIAO Wu")
    confirm_name_for(person=person, note=f" {PAPER} ", version=person.version, actor=office)
    assert (person.name_confirmation_note, person.name_confirmed_by_id) == (PAPER, office.id)
    assert {"name_zh", "name_latin"} <= set(person.confirmed_fields)
    with pytest.raises(RuleBroken, match="confirmed already"):
        confirmed(person)


def test_it_needs_the_paper() -> None:
    person = factories.person()
    with pytest.raises(RuleBroken, match="signed paper"):
        confirm_name_for(person=person, note=" ", version=person.version, actor=None)


def test_a_changed_name_is_to_be_confirmed_anew() -> None:
    person = confirmed(factories.person("王芳", "WANG Fang"))
    values = PersonValues(name_zh="王方", name_latin="WANG Fang")
    change_person(person=person, actor=None, version=person.version, values=values, over_confirmed=True)
    assert (person.name_confirmed_at, person.name_confirmation_note) == (None, None)


def test_the_bearers_own_word_takes_the_place_of_the_paper() -> None:
    person = confirmed(factories.person("王芳", "WANG Fang"))
    values = PersonValues(name_zh="王芳", name_latin="WANG Fang")
    confirm_profile(person=person, version=person.version, values=values, consents=True)
    assert (person.name_confirmed_at is None, person.name_confirmation_note) == (False, None)


def test_whoever_is_missing_is_reminded_once_a_day() -> None:
    cohort = cedar()
    sure, unsure = factories.person("王芳", "WANG Fang"), factories.person("李强", "LI Qiang")
    for who in (confirmed(sure), unsure):
        factories.enrolment(cohort, who)
    for _ in range(2):
        remind_unconfirmed(cohort=cohort, actor=None)
    (message,) = db.session.scalars(select(Message)).all()
    assert message.person_id == unsure.id
    assert ("李强" in message.body, "LI Qiang" in message.body) == (True, True)
    assert (message.link or "").endswith("/profile")


def test_nobody_is_reminded_where_all_have_confirmed() -> None:
    cohort = cedar()
    factories.enrolment(cohort, confirmed(factories.person()))
    with pytest.raises(RuleBroken, match="Everybody has confirmed"):
        remind_unconfirmed(cohort=cohort, actor=None)


def test_the_page_shows_who_is_missing_and_leads_to_the_signed_paper(sign_in: SignIn) -> None:
    cohort = cedar()
    enrolment = factories.enrolment(cohort, factories.person("李强", "LI Qiang"))
    client, page = sign_in(factories.program_staff(cohort.program)), f"/cohorts/{cohort.id}/names"
    assert "LI Qiang" in client.get(f"{page}?lang=en").text
    assert client.post(f"{page}/remind").location == page
    assert clock.now().strftime("%Y") in client.get(f"{page}?lang=en").text
    form = f"/trainees/{enrolment.id}/confirm-name"
    assert "LI Qiang" in client.get(f"{form}?lang=en").text
    data = {"note": PAPER, "version": enrolment.person.version}
    assert client.post(form, data=data).location == page
    db.session.expire_all()
    assert unconfirmed_in(cohort) == []
    assert PAPER in client.get(f"{page}?lang=en").text


def test_the_page_asks_as_much_for_three_as_for_one(sign_in: SignIn, count_queries: Count) -> None:
    cohort = cedar()
    client, page = sign_in(factories.program_staff(cohort.program)), f"/cohorts/{cohort.id}/names"
    factories.enrolment(cohort)
    db.session.commit()
    one = count_queries(lambda: client.get(page))
    for _ in range(2):
        factories.enrolment(cohort)
    db.session.commit()
    assert count_queries(lambda: client.get(page)) == one
    assert client.get(page).status_code == 200


def test_the_program_says_whether_it_waits_for_names(sign_in: SignIn) -> None:
    program = factories.program()
    client = sign_in(factories.program_staff(program))
    data = {"version": program.version, "names_must_be_confirmed": "y"}
    assert client.post(f"/programs/{program.id}/name-rule", data=data).status_code == 302
    db.session.expire_all()
    assert program.names_must_be_confirmed
    assert "Someone else saved" in client.post(f"/programs/{program.id}/name-rule?lang=en", data={"version": 0}).text
