"""The date on the paper is chosen when it is issued, and never lies before the approval."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cgtraining import tasks
from cgtraining.certificates.award_days import check_award_day, first_award_day, proposed_award_day
from cgtraining.certificates.issuing import start_run
from cgtraining.certificates.models import Certificate, IssueRun
from cgtraining.certificates.runs import proceed
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from tests import factories
from tests.certificates.factories import approved_list

SignIn = Callable[[Person], FlaskClient]
APPROVED_AT = datetime(2026, 11, 10, 17, tzinfo=UTC)  # already the 11th in China


@pytest.fixture
def graduates(app: Flask) -> GraduateList:
    made = approved_list([factories.person()], approved_at=APPROVED_AT, award_date=date(2026, 11, 1))
    db.session.commit()
    return made


def test_the_first_day_is_that_of_the_approval_where_the_cohort_is(graduates: GraduateList) -> None:
    assert first_award_day(graduates) == proposed_award_day(graduates) == date(2026, 11, 11)
    graduates.award_date = date(2026, 12, 20)
    assert proposed_award_day(graduates) == date(2026, 12, 20)
    graduates.state, graduates.approved_at = ListState.DRAFT, None
    assert first_award_day(graduates) == date(2026, 12, 20)


def test_a_day_before_the_approval_is_refused_and_so_is_one_far_away(graduates: GraduateList) -> None:
    check_award_day(graduates, date(2026, 11, 11))
    for day in (date(2026, 11, 10), date(2099, 1, 1)):
        with pytest.raises(RuleBroken):
            start_run(graduate_list=graduates, award_date=day, actor=None)
    assert db.session.scalars(select(IssueRun)).all() == []


@pytest.mark.parametrize(("chosen", "expected"), [(date(2027, 1, 9), date(2027, 1, 9)), (None, date(2026, 11, 11))])
def test_the_certificate_bears_the_chosen_day_and_is_counted_in_its_year(
    graduates: GraduateList, chosen: date | None, expected: date
) -> None:
    run = start_run(graduate_list=graduates, award_date=chosen, actor=None)
    db.session.commit()
    proceed(run.id)
    certificate = db.session.scalars(select(Certificate)).one()
    assert (certificate.award_date, certificate.facts["award_date"]) == (expected, expected.isoformat())
    assert certificate.serial == f"CEDAR-{expected.year}-0001"


def test_the_page_proposes_the_day_and_says_why_another_is_refused(graduates: GraduateList, sign_in: SignIn) -> None:
    client = sign_in(factories.program_staff(graduates.cohort.program))
    path = f"/cohorts/{graduates.cohort_id}/certificates"
    page = client.get(f"{path}?lang=en").text
    assert ('value="2026-11-11" min="2026-11-11"' in page, "wet seal" in page) == (True, True)
    early = client.post(f"{path}/issue?lang=en", data={"list": graduates.id, "award_date": "2026-11-10"})
    assert (early.status_code, "The list was approved on 11 Nov 2026." in early.text) == (409, True)
    assert client.post(f"{path}/issue", data={"list": graduates.id, "award_date": "soon"}).status_code == 409
    started = client.post(f"{path}/issue", data={"list": graduates.id, "award_date": "2026-12-05"})
    assert started.status_code == 302
    db.session.rollback()
    tasks.sweep()
    assert db.session.scalars(select(Certificate.award_date)).one() == date(2026, 12, 5)
