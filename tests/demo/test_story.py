"""The story told whole: what it promises to whoever tries the product, on both databases."""

from collections import Counter
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from cgtraining import clock, create_app, demo
from cgtraining.attendance.models import ClassSession
from cgtraining.certificates.models import Certificate, CertificateKind, NumberState, Standing
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentState, RosterImport, RosterRow
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.config import Settings
from cgtraining.database import db, metadata
from cgtraining.demo.telling import SIGN_INS
from cgtraining.mail.models import Channel, Delivery, DeliveryState
from cgtraining.people.models import Account, Person
from cgtraining.verification.answers import Finding
from cgtraining.verification.samples import sample_codes
from tests.conftest import IsolatedClient, empty_tables
from tests.home.pages import home, titles

pytestmark = pytest.mark.slow
OF_GRADUATES = (CertificateKind.COMPLETION, CertificateKind.ATTENDANCE)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Flask, list[str]]]:
    """The demo as `cgtraining run --demo` leaves it, and what it said."""
    folder = tmp_path_factory.mktemp("demo")
    url = f"sqlite:///{folder / 'demo.sqlite3'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgresql_url")
    app = create_app(Settings(folder, url, "http://127.0.0.1:8000", "secret", "salt", demo=True, testing=True))
    app.test_client_class = IsolatedClient
    app.config["WTF_CSRF_ENABLED"] = False
    said: list[str] = []
    with app.app_context():
        metadata.create_all(db.engine)
        empty_tables()
        demo.tell_if_empty(said.append)
        db.session.remove()
    yield app, said
    with app.app_context():
        empty_tables()
        db.engine.dispose()


@pytest.fixture
def story(told: tuple[Flask, list[str]]) -> Iterator[Flask]:
    app, _said = told
    with app.app_context():
        yield app
        db.session.remove()


def cohort(code: str) -> Cohort:
    return db.session.scalars(select(Cohort).where(Cohort.code == code)).one()


def people_in(one: Cohort) -> list[Person]:
    query = select(Person).join(Enrolment, Enrolment.person_id == Person.id).where(Enrolment.cohort_id == one.id)
    return list(db.session.scalars(query))


def signed_in(app: Flask, mailbox: str) -> FlaskClient:
    client = app.test_client()
    account = db.session.scalars(select(Account).where(Account.email == f"{mailbox}@example.org")).one()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = account.fs_uniquifier, True
    return client


def test_thirty_leaders_from_eighteen_provinces_were_taught(story: Flask) -> None:
    first = cohort("CEDAR-2018")
    people = people_in(first)
    assert (len(people), len({person.province_code for person in people})) == (30, 18)
    assert first.status is CohortStatus.FINISHED
    sessions = db.session.scalar(select(func.count()).select_from(ClassSession).filter_by(cohort_id=first.id))
    assert sessions == 15


def test_everyone_is_invented_once_and_reached_nowhere(story: Flask) -> None:
    people = db.session.scalars(select(Person)).all()
    names = Counter((person.name_zh, person.name_latin) for person in people)
    assert [name for name, count in names.items() if count > 1] == []
    assert {(person.email or "").partition("@")[2] for person in people} == {"example.org"}


def test_each_trainee_who_stayed_has_one_certificate_and_no_number_is_missing(story: Flask) -> None:
    certificates = db.session.scalars(select(Certificate).order_by(Certificate.year, Certificate.number)).all()
    first = [one for one in certificates if one.replaces_id is None and one.kind in OF_GRADUATES]
    numbers = [(one.year, one.number) for one in certificates]
    assert numbers == [(2018, number) for number in range(1, 5)] + [(2019, number) for number in range(1, 33)]
    assert {one.state for one in certificates} == {NumberState.ISSUED}
    staying = {person.id for person in people_in(cohort("CEDAR-2018"))} - {
        enrolment.person_id
        for enrolment in db.session.scalars(select(Enrolment).filter_by(state=EnrolmentState.WITHDRAWN))
    }
    assert sorted(one.person_id or 0 for one in first) == sorted(staying)
    assert Counter(one.kind for one in first) == {CertificateKind.COMPLETION: 27, CertificateKind.ATTENDANCE: 2}


def test_two_are_honoured_trainer_and_mentor_appointed_and_hours_stated_in_mid_course(story: Flask) -> None:
    others = db.session.scalars(select(Certificate).where(Certificate.kind.not_in(OF_GRADUATES))).all()
    assert Counter(one.kind for one in others) == {
        CertificateKind.APPOINTMENT: 2,
        CertificateKind.HONOUR: 2,
        CertificateKind.HOURS: 2,
    }
    mentor = signed_in(story, "mentor")
    assert "聘书" in mentor.get("/certificates/mine?lang=zh").text
    statements = [one.facts for one in others if one.kind is CertificateKind.HOURS]
    assert sorted(len(one["sessions"]) for one in statements) == [6, 9]
    assert sorted(one["ends_on"] for one in statements) == ["2018-10-19", "2018-12-02"]


def test_every_answer_of_verification_can_be_reached(story: Flask) -> None:
    codes = sample_codes()
    client = story.test_client()
    answers = {result: client.get(f"/verify/{code.grouped}.json").get_json()["state"] for result, code in codes.items()}
    assert answers == {result: result.value for result in (*Standing, Finding.UNKNOWN, Finding.MISTYPED)}


def test_the_links_are_printed_with_a_sign_in_for_each_role(told: tuple[Flask, list[str]]) -> None:
    app, said = told
    with app.app_context():
        codes = sample_codes()
    text = "\n".join(said)
    assert f"Verify a certificate: http://127.0.0.1:8000/verify/{codes[Standing.VALID].grouped}" in said
    assert [result for result, code in codes.items() if code.grouped not in text] == []
    assert [mailbox for _role, mailbox in SIGN_INS if f"{mailbox}@example.org" not in text] == []


def test_the_replaced_one_and_the_new_one_point_to_each_other(story: Flask) -> None:
    new = db.session.scalars(select(Certificate).where(Certificate.replaces_id.is_not(None))).one()
    assert new.replaces is not None
    assert new.replaces.replaced_by is new
    assert (new.replaces.facts["name_latin"], new.facts["name_latin"]) == ("MENG Zhixia", "MENG Chih-hsia")


def test_the_cohort_of_today_is_in_mid_course(story: Flask) -> None:
    present = db.session.scalars(select(Cohort).where(Cohort.title_zh == "雪松计划第九期")).one()
    today = clock.today()
    sessions = db.session.scalars(select(ClassSession).filter_by(cohort_id=present.id)).all()
    assert present.starts_on < today < present.ends_on
    assert [one.day for one in sessions].count(today) == 1
    assert sum(one.day < today for one in sessions) == 8


def test_a_list_of_graduates_with_a_waiver_waits_for_the_head(story: Flask) -> None:
    waiting = db.session.scalars(select(GraduateList).where(GraduateList.state == ListState.DRAFT)).one()
    outcomes = Counter(db.session.scalars(select(GraduateEntry.outcome).where(GraduateEntry.list_id == waiting.id)))
    assert waiting.cohort.title_zh == "雪松计划第八期"
    assert outcomes == {Outcome.COMPLETED: 7, Outcome.ATTENDED: 1}


def test_a_roster_waits_to_be_checked_with_rows_of_many_kinds(story: Flask) -> None:
    waiting = db.session.scalars(select(RosterImport)).one()
    verdicts = Counter(row.verdict.value for row in db.session.scalars(select(RosterRow)))
    assert (waiting.state.value, waiting.cohort.title_zh) == ("preview", "雪松计划第十期")
    assert verdicts == {"new": 7, "duplicate": 1, "conflict": 1, "rejected": 1}


WAITING = {
    "admin": {"Approve the list of graduates", "Check the roster and import it: 雪松计划第十期报名汇总.csv"},
    "office": {
        "Approve the list of graduates",
        "Check the roster and import it: 雪松计划第十期报名汇总.csv",
        "5 trainees are not marked: Surveying community needs",
        "9 scores are missing: Action plan",
        "Today: Rules and practice of deliberation",
        "Hand the personal links to 5 trainees who cannot sign in yet",
        "Talk to 1 trainee who was absent without leave more than once",
    },
    "head": {"Approve the list of graduates", "Decide on 1 request for leave"},
    "trainer": {"5 trainees are not marked: Surveying community needs", "9 scores are missing: Action plan"},
    "teacher": {
        "5 trainees are not marked: Surveying community needs",
        "Decide on 1 request for leave",
        "Look at 1 make-up that was handed in",
    },
    "mentor": {"Talk to 1 trainee who was absent without leave more than once"},
    "partner": {"See how the 8 trainees whom you sponsor are doing"},
    "trainee04": {"Confirm how your name is written", "Your result is there: Reading report"},
    "newcomer01": {
        "Confirm how your name is written",
        "Fill in the reply slip: Cedar Program, Cohort 10",
        "See the timetable",
        "Get to know your class",
    },
    "cedar2018-01": {"Save your certificate or show it to others"},
}


@pytest.mark.parametrize("mailbox", WAITING)
def test_work_waits_for_every_role(story: Flask, mailbox: str) -> None:
    shown = set(titles(home(signed_in(story, mailbox))))
    going_on = {title.replace("Going on now: ", "Today: ") for title in shown}  # late in the evening
    assert WAITING[mailbox] - going_on == set()


def test_the_table_of_waiting_work_is_that_of_the_sign_ins() -> None:
    assert set(WAITING) == {mailbox for _role, mailbox in SIGN_INS}


def test_a_partner_sees_graduates_too(story: Flask) -> None:
    page = home(signed_in(story, "partner"))
    assert "Completed" in page
    assert "100%" not in page


def test_nothing_old_is_sent_today(story: Flask) -> None:
    query = select(Delivery.state).where(Delivery.channel != Channel.WECHAT_COPY)
    assert set(db.session.scalars(query)) == {DeliveryState.SENT}


def test_a_story_that_was_told_is_not_told_again(story: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(Person))
    said: list[str] = []
    demo.tell_if_empty(said.append)
    assert db.session.scalar(select(func.count()).select_from(Person)) == before
    assert said[1].startswith("Sign in at http://127.0.0.1:8000/sign-in")
