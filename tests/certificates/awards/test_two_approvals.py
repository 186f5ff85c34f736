"""Lists of awards in a program that asks for two approvals."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from cgtraining.certificates.awards.approving import return_awards_to_draft
from cgtraining.certificates.awards.drafting import discard_awards
from cgtraining.certificates.awards.queries import entries_of
from cgtraining.certificates.models import AwardList
from cgtraining.completion.models import ListState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole
from tests import factories
from tests.certificates.awards.stories import (
    HONOUR,
    REASON,
    Wording,
    approved,
    attended,
    change,
    chosen,
    draft,
    in_june,
    taught,
)

SignIn = Callable[[Person], FlaskClient]


@pytest.fixture(autouse=True)
def in_english(app: Flask) -> Iterator[None]:
    with app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture
def drafted(app: Flask) -> AwardList:
    cohort = taught()
    cohort.program.approvals_needed = 2
    attended(factories.enrolment(cohort))
    made = draft(cohort, HONOUR)
    return change(made, chosen(made, Wording(reason=REASON)))


def test_a_list_of_awards_waits_for_another_persons_approval(drafted: AwardList) -> None:
    first, second = factories.person("主任", "ZHU Ren"), factories.person("教务", "JIAO Wu")
    made = approved(drafted, actor=first)
    assert (made.state, made.approved_at, made.first_approved_by_id) == (ListState.WAITING, None, first.id)
    with pytest.raises(RuleBroken, match="another person's"):
        approved(made, actor=first)
    with pytest.raises(RuleBroken, match="waits for its second approval"):
        discard_awards(award_list=made, actor=first)
    approved(made, actor=second)
    facts = entries_of(made)[0].facts
    assert made.is_approved
    assert (facts["first_approved_by_id"], facts["approved_by_id"]) == (first.id, second.id)


def test_a_waiting_list_of_awards_goes_back_to_draft(drafted: AwardList) -> None:
    made = approved(drafted, actor=factories.person())
    assert return_awards_to_draft(award_list=made, actor=None).is_draft
    with pytest.raises(RuleBroken, match="does not wait"):
        return_awards_to_draft(award_list=made, actor=None)


def test_its_page_leads_from_one_approver_to_the_other(drafted: AwardList, sign_in: SignIn) -> None:
    program, page = drafted.cohort.program, f"/award-lists/{drafted.id}"
    first, second = (factories.program_staff(program, role=ProgramRole.HEAD) for _ in range(2))
    approved(drafted, actor=first)
    db.session.commit()
    with in_june():
        assert "You gave the first approval" in sign_in(first).get(f"{page}?lang=en").text
        assert "Give the second approval" in sign_in(second).get(f"{page}?lang=en").text
        sign_in(second).post(f"{page}/approve", data={"version": drafted.version})
    db.session.expire_all()
    assert drafted.is_approved
    assert "Second approval" in sign_in(second).get(f"{page}?lang=en").text


def test_it_is_returned_to_draft_on_its_page(drafted: AwardList, sign_in: SignIn) -> None:
    head = factories.program_staff(drafted.cohort.program, role=ProgramRole.HEAD)
    approved(drafted, actor=head)
    sign_in(head).post(f"/award-lists/{drafted.id}/return")
    db.session.expire_all()
    assert drafted.is_draft
