"""Personal links for trainees and staff: who may hand over whose."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cgtraining.cohorts.access import may_answer_for
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff
from cgtraining.cohorts.operations.linking import hand_over_links, send_links
from cgtraining.database import db
from cgtraining.mail.models import Channel, Message
from cgtraining.people.models import Invitation, Person
from cgtraining.programs.models import Program, ProgramRole, ProgramStaff, Sponsorship
from tests import factories

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture
def cohort(app: object) -> Cohort:
    return factories.cohort()


@pytest.fixture
def administrator(cohort: Cohort) -> Person:
    return factories.program_staff(cohort.program)


def head_of(program: Program) -> Person:
    return factories.program_staff(program, role=ProgramRole.HEAD)


def test_administrator_answers_for_those_whose_duties_lie_in_the_own_program(
    cohort: Cohort, administrator: Person
) -> None:
    inside = [
        factories.enrolment(cohort).person,
        factories.cohort_staff(cohort, CohortRole.TRAINER),
        factories.partner(cohort.program, factories.organization()),
        factories.program_staff(cohort.program),
    ]
    assert [may_answer_for(administrator, one) for one in inside] == [True] * 4


def test_administrator_does_not_answer_for_the_head_or_for_duties_elsewhere(
    cohort: Cohort, administrator: Person
) -> None:
    elsewhere = factories.cohort()
    outside = [
        head_of(cohort.program),
        factories.program_staff(elsewhere.program),
        factories.cohort_staff(elsewhere, CohortRole.MENTOR),
        factories.partner(elsewhere.program, factories.organization()),
        factories.platform_administrator(),
    ]
    assert [may_answer_for(administrator, one) for one in outside] == [False] * 5


def test_head_answers_for_heads_of_the_own_program_and_the_platform_for_everyone(cohort: Cohort) -> None:
    head = head_of(cohort.program)
    assert may_answer_for(head_of(cohort.program), head)
    assert may_answer_for(factories.platform_administrator(), head)


def test_duty_that_ended_binds_nobody(cohort: Cohort, administrator: Person) -> None:
    once = head_of(factories.program())
    db.session.scalars(select(ProgramStaff).where(ProgramStaff.person_id == once.id)).one().until = date(2020, 1, 1)
    db.session.flush()
    assert may_answer_for(administrator, once)


def test_links_go_to_all_but_those_who_sign_in_already(cohort: Cohort, administrator: Person) -> None:
    new, known = factories.enrolment(cohort).person, factories.enrolment(cohort).person
    factories.account_of(known, password="kept")
    links = hand_over_links(people=[new, known], actor=administrator)
    assert [person for person, _link in links.given] == [new]
    assert [person for person, _why in links.left_out] == [known]
    assert "/invitation/" in links.given[0][1].text


def test_links_are_sent_where_there_is_an_address(cohort: Cohort, administrator: Person) -> None:
    mail, phone, none = (
        factories.enrolment(cohort, factories.person(**values)).person
        for values in ({"phone": None}, {"email": None}, {"phone": None, "email": None})
    )
    links = send_links(people=[mail, phone, none], actor=administrator)
    channels = [[one.channel for one in message.deliveries] for _person, message in links.given]
    assert channels == [[Channel.MAIL], [Channel.SMS]]
    assert [person for person, _why in links.left_out] == [none]


def test_whether_those_selected_have_other_duties_is_asked_once(
    cohort: Cohort, administrator: Person, statements_of: Callable[[Callable[[], object]], list[str]]
) -> None:
    def asked(number: int) -> int:
        people = [factories.enrolment(cohort).person for _ in range(number)]
        statements = statements_of(lambda: hand_over_links(people=people, actor=administrator))
        return sum("program_staff" in statement or "cohort_staff" in statement for statement in statements)

    assert asked(1) == asked(3) == 1


def test_slips_for_those_selected_are_shown_once(cohort: Cohort, sign_in: SignIn, administrator: Person) -> None:
    ids = [factories.enrolment(cohort).id for _ in range(2)]
    factories.account_of(factories.enrolment(cohort).person)
    office = sign_in(administrator)
    shown = office.post(f"/cohorts/{cohort.id}/trainees/bulk?lang=en", data={"do": "links", "selected": ids}).text
    assert shown.count("https://training.example.org/invitation/") == 2
    assert db.session.scalar(select(func.count()).select_from(Invitation)) == 2
    assert "/invitation/" not in office.get(f"/cohorts/{cohort.id}/trainees").text


def test_links_are_sent_to_those_selected_and_the_others_are_named(
    cohort: Cohort, sign_in: SignIn, administrator: Person
) -> None:
    nobody = factories.person("李雷", "LI Lei", phone=None, email=None)
    ids = [factories.enrolment(cohort).id, factories.enrolment(cohort, nobody).id]
    data = {"do": "send", "selected": ids, "back": f"/cohorts/{cohort.id}/trainees"}
    client = sign_in(administrator)
    client.post(f"/cohorts/{cohort.id}/trainees/bulk?lang=en", data=data)
    shown = client.get(f"/cohorts/{cohort.id}/trainees?lang=en").text
    assert "1 personal link is on its way." in shown
    assert "LI Lei: Give this person an e-mail address or a phone number first" in shown
    assert db.session.scalar(select(func.count()).select_from(Message)) == 1


def test_lists_say_who_cannot_sign_in_and_who_never_did(cohort: Cohort, sign_in: SignIn, administrator: Person) -> None:
    factories.enrolment(cohort, factories.person("甲", None))
    factories.account_of(factories.enrolment(cohort, factories.person("乙", None)).person)
    office = sign_in(administrator)

    def names(account: str) -> list[bool]:
        shown = office.get(f"/cohorts/{cohort.id}/trainees?account={account}").text
        return [f">{name}</span>" in shown for name in "甲乙"]

    assert (names("none"), names("never"), names("nonsense")) == ([True, False], [False, True], [True, True])


def test_staff_of_cohort_and_program_get_links_from_those_who_name_them(cohort: Cohort, sign_in: SignIn) -> None:
    trainer = factories.cohort_staff(cohort, CohortRole.TRAINER)
    partner = factories.partner(cohort.program, factories.organization())
    office = factories.program_staff(cohort.program)
    role = db.session.scalars(select(ProgramStaff).where(ProgramStaff.person_id == office.id)).one()
    sponsorship = db.session.scalars(select(Sponsorship).where(Sponsorship.person_id == partner.id)).one()
    client = sign_in(head_of(cohort.program))
    staff = client.get(f"/cohorts/{cohort.id}/staff?lang=en").text
    assert "Cannot sign in yet" in staff
    assert str(trainer.name_latin) in staff
    for address in (f"program-staff/{role.id}", f"sponsorships/{sponsorship.id}", f"staff/{_staff_id(cohort)}"):
        assert "https://training.example.org/invitation/" in client.post(f"/cohorts/{address}/invitation").text


def test_administrator_gets_no_link_of_the_head(cohort: Cohort, sign_in: SignIn, administrator: Person) -> None:
    """Enrolled as a trainee, the head would otherwise be somebody whom the administrator can sign in as."""
    enrolment = factories.enrolment(cohort, head_of(cohort.program))
    office = sign_in(administrator)
    assert office.post(f"/cohorts/trainees/{enrolment.id}/invitation").status_code == 409
    assert "Personal link" not in office.get(f"/cohorts/trainees/{enrolment.id}?lang=en").text
    assert office.get(f"/cohorts/trainees/{enrolment.id}/contacts").status_code == 404


def _staff_id(cohort: Cohort) -> int:
    return db.session.scalars(select(CohortStaff.id).where(CohortStaff.cohort_id == cohort.id)).one()
