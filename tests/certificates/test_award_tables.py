"""A run has exactly one list, an item at most one entry, an entry one ground; kept by the database."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind, IssueItem, IssueRun
from cgtraining.cohorts.models import CohortRole
from cgtraining.completion.models import ListState
from cgtraining.database import db
from tests import factories
from tests.certificates.factories import approved_list, cedar

DAY = date(2026, 12, 20)


def honours(**values: object) -> AwardList:
    made = AwardList(cohort=cedar(), number=1, **({"kind": CertificateKind.HONOUR, "award_date": DAY} | values))
    db.session.add(made)
    db.session.flush()
    return made


def refused(row: object) -> None:
    db.session.add(row)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_a_run_has_a_list(app: Flask) -> None:
    refused(IssueRun())


def test_a_run_has_no_two_lists(app: Flask) -> None:
    graduates = approved_list()
    awards = AwardList(cohort=graduates.cohort, number=1, kind=CertificateKind.HONOUR, award_date=DAY)
    refused(IssueRun(graduate_list=graduates, award_list=awards))


def test_an_item_has_no_two_entries(app: Flask) -> None:
    graduates = approved_list()
    entry = graduates.entries[0]
    awards = AwardList(cohort=graduates.cohort, number=1, kind=CertificateKind.HONOUR, award_date=DAY)
    award = AwardEntry(award_list=awards, person=entry.enrolment.person, enrolment=entry.enrolment)
    refused(IssueItem(run=IssueRun(graduate_list=graduates), entry=entry, award_entry=award))


def test_an_entry_is_about_a_trainee_or_a_role_and_not_both(app: Flask) -> None:
    awards = honours()
    enrolment = factories.enrolment(awards.cohort)
    factories.cohort_staff(awards.cohort, CohortRole.MENTOR)
    refused(AwardEntry(award_list=awards, person=enrolment.person))


@pytest.mark.parametrize(
    "values",
    [
        {"kind": CertificateKind.COMPLETION},
        {"kind": CertificateKind.HOURS},
        {"counted_until": DAY},
        {"state": ListState.APPROVED},
        {"state": ListState.WITHDRAWN, "approved_at": datetime(2026, 12, 20, tzinfo=UTC)},
    ],
    ids=["a kind of other lists", "hours without a last day", "a last day of no hours", "no moment", "no reason"],
)
def test_a_list_of_awards_is_whole(app: Flask, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError):
        honours(**values)
    db.session.rollback()
