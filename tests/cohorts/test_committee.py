from datetime import timedelta

import pytest

from cgtraining import clock
from cgtraining.cohorts.committee import Charge, charge_in, charges_of, committee_of
from cgtraining.cohorts.models import ClassOffice, CohortRole, EnrolmentState
from cgtraining.cohorts.operations import add_group, appoint_member, assign_group, end_office
from cgtraining.errors import RuleBroken
from tests import factories


@pytest.fixture
def cohort(app):
    return factories.cohort()


@pytest.fixture
def group(cohort):
    return add_group(cohort=cohort, title_zh="第一组", title_en="Group one", actor=None)


@pytest.fixture
def trainee(cohort):
    return factories.enrolment(cohort)


def appoint(trainee, office=ClassOffice.MONITOR):
    return appoint_member(enrolment=trainee, office=office, actor=None)


def test_a_monitor_helps_with_the_whole_class_until_the_office_ends(cohort, trainee) -> None:
    member = appoint(trainee)
    assert charges_of(trainee.person) == [Charge(cohort, None)]
    end_office(member=member, actor=None)
    assert charge_in(trainee.person, cohort) is None
    assert committee_of(cohort) == []


def test_a_leader_helps_with_the_own_group_wherever_that_is_now(cohort, group, trainee) -> None:
    with pytest.raises(RuleBroken):
        appoint(trainee, ClassOffice.GROUP_LEADER)
    assign_group(enrolments=[trainee], group=group, actor=None)
    appoint(trainee, ClassOffice.GROUP_LEADER)
    assert charge_in(trainee.person, cohort) == Charge(cohort, group)
    assign_group(enrolments=[trainee], group=None, actor=None)
    assert charge_in(trainee.person, cohort) is None


def test_a_monitor_who_leads_a_group_too_helps_with_the_whole_class(cohort, group, trainee) -> None:
    assign_group(enrolments=[trainee], group=group, actor=None)
    for office in ClassOffice:
        appoint(trainee, office)
    assert charges_of(trainee.person) == [Charge(cohort, None)]
    assert [member.office for member in committee_of(cohort)] == [ClassOffice.MONITOR, ClassOffice.GROUP_LEADER]


def test_an_office_is_given_once_and_again_on_the_day_on_which_it_ended(trainee) -> None:
    member = appoint(trainee)
    with pytest.raises(RuleBroken):
        appoint(trainee)
    end_office(member=member, actor=None)
    assert appoint(trainee) is member
    with clock.frozen(clock.now() + timedelta(days=2)):
        end_office(member=member, actor=None)
        assert appoint(trainee) is not member


def test_whoever_left_the_class_has_no_office(cohort, trainee) -> None:
    appoint(trainee)
    trainee.state = EnrolmentState.WITHDRAWN
    assert charges_of(trainee.person) == []
    with pytest.raises(RuleBroken):
        appoint(trainee)


def test_the_class_teacher_appoints_on_the_page_of_the_groups(sign_in, cohort, trainee) -> None:
    client = sign_in(factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER))
    client.post(f"/cohorts/{cohort.id}/committee", data={"enrolment_id": trainee.id, "office": "monitor"})
    (member,) = committee_of(cohort)
    page = client.get(f"/cohorts/{cohort.id}/groups").text
    assert "王芳" in page
    assert "班长" in page
    client.post(f"/cohorts/committee/{member.id}/end")
    assert committee_of(cohort) == []


def test_a_trainee_of_another_class_gets_no_office(sign_in, cohort) -> None:
    stranger = factories.enrolment(factories.cohort())
    client = sign_in(factories.program_staff(cohort.program))
    answer = client.post(
        f"/cohorts/{cohort.id}/committee",
        data={"enrolment_id": stranger.id, "office": "monitor"},
        follow_redirects=True,
    )
    assert "请选择" in answer.text
    assert committee_of(stranger.cohort) == []
