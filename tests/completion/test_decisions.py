"""The decision record of one trainee on its page."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining import clock
from cgtraining.completion.decisions import decided_hours, decided_rules, decided_scores, decision_in
from cgtraining.completion.evaluation import RuleState
from cgtraining.completion.models import GraduateList
from cgtraining.completion.operations import approve_list, draft_list, grant_waiver
from cgtraining.completion.queries import entries_of, item_titles
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.completion.factories import taught_cohort, trainee

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture(autouse=True)
def january(app: Flask) -> Iterator[None]:
    with clock.frozen(datetime(2027, 1, 5, 3, 0, tzinfo=UTC)):
        yield


@pytest.fixture
def head(app: Flask) -> Person:
    return factories.person("林知远", "LIN Zhiyuan")


@pytest.fixture
def drafted(head: Person) -> GraduateList:
    """One trainee who attended too little, for whom a rule is waived."""
    cohort = taught_cohort()
    factories.program_staff(cohort.program, head, ProgramRole.HEAD)
    weak = trainee(cohort, attended=2)
    grant_waiver(enrolment=weak, rule_key="hours", reason="病假，已补课。", actor=head)
    return draft_list(cohort=cohort, award_date=date(2027, 1, 9), actor=head)


def address(graduate_list: GraduateList) -> str:
    (entry,) = entries_of(graduate_list)
    return f"/graduate-lists/{graduate_list.id}/decisions/{entry.enrolment_id}?lang=en"


def test_the_record_tells_rules_facts_waivers_and_who_approved(
    drafted: GraduateList, head: Person, sign_in: SignIn
) -> None:
    approve_list(graduate_list=drafted, actor=head)
    entry = decision_in(drafted.id, entries_of(drafted)[0].enrolment_id)
    assert entry is not None
    rows = decided_rules(entry, item_titles(drafted.cohort))
    waived = [row for row in rows if row.result.state is RuleState.WAIVED]
    assert [(row.waiver.reason, row.waiver.granted_by) for row in waived if row.waiver] == [("病假，已补课。", head)]
    assert set(decided_hours(entry)) >= {"planned", "earned", "absences"}
    assert len(list(decided_scores(entry, {}))) == 1
    page = sign_in(head).get(address(drafted)).text
    for told in ("Decision record", "病假，已补课", "LIN Zhiyuan", "5 Jan 2027", "Absences", "Weighted score"):
        assert told in page


def test_of_a_draft_nothing_is_recorded_yet(drafted: GraduateList, head: Person, sign_in: SignIn) -> None:
    assert "recorded when the list is approved" in sign_in(head).get(address(drafted)).text


def test_the_trainee_reads_it_once_it_is_decided(drafted: GraduateList, head: Person, sign_in: SignIn) -> None:
    (entry,) = entries_of(drafted)
    client = sign_in(entry.enrolment.person)
    assert client.get(address(drafted)).status_code == 404
    approve_list(graduate_list=drafted, actor=head)
    db.session.commit()
    assert "My completion" in client.get(address(drafted)).text


def test_the_list_leads_to_it(drafted: GraduateList, head: Person, sign_in: SignIn) -> None:
    approve_list(graduate_list=drafted, actor=head)
    page = sign_in(head).get(f"/graduate-lists/{drafted.id}?lang=en").text
    assert address(drafted).partition("?")[0] in page
