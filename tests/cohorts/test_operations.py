"""Cohorts, enrolments and their states."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from cgtraining import clock
from cgtraining.audit.queries import history_of
from cgtraining.cohorts import operations, queries
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStatus, Enrolment, EnrolmentState
from cgtraining.database import db
from cgtraining.errors import RuleBroken, StaleRecord
from cgtraining.programs.models import CurriculumStatus
from tests import factories

IN_CLASS = date(2026, 5, 1)


def values(**changes: Any) -> operations.CohortValues:
    given = {
        "code": "CEDAR-9",
        "title_zh": "第九期",
        "title_en": None,
        "starts_on": date(2026, 3, 1),
        "ends_on": date(2026, 12, 31),
    }
    return operations.CohortValues(**(given | changes))


def change(enrolment: Enrolment, state: EnrolmentState, on: date = IN_CLASS, reason: str | None = "调离") -> Enrolment:
    return operations.change_state(enrolment=enrolment, state=state, on=on, reason=reason, actor=None)


def by_hand(enrolment: Enrolment, state: EnrolmentState, on: date = IN_CLASS) -> Enrolment:
    version = enrolment.version
    return operations.record_state(enrolment=enrolment, state=state, on=on, reason="调离", version=version, actor=None)


def transfer(enrolment: Enrolment, to: Cohort, on: date = IN_CLASS) -> Enrolment:
    version = enrolment.version
    return operations.transfer(enrolment=enrolment, to=to, on=on, reason="异地工作", version=version, actor=None)


def test_a_new_cohort_keeps_its_curriculum_and_is_in_preparation(app: Flask) -> None:
    curriculum = factories.curriculum()
    cohort = operations.create_cohort(curriculum=curriculum, values=values(), actor=None)
    assert (cohort.curriculum, cohort.program, cohort.status) == (curriculum, curriculum.program, CohortStatus.PLANNED)
    assert [entry.action for entry in history_of(cohort)] == ["cohort.created"]
    assert queries.cohort_by_code(" cedar-9 ") is cohort


def test_a_cohort_cannot_start_from_a_draft(app: Flask) -> None:
    draft = factories.curriculum(status=CurriculumStatus.DRAFT)
    with pytest.raises(RuleBroken):
        operations.create_cohort(curriculum=draft, values=values(), actor=None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": date(2026, 2, 1)},
        {"timezone": "Asia/Nowhere"},
        {"capacity": 0},
        {"code": "cedar-9"},
    ],
)
def test_an_impossible_cohort_is_refused(app: Flask, wrong: dict[str, Any]) -> None:
    operations.create_cohort(curriculum=factories.curriculum(), values=values(), actor=None)
    given = {"code": "CEDAR-10"} | wrong
    with pytest.raises(RuleBroken):
        operations.create_cohort(curriculum=factories.curriculum(), values=values(**given), actor=None)


def test_a_cohort_is_changed_unless_someone_else_saved_it(app: Flask) -> None:
    cohort = factories.cohort()
    version = cohort.version
    operations.change_cohort(cohort=cohort, values=values(capacity=40), version=version, actor=None)
    assert (cohort.code, cohort.capacity) == ("CEDAR-9", 40)
    with pytest.raises(StaleRecord):
        operations.change_cohort(cohort=cohort, values=values(capacity=50), version=version, actor=None)


@pytest.mark.parametrize("wrong", [{"capacity": 1}, {"ends_on": date(2026, 3, 10)}])
def test_a_cohort_cannot_be_cut_shorter_than_its_trainees_need(app: Flask, wrong: dict[str, Any]) -> None:
    cohort = factories.cohort()
    factories.enrolment(cohort)
    factories.enrolment(cohort, joined_on=date(2026, 4, 1))
    with pytest.raises(RuleBroken):
        operations.change_cohort(cohort=cohort, values=values(**wrong), version=cohort.version, actor=None)


def test_statuses_follow_each_other_and_a_step_is_never_skipped(app: Flask) -> None:
    cohort = factories.cohort(status=CohortStatus.PLANNED)
    operations.set_status(cohort=cohort, status=CohortStatus.RUNNING, actor=None)
    assert cohort.status is CohortStatus.RUNNING
    operations.set_status(cohort=cohort, status=CohortStatus.PLANNED, actor=None)
    with pytest.raises(RuleBroken):
        operations.set_status(cohort=cohort, status=CohortStatus.FINISHED, actor=None)


def test_an_enrolment_starts_on_the_first_day_and_keeps_its_beginning(app: Flask) -> None:
    cohort, person = factories.cohort(), factories.person()
    enrolment = operations.enrol(cohort=cohort, person=person, actor=None)
    assert (enrolment.joined_on, enrolment.state) == (cohort.starts_on, EnrolmentState.ENROLLED)
    assert [change.new_state for change in queries.changes_of(enrolment)] == [EnrolmentState.ENROLLED]


def test_nobody_is_enrolled_twice(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    with pytest.raises(RuleBroken):
        operations.enrol(cohort=enrolment.cohort, person=enrolment.person, actor=None)


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2027, 1, 1)])
def test_nobody_joins_outside_the_days_of_the_cohort(app: Flask, day: date) -> None:
    with pytest.raises(RuleBroken):
        operations.enrol(cohort=factories.cohort(), person=factories.person(), actor=None, joined_on=day)


def test_a_cancelled_cohort_takes_nobody(app: Flask) -> None:
    cohort = factories.cohort(status=CohortStatus.CANCELLED)
    with pytest.raises(RuleBroken):
        operations.enrol(cohort=cohort, person=factories.person(), actor=None)


def test_a_group_of_another_cohort_is_refused(app: Flask) -> None:
    group = operations.add_group(cohort=factories.cohort(), title_zh="一组", title_en=None, actor=None)
    enrolment = factories.enrolment(factories.cohort())
    with pytest.raises(RuleBroken):
        operations.enrol(cohort=factories.cohort(), person=factories.person(), actor=None, group=group)
    with pytest.raises(RuleBroken):
        operations.assign_group(enrolments=[enrolment], group=group, actor=None)


def test_a_full_cohort_takes_nobody_until_a_place_is_free(app: Flask) -> None:
    cohort = factories.cohort(capacity=1)
    first = factories.enrolment(cohort)
    with pytest.raises(RuleBroken):
        operations.enrol(cohort=cohort, person=factories.person(), actor=None)
    change(first, EnrolmentState.WITHDRAWN)
    operations.enrol(cohort=cohort, person=factories.person(), actor=None)
    with pytest.raises(RuleBroken):
        change(first, EnrolmentState.ENROLLED)


def test_withdrawing_keeps_date_and_reason_and_can_be_taken_back(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    by_hand(enrolment, EnrolmentState.WITHDRAWN)
    assert (enrolment.state, enrolment.state_since) == (EnrolmentState.WITHDRAWN, IN_CLASS)
    by_hand(enrolment, EnrolmentState.ENROLLED, date(2026, 6, 1))
    assert [(one.new_state, one.reason) for one in queries.changes_of(enrolment)] == [
        (EnrolmentState.ENROLLED, "调离"),
        (EnrolmentState.WITHDRAWN, "调离"),
    ]


def test_leaving_without_a_reason_is_refused(app: Flask) -> None:
    with pytest.raises(RuleBroken):
        change(factories.enrolment(factories.cohort()), EnrolmentState.WITHDRAWN, reason=" ")


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2099, 1, 1)])
def test_leaving_before_joining_or_in_the_far_future_is_refused(app: Flask, day: date) -> None:
    with pytest.raises(RuleBroken):
        change(factories.enrolment(factories.cohort()), EnrolmentState.WITHDRAWN, on=day)


def test_the_same_state_again_is_refused(app: Flask) -> None:
    with pytest.raises(RuleBroken):
        change(factories.enrolment(factories.cohort()), EnrolmentState.ENROLLED)


def test_completion_is_neither_given_nor_taken_by_hand(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    with pytest.raises(RuleBroken):
        by_hand(enrolment, EnrolmentState.COMPLETED)
    change(enrolment, EnrolmentState.COMPLETED, reason=None)
    with pytest.raises(RuleBroken):
        by_hand(enrolment, EnrolmentState.WITHDRAWN)


def test_a_transfer_enrols_in_the_other_cohort_with_the_same_sponsor(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort(), sponsor=factories.organization())
    other = factories.cohort(starts_on=date(2026, 6, 1))
    arrived = transfer(enrolment, other)
    assert enrolment.state is EnrolmentState.TRANSFERRED
    assert (arrived.cohort, arrived.sponsor, arrived.joined_on) == (other, enrolment.sponsor, date(2026, 6, 1))
    assert arrived.came_from_id == enrolment.id


def test_a_transfer_that_is_taken_back_ends_the_other_enrolment(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    arrived = transfer(enrolment, factories.cohort())
    by_hand(enrolment, EnrolmentState.ENROLLED, date(2026, 5, 2))
    assert (enrolment.state, arrived.state) == (EnrolmentState.ENROLLED, EnrolmentState.WITHDRAWN)
    again = transfer(enrolment, arrived.cohort, date(2026, 5, 3))
    assert (again, again.state) == (arrived, EnrolmentState.ENROLLED)


def test_a_transfer_whose_other_cohort_is_completed_stays(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    change(transfer(enrolment, factories.cohort()), EnrolmentState.COMPLETED, reason=None)
    with pytest.raises(RuleBroken):
        by_hand(enrolment, EnrolmentState.ENROLLED)


def test_an_impossible_transfer_is_refused(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    elsewhere = factories.enrolment(factories.cohort(), enrolment.person)
    for target in (enrolment.cohort, elsewhere.cohort):
        with pytest.raises(RuleBroken):
            transfer(enrolment, target)
    db.session.rollback()
    left = factories.enrolment(factories.cohort(), state=EnrolmentState.WITHDRAWN)
    with pytest.raises(RuleBroken):
        transfer(left, factories.cohort())


def test_touching_moves_the_moment_of_those_named_only(app: Flask) -> None:
    cohort = factories.cohort()
    one, other = factories.enrolment(cohort), factories.enrolment(cohort)
    operations.touch()
    with clock.frozen(datetime(2027, 1, 1, tzinfo=UTC)):
        operations.touch(one.id)
    assert one.touched_at == datetime(2027, 1, 1, tzinfo=UTC)
    assert other.touched_at < one.touched_at


def test_groups_are_named_once_and_leave_their_trainees_behind(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    group = operations.add_group(cohort=enrolment.cohort, title_zh="一组", title_en="One", actor=None)
    second = operations.add_group(cohort=enrolment.cohort, title_zh="二组", title_en=None, actor=None)
    assert (group.place, second.place) == (1, 2)
    operations.assign_group(enrolments=[enrolment], group=group, actor=None)
    assert enrolment.group is group
    for wrong in ("一组", " "):
        with pytest.raises(RuleBroken):
            operations.rename_group(group=second, title_zh=wrong, title_en=None, version=second.version, actor=None)
    operations.rename_group(group=group, title_zh="一组", title_en="First", version=group.version, actor=None)
    operations.remove_group(group=group, actor=None)
    db.session.expire_all()
    assert (enrolment.group, enrolment.state) == (None, EnrolmentState.ENROLLED)


def test_a_sponsor_is_set_and_taken_away(app: Flask) -> None:
    enrolment, sponsor = factories.enrolment(factories.cohort()), factories.organization()
    operations.assign_sponsor(enrolments=[enrolment], sponsor=sponsor, actor=None)
    assert enrolment.sponsor is sponsor
    operations.assign_sponsor(enrolments=[enrolment], sponsor=None, actor=None)
    assert enrolment.sponsor is None


def test_a_note_is_kept_and_emptied(app: Flask) -> None:
    enrolment = factories.enrolment(factories.cohort())
    operations.set_note(enrolment=enrolment, note="素食", version=enrolment.version, actor=None)
    assert enrolment.note == "素食"
    operations.set_note(enrolment=enrolment, note="", version=enrolment.version, actor=None)
    assert enrolment.note is None


def test_a_role_is_held_once_at_a_time_and_ends_on_a_day(app: Flask) -> None:
    cohort, person, since = factories.cohort(), factories.person(), date(2026, 3, 1)
    given: dict[str, Any] = {"cohort": cohort, "person": person, "role": CohortRole.TRAINER, "actor": None}
    staff = operations.add_staff(**given, since=since)
    with pytest.raises(RuleBroken):
        operations.add_staff(**given, since=date(2026, 4, 1))
    with pytest.raises(RuleBroken):
        operations.add_staff(**(given | {"role": CohortRole.MENTOR}), since=since, until=since)
    operations.end_staff(staff=staff, on=date(2026, 4, 1), actor=None)
    operations.add_staff(**given, since=date(2026, 4, 1))
    assert [(row.since, row.until) for row in queries.staff_of(cohort)] == [
        (date(2026, 4, 1), None),
        (since, date(2026, 4, 1)),
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts_on": date(1, 1, 1), "ends_on": date(2026, 1, 1)},
        {"ends_on": date(9999, 12, 31)},
        {"capacity": 10**9},
        {"capacity": 0},
    ],
)
def test_a_cohort_of_another_age_or_of_a_nation_is_refused(app, wrong: dict[str, object]) -> None:
    with pytest.raises(RuleBroken):
        operations.create_cohort(curriculum=factories.curriculum(), values=values(**wrong), actor=None)
