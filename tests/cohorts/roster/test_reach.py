"""A list that somebody uploads is no key to other people's data."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.cohorts.models import Cohort, CohortRole, RowVerdict
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.cohorts.roster.lists import WANG, codes, csv_of, enrolled, known, read, row, run

SignIn = Callable[[Person], FlaskClient]
OTHER_ADDRESS = WANG | {"邮箱": "new@example.org", "职务": "秘书长"}


@pytest.fixture
def cohort(app: Flask) -> Cohort:
    return factories.cohort()


@pytest.fixture
def administrator(cohort: Cohort) -> Person:
    return factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR)


def head_elsewhere(someone: Person) -> None:
    factories.program_staff(factories.program(), someone)


def platform_administrator(someone: Person) -> None:
    factories.account_of(someone).is_administrator = True


@pytest.mark.parametrize("give_role", [head_elsewhere, platform_administrator])
def test_whoever_has_a_role_elsewhere_is_enrolled_as_they_are(
    cohort: Cohort, administrator: Person, give_role: Callable[[Person], None]
) -> None:
    someone = known(email="old@example.org", position_zh="理事")
    give_role(someone)

    roster_import = read(cohort, csv_of(OTHER_ADDRESS), actor=administrator)
    found = row(roster_import)

    assert (found.verdict, codes(found)) == (RowVerdict.CONFLICT, ["out_of_reach"])
    assert [change["kept"] for change in found.changes] == [True, True]
    run(roster_import)
    assert (enrolled(cohort), someone.email, someone.position_zh) == (["王芳"], "old@example.org", "理事")


def test_staff_of_the_same_cohort_and_plain_trainees_are_changed(cohort: Cohort, administrator: Person) -> None:
    factories.cohort_staff(cohort, CohortRole.TRAINER, known(email="old@example.org"))

    assert row(read(cohort, csv_of(OTHER_ADDRESS), actor=administrator)).verdict is RowVerdict.CHANGED


def test_at_the_command_line_and_for_a_platform_administrator_everybody_is_changed(cohort: Cohort) -> None:
    platform_administrator(known(email="old@example.org"))

    assert row(read(cohort, csv_of(OTHER_ADDRESS))).verdict is RowVerdict.CHANGED
    by_administrator = read(cohort, csv_of(OTHER_ADDRESS), actor=factories.platform_administrator())
    assert row(by_administrator).verdict is RowVerdict.CHANGED


def test_what_is_known_of_a_stranger_is_not_shown(cohort: Cohort, administrator: Person, sign_in: SignIn) -> None:
    someone = known(email="old@example.org", position_zh="理事", province_code="330000")
    values = OTHER_ADDRESS | {"省份": "广东"}
    client = sign_in(administrator)
    client.set_cookie("language", "en")

    def page(of: dict[str, str]) -> str:
        made = read(cohort, csv_of(of), actor=administrator)
        return client.get(f"/cohorts/imports/{made.id}").text

    for text in (page(values), page(values | {"姓名": "张伟"})):
        assert [secret for secret in ("old@example.org", "理事", "Zhejiang") if secret in text] == []
        assert "(not shown)" in text
    factories.enrolment(cohort, someone)
    db.session.commit()
    assert "old@example.org" in page(values)


def test_a_role_of_the_past_holds_nobody_back(cohort: Cohort, administrator: Person) -> None:
    someone = known(email="old@example.org")
    factories.program_staff(factories.program(), someone)
    [role] = someone_roles(someone)
    role.until = factories.LONG_AGO
    db.session.flush()

    assert row(read(cohort, csv_of(OTHER_ADDRESS), actor=administrator)).verdict is RowVerdict.CHANGED


def someone_roles(someone: Person) -> list[factories.ProgramStaff]:
    return list(db.session.query(factories.ProgramStaff).filter_by(person_id=someone.id))
