"""The main navigation, how many queries the home page needs, and the page as the cohorts of a reader grow."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStatus
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.attendance.factories import stored
from tests.home.pages import home, navigation, plain, subtitle

NOW = datetime(2026, 5, 20, 2, tzinfo=UTC)
SignIn = Callable[[Person], FlaskClient]
OWN = ["My attendance", "My quizzes", "My results", "My certificates"]


def people_of(cohort: Cohort) -> dict[str, Person]:
    sponsor = factories.organization()
    trainee = factories.person(organization=sponsor)
    factories.enrolment(cohort, trainee, sponsor=sponsor)
    return {
        "platform administrator": factories.platform_administrator(),
        "head": factories.program_staff(cohort.program, role=ProgramRole.HEAD),
        "course administrator": factories.program_staff(cohort.program),
        "cohort administrator": factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR),
        "class teacher": factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        "trainer": factories.cohort_staff(cohort, CohortRole.TRAINER),
        "mentor": factories.cohort_staff(cohort, CohortRole.MENTOR),
        "partner": factories.partner(cohort.program, sponsor),
        "trainee": trainee,
        "nobody": factories.person(),
    }


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("platform administrator", ["Home", "Programs", "Cohorts", "People", "Organizations", "Messages"]),
        ("head", ["Home", "Programs", "Cohorts"]),
        ("course administrator", ["Home", "Programs", "Cohorts"]),
        ("cohort administrator", ["Home", "Cohorts"]),
        ("class teacher", ["Home", "Cohorts"]),
        ("trainer", ["Home", "Cohorts"]),
        ("mentor", ["Home", "Cohorts"]),
        ("partner", ["Home", "Programs", "Cohorts"]),
        ("trainee", ["Home", *OWN]),
        ("nobody", ["Home"]),
    ],
)
def test_navigation_offers_what_the_role_may_open(app: Flask, sign_in: SignIn, role: str, expected: list[str]) -> None:
    client = sign_in(people_of(factories.cohort())[role])
    page = home(client)
    assert navigation(page) == expected
    addresses = {
        "Programs": "/programs/", "Cohorts": "/cohorts/", "People": "/people", "Organizations": "/organizations",
        "Messages": "/messages", "My attendance": "/my/attendance", "My quizzes": "/my/quizzes",
        "My results": "/my/results", "My certificates": "/certificates/mine", "Home": "/",
    }  # fmt: skip
    assert {name: client.get(addresses[name]).status_code for name in expected} == dict.fromkeys(expected, 200)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("platform administrator", ["Platform administrator"]),
        ("head", ["Program head"]),
        ("course administrator", ["Course administrator"]),
        ("cohort administrator", ["Course administrator"]),
        ("class teacher", ["Class teacher"]),
        ("trainer", ["Trainer"]),
        ("mentor", ["Mentor"]),
        ("partner", ["Partner"]),
        ("trainee", ["Trainee"]),
        ("nobody", []),
    ],
)
def test_the_reader_is_told_in_which_role_the_page_is_shown(
    app: Flask, sign_in: SignIn, role: str, expected: list[str]
) -> None:
    with clock.frozen(NOW):
        page = home(sign_in(people_of(factories.cohort())[role]))
    assert subtitle(page) == ["Wed 20 May 2026", *expected]


def test_whoever_only_taught_long_ago_still_reaches_the_cohorts(app: Flask, sign_in: SignIn) -> None:
    over = factories.cohort(status=CohortStatus.FINISHED)
    page = home(sign_in(factories.cohort_staff(over, CohortRole.TRAINER)))
    assert navigation(page) == ["Home", "Cohorts"]
    assert "Nothing waits for you" in page


def test_a_stranger_finds_two_doors(client: FlaskClient) -> None:
    page = client.get("/?lang=en").get_data(as_text=True)
    assert navigation(page) == []
    assert ['href="/sign-in"' in page, 'href="/verify"' in page or 'href="/verify/"' in page] == [True, True]


def grow(like: Cohort, people: dict[str, Person], count: int) -> None:
    """More cohorts in which the same people work and study, each with something left to do."""
    sponsor = people["trainee"].organization
    for _number in range(count):
        one = factories.cohort(like.curriculum)
        for role in (CohortRole.CLASS_TEACHER, CohortRole.TRAINER, CohortRole.MENTOR):
            factories.cohort_staff(one, role, people[role.value.replace("_", " ")])
        factories.cohort_staff(one, CohortRole.ADMINISTRATOR, people["cohort administrator"])
        factories.enrolment(one, people["trainee"], sponsor=sponsor)
        held = factories.class_session(one, NOW - timedelta(days=3))
        stored(held, factories.enrolment(one, sponsor=sponsor))
        factories.class_session(one, NOW + timedelta(hours=2))
        factories.graded_item(one, due_on=(NOW - timedelta(days=1)).date())


@pytest.mark.parametrize(
    "role",
    ["platform administrator", "head", "course administrator", "cohort administrator", "class teacher", "trainer",
     "mentor", "partner", "trainee"],
)  # fmt: skip
def test_the_number_of_queries_does_not_grow_with_the_cohorts(
    app: Flask, sign_in: SignIn, count_queries: Callable[[Callable[[], object]], int], role: str
) -> None:
    with clock.frozen(NOW):
        first = factories.cohort()
        people = people_of(first)
        grow(first, people, 1)
        client = sign_in(people[role])
        home(client)
        one = count_queries(lambda: home(client))
        grow(first, people, 2)
        client = sign_in(people[role])
        home(client)
        three = count_queries(lambda: home(client))
    assert three == one


def test_trainees_and_sessions_are_counted_once_for_all_cohorts_of_somebody(
    app: Flask, sign_in: SignIn, statements_of: Callable[[Callable[[], object]], list[str]]
) -> None:
    """Somebody who manages one, teaches in another and sponsors in a third."""
    with clock.frozen(NOW):
        managed, taught, sponsored = factories.cohort(), factories.cohort(), factories.cohort()
        someone, sponsor = factories.program_staff(managed.program), factories.organization()
        factories.cohort_staff(taught, CohortRole.TRAINER, someone)
        factories.partner(sponsored.program, sponsor, someone)
        for cohort in (managed, taught, sponsored):
            factories.enrolment(cohort, sponsor=sponsor)
            factories.class_session(cohort, NOW - timedelta(days=3))
        client = sign_in(someone)
        assert home(client).count('class="card-link cohort-card"') == 3
        asked = statements_of(lambda: home(client))
    trainees = [one for one in asked if "enrolment.state IN" in one and "GROUP BY enrolment.cohort_id" in one]
    sessions = [one for one in asked if "sum(CASE" in one and "GROUP BY class_session.cohort_id" in one]
    assert (len(trainees), len(sessions)) == (1, 1)


def test_a_card_says_dates_state_number_and_progress_each_on_its_own(app: Flask, sign_in: SignIn) -> None:
    cohort = factories.cohort(title_en="Cohort 9")
    factories.enrolment(cohort)
    for day in (-3, -2, 5):
        factories.class_session(cohort, NOW + timedelta(days=day))
    with clock.frozen(NOW):
        page = home(sign_in(factories.program_staff(cohort.program)))
    card = page[page.index('class="card-link cohort-card"') :]
    lines = [plain(part) for part in card[: card.index("</a>")].split("\n") if plain(part)]
    assert lines[1:4] == ["Cohort 9", "1 Mar 2026 to 31 Dec 2026", "Running 1 trainee"]
    assert lines[4:6] == ["Sessions held", "2 of 3"]
