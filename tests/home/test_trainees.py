"""The home page before the first session, in the course, and after it; and of someone without any role."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.assessments.models import Score
from cgtraining.certificates import operations
from cgtraining.certificates.codes import Code
from cgtraining.class_papers.models import PaperTexts
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.attendance.factories import ABSENT, stored
from tests.certificates.factories import committed, issued, replaced
from tests.home.pages import Next, headings, home, next_steps, plain, subtitle, titles

NOW = datetime(2026, 5, 20, 2, tzinfo=UTC)
SignIn = Callable[[Person], FlaskClient]


@pytest.fixture(autouse=True)
def mid_course() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def someone(app: Flask) -> Person:
    return factories.person("王芳", "WANG Fang", name_confirmed_at=NOW)


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort(title_en="Cohort 9")


@pytest.fixture
def enrolment(cohort: Cohort, someone: Person) -> Enrolment:
    return factories.enrolment(cohort, someone)


def test_the_name_is_confirmed_as_long_as_it_may_be_printed(enrolment: Enrolment, sign_in: SignIn) -> None:
    enrolment.person.name_confirmed_at = None
    client = sign_in(enrolment.person)
    confirm = [Next("Confirm how your name is written", "/profile", "attention")]
    assert next_steps(home(client)) == confirm
    enrolment.state = EnrolmentState.DEFERRED
    assert next_steps(home(client))[:1] == confirm
    enrolment.state = EnrolmentState.WITHDRAWN
    assert next_steps(home(client)) == []


def test_an_open_check_in_comes_before_everything(enrolment: Enrolment, cohort: Cohort, sign_in: SignIn) -> None:
    enrolment.person.name_confirmed_at = None
    session = factories.class_session(cohort, NOW - timedelta(minutes=5))
    session.check_in_until = NOW + timedelta(minutes=10)
    assert next_steps(home(sign_in(enrolment.person)))[0] == Next("Check in now: Opening", "/check-in", "attention")


def test_before_the_first_day_the_course_introduces_itself(someone: Person, sign_in: SignIn) -> None:
    cohort = factories.cohort(title_en="Cohort 10", starts_on=date(2026, 6, 1))
    factories.enrolment(cohort, someone)
    factories.class_session(cohort, datetime(2026, 6, 1, 1, tzinfo=UTC))
    page = home(sign_in(someone))
    assert next_steps(page) == [
        Next("See the timetable", "/my/attendance", ""),
        Next("Get to know your class", f"/cohorts/{cohort.id}", ""),
    ]
    assert "Cohort 10 begins in 12 days, on Mon 1 Jun 2026." in page
    db.session.add(PaperTexts(cohort=cohort, reply_by=date(2026, 5, 25)))
    first = next_steps(home(sign_in(someone)))[0]
    assert (first.title, first.look) == ("Fill in the reply slip: Cohort 10", "attention")
    assert "4 class hours are planned." in page
    assert "Class hours earned" not in page


def test_the_next_session_stands_with_its_place_and_the_way_in(
    enrolment: Enrolment, cohort: Cohort, sign_in: SignIn
) -> None:
    factories.class_session(
        cohort, NOW + timedelta(days=2), title_en="Fundraising", venue_zh="一号教室", venue_en="Room 1",
        link="https://meeting.example.org/cedar",
    )  # fmt: skip
    factories.class_session(cohort, NOW + timedelta(days=3), title_en="Grant making")
    factories.class_session(factories.cohort(), NOW + timedelta(days=1), title_en="Elsewhere")
    page = home(sign_in(enrolment.person))
    own = plain(page[page.index("Your next class session") : page.index("Coming sessions")])
    assert "Fundraising Fri 22 May 2026, 10:00–13:00" in own
    assert "Room 1" in own
    assert 'href="https://meeting.example.org/cedar"' in page
    assert ("Grant making" in own, "Grant making" in page, "Elsewhere" in page) == (False, True, False)


def test_class_hours_are_shown_with_what_may_still_be_missed(
    enrolment: Enrolment, cohort: Cohort, sign_in: SignIn
) -> None:
    for day in range(1, 11):
        held = factories.class_session(cohort, NOW - timedelta(days=20 - day), hours=4)
        stored(held, enrolment) if day > 1 else stored(held, enrolment, ABSENT)
    page = home(sign_in(enrolment.person))
    assert "36 of 40" in page
    assert "You can miss 4 more class hours." in page
    assert "/my/completion" in page


def test_a_result_is_news_for_some_time_once_it_is_released(
    enrolment: Enrolment, cohort: Cohort, sign_in: SignIn
) -> None:
    released = factories.graded_item(cohort, title_en="Reading report", released_at=NOW - timedelta(days=2))
    old = factories.graded_item(cohort, title_en="Old report", released_at=NOW - timedelta(days=40))
    hidden = factories.graded_item(cohort, title_en="Hidden report")
    unmarked = factories.graded_item(cohort, title_en="Unmarked", released_at=NOW)
    for item in (released, old, hidden):
        db.session.add(Score(item=item, enrolment=enrolment, points=Decimal(80)))
    other = factories.enrolment(cohort)
    db.session.add(Score(item=unmarked, enrolment=other, points=Decimal(70)))
    assert next_steps(home(sign_in(enrolment.person))) == [
        Next("Your result is there: Reading report", "/my/results", "")
    ]


def test_deferred_completion_says_where_to_look(enrolment: Enrolment, sign_in: SignIn) -> None:
    enrolment.state = EnrolmentState.DEFERRED
    assert next_steps(home(sign_in(enrolment.person))) == [
        Next("Your completion is deferred: see what is missing", "/my/completion", "")
    ]


def test_a_graduate_finds_the_certificate_and_its_address(someone: Person, sign_in: SignIn) -> None:
    certificate = issued(someone)
    certificate_enrolment = db.session.get_one(Enrolment, certificate.enrolment_id)
    certificate_enrolment.state = EnrolmentState.COMPLETED
    page = home(sign_in(someone))
    assert next_steps(page) == [Next("Save your certificate or show it to others", "/certificates/mine", "")]
    assert certificate.serial in page
    assert f"https://training.example.org/verify/{Code(certificate.code).grouped}" in page
    assert subtitle(page) == ["Wed 20 May 2026", "Graduate"]
    assert "Confirm how your name is written" not in page


def test_a_certificate_that_no_longer_counts_is_not_handed_on(someone: Person, sign_in: SignIn) -> None:
    certificate = issued(someone)
    client = sign_in(someone)
    new = replaced(certificate)
    page = home(client)
    addresses = [Code(one.code).grouped in page for one in (certificate, new)]
    assert (len(titles(page)), addresses) == (1, [False, True])
    committed(operations.revoke_certificate, certificate=new, reason="error", actor=None)
    page = home(client)
    assert titles(page) == []
    assert Code(new.code).grouped not in page
    assert page.count("Revoked") == 1


def test_whoever_has_no_role_is_told_what_to_do(someone: Person, sign_in: SignIn) -> None:
    page = home(sign_in(someone))
    assert "You are not in a class or a role yet" in page
    assert 'href="/profile"' in page
    assert headings(page) == ["Next", "You are not in a class or a role yet", ""]  # the last is the question's


def test_the_places_of_what_is_to_come_are_visible(enrolment: Enrolment, cohort: Cohort, sign_in: SignIn) -> None:
    assert "Quizzes and surveys" in home(sign_in(enrolment.person))
    assert "Practice projects to review" in home(sign_in(factories.program_staff(cohort.program)))
    assert "测验与问卷" in home(sign_in(enrolment.person), "zh")


def test_a_partner_sees_the_figures_of_its_own_trainees_only(cohort: Cohort, sign_in: SignIn) -> None:
    sponsor = factories.organization()
    own = factories.enrolment(cohort, sponsor=sponsor)
    factories.enrolment(cohort, sponsor=sponsor, state=EnrolmentState.COMPLETED)
    other = factories.enrolment(cohort, sponsor=factories.organization())
    for day, absent in ((3, False), (2, True)):
        held = factories.class_session(cohort, NOW - timedelta(days=day))
        stored(held, own, ABSENT) if absent else stored(held, own)
        stored(held, other)
    page = home(sign_in(factories.partner(cohort.program, sponsor)))
    figures = [plain(part.split("</div>")[0]) for part in page.split('<div class="stat-value">')[1:]]
    assert figures == ["2", "1", "1", "50%"]
    assert "2 trainees of yours" in page
