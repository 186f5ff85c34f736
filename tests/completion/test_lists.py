from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from cgtraining import clock
from cgtraining.assessments.models import GradedItem
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentState
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.completion.operations import (
    EntryChange,
    approve_list,
    attach_scan,
    change_list,
    defer,
    discard_draft,
    draft_list,
    grant_waiver,
    refresh_draft,
    store_scan,
)
from cgtraining.completion.papers import approval_sheet, sheet_content
from cgtraining.completion.queries import (
    approved_lists,
    decisions_of,
    decisions_on,
    draft_of,
    entries_of,
    list_by_id,
    progress_of,
)
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken, StaleRecord, UnusableFile
from cgtraining.storage import load_file
from cgtraining.web.scans import MOST_BYTES, kind_of_scan
from tests import factories
from tests.completion.factories import taught_cohort, trainee

pytestmark = pytest.mark.usefixtures("app")
AWARD = date(2027, 1, 9)
TODAY = datetime(2027, 1, 5, 3, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n" + b"0" * 200 + b"\n%%EOF\n"


@pytest.fixture(autouse=True)
def january() -> object:
    with clock.frozen(TODAY):
        yield


def draft(cohort: Cohort, award_date: date = AWARD) -> GraduateList:
    return draft_list(cohort=cohort, award_date=award_date, actor=None)


def outcomes(graduate_list: GraduateList) -> dict[int, Outcome]:
    return {entry.enrolment_id: entry.outcome for entry in entries_of(graduate_list)}


def entry_of(graduate_list: GraduateList, enrolment: Enrolment) -> GraduateEntry:
    return next(entry for entry in entries_of(graduate_list) if entry.enrolment_id == enrolment.id)


def change(graduate_list: GraduateList, *changes: EntryChange, **values: object) -> GraduateList:
    given = {"award_date": AWARD, "version": graduate_list.version, "actor": None} | values
    return change_list(graduate_list=graduate_list, changes=changes, **given)  # type: ignore[arg-type]


def test_the_draft_proposes_from_progress() -> None:
    cohort = taught_cohort()
    good, weak, never = trainee(cohort), trainee(cohort, attended=2), trainee(cohort, attended=0, score=None)
    trainee(cohort, state=EnrolmentState.WITHDRAWN)
    made = draft(cohort)
    assert outcomes(made) == {good.id: Outcome.COMPLETED, weak.id: Outcome.ATTENDED, never.id: Outcome.NOTHING}
    assert (made.number, made.state, entry_of(made, weak).class_hours) == (1, ListState.DRAFT, 8)


def test_who_can_still_meet_the_rules_is_deferred() -> None:
    cohort = taught_cohort()
    db.session.query(GradedItem).one().released_at = None
    someone = trainee(cohort)
    entry = entry_of(draft(cohort), someone)
    assert (entry.outcome, entry.deferred_until) == (Outcome.DEFERRED, AWARD + timedelta(days=180))


def test_one_draft_at_a_time_and_none_for_nobody() -> None:
    cohort = taught_cohort()
    with pytest.raises(RuleBroken):
        draft(cohort)
    trainee(cohort)
    made = draft(cohort)
    with pytest.raises(RuleBroken):
        draft(cohort)
    discard_draft(graduate_list=made, actor=None)
    assert draft_of(cohort) is None
    assert draft(cohort).number == 1


@pytest.mark.parametrize("award_date", [date(2026, 2, 1), date(2026, 12, 30), date(2028, 1, 7)])
def test_award_dates_that_cannot_be_meant_are_refused(award_date: date) -> None:
    cohort = taught_cohort()
    trainee(cohort)
    with pytest.raises(RuleBroken):
        draft(cohort, award_date)


def test_an_award_before_the_end_is_possible_when_confirmed() -> None:
    cohort = taught_cohort()
    trainee(cohort)
    made = draft_list(cohort=cohort, award_date=date(2026, 12, 20), actor=None, before_the_end=True)
    with pytest.raises(RuleBroken):
        change(made, award_date=date(2026, 12, 21))


def test_approval_freezes_the_decision_and_sets_completed() -> None:
    cohort, actor = taught_cohort(), factories.person()
    good, weak = trainee(cohort), trainee(cohort, attended=3)
    grant_waiver(enrolment=weak, rule_key="hours", reason="住院", actor=actor)
    made = draft(cohort)
    approve_list(graduate_list=made, actor=actor, version=made.version)
    assert (made.state, made.approved_by, made.approved_at) == (ListState.APPROVED, actor, TODAY)
    assert (good.state, good.state_since) == (EnrolmentState.COMPLETED, AWARD)
    facts = entry_of(made, weak).facts
    assert facts["waivers"] == [
        {
            "rule_key": "hours",
            "reason": "住院",
            "granted_by_id": actor.id,
            "granted_at": TODAY.isoformat(),
        }
    ]
    assert [verdict["state"] for verdict in facts["verdicts"]] == ["met", "waived", "met", "met"]
    assert (facts["hours"]["earned"], facts["scores"]["weighted"]) == ("12", "80")
    assert (facts["rules_number"], facts["approved_by_id"]) == (0, actor.id)
    assert approved_lists(cohort) == [made]


def test_an_approved_list_is_never_changed() -> None:
    cohort = taught_cohort()
    trainee(cohort)
    made = approve_list(graduate_list=draft(cohort), actor=None)
    entry = entries_of(made)[0]
    for attempt in (
        lambda: approve_list(graduate_list=made, actor=None),
        lambda: change(made),
        lambda: refresh_draft(graduate_list=made, actor=None),
        lambda: discard_draft(graduate_list=made, actor=None),
        lambda: defer(entry=entry, until=date(2027, 6, 1), remark=None, actor=None),
    ):
        with pytest.raises(RuleBroken):
            attempt()


def test_completion_against_the_rules_needs_a_remark() -> None:
    cohort = taught_cohort()
    weak = trainee(cohort, attended=3)
    made = draft(cohort)
    entry = entry_of(made, weak)
    change(made, EntryChange(entry.id, Outcome.COMPLETED))
    with pytest.raises(ManyRulesBroken):
        approve_list(graduate_list=made, actor=None)
    change(made, EntryChange(entry.id, Outcome.COMPLETED, remark="院务会决定"))
    approve_list(graduate_list=made, actor=None)
    assert weak.state is EnrolmentState.COMPLETED
    assert entry.facts["state"] == "not_met"


def test_a_deferral_needs_a_date_after_the_award() -> None:
    cohort = taught_cohort()
    someone = trainee(cohort)
    made = draft(cohort)
    entry = entry_of(made, someone)
    for until in (None, AWARD):
        change(made, EntryChange(entry.id, Outcome.DEFERRED, until))
        with pytest.raises(ManyRulesBroken):
            approve_list(graduate_list=made, actor=None)
    defer(entry=entry, until=date(2027, 6, 30), remark="补交报告", actor=None)
    approve_list(graduate_list=made, actor=None)
    assert (someone.state, entry.deferred_until) == (EnrolmentState.ENROLLED, date(2027, 6, 30))


def test_the_deferred_come_into_the_next_list_and_nobody_completes_twice() -> None:
    cohort = taught_cohort()
    good, late, attended = trainee(cohort), trainee(cohort), trainee(cohort, attended=2)
    first = draft(cohort)
    defer(entry=entry_of(first, late), until=date(2027, 6, 30), remark=None, actor=None)
    approve_list(graduate_list=first, actor=None)
    second = draft(cohort, date(2027, 3, 1))
    assert (second.number, outcomes(second)) == (2, {late.id: Outcome.COMPLETED})
    approve_list(graduate_list=second, actor=None)
    assert {key: entry.outcome for key, entry in decisions_of(cohort).items()} == {
        good.id: Outcome.COMPLETED,
        late.id: Outcome.COMPLETED,
        attended.id: Outcome.ATTENDED,
    }
    assert [entry.outcome for entry in decisions_on(late)] == [Outcome.DEFERRED, Outcome.COMPLETED]
    with pytest.raises(RuleBroken):
        draft(cohort)


def test_a_list_about_other_people_than_now_is_not_approved() -> None:
    cohort = taught_cohort()
    first = trainee(cohort)
    made = draft(cohort)
    joined = trainee(cohort)
    with pytest.raises(RuleBroken):
        approve_list(graduate_list=made, actor=None)
    first.state = EnrolmentState.WITHDRAWN
    db.session.flush()
    refresh_draft(graduate_list=made, actor=None)
    assert outcomes(made) == {joined.id: Outcome.COMPLETED}
    approve_list(graduate_list=made, actor=None)


def test_updating_a_draft_leaves_what_a_person_decided() -> None:
    cohort = taught_cohort()
    kept, followed = trainee(cohort), trainee(cohort)
    made = draft(cohort)
    change(
        made,
        EntryChange(entry_of(made, kept).id, Outcome.NOTHING, remark="本人放弃"),
        EntryChange(entry_of(made, followed).id, Outcome.NOTHING),
        EntryChange(999_999, Outcome.NOTHING),
    )
    refresh_draft(graduate_list=made, actor=None)
    assert outcomes(made) == {kept.id: Outcome.NOTHING, followed.id: Outcome.COMPLETED}


def test_two_administrators_on_one_draft() -> None:
    cohort = taught_cohort()
    someone = trainee(cohort)
    made = draft(cohort)
    seen = made.version
    with clock.frozen(TODAY + timedelta(minutes=1)):
        change(made, EntryChange(entry_of(made, someone).id, Outcome.NOTHING, remark="放弃"))
    with pytest.raises(StaleRecord):
        change(made, version=seen)
    with pytest.raises(StaleRecord):
        approve_list(graduate_list=made, actor=None, version=seen)


def test_facts_that_change_after_approval_never_erase_a_completion() -> None:
    cohort = taught_cohort()
    someone = trainee(cohort)
    made = approve_list(graduate_list=draft(cohort), actor=None)
    item = db.session.query(GradedItem).one()
    item.pass_mark, item.released_at = Decimal(100), None
    db.session.flush()
    assert not progress_of(cohort)[someone.id].state.satisfies
    assert someone.state is EnrolmentState.COMPLETED
    assert entry_of(made, someone).facts["state"] == "met"


def test_the_signed_scan_belongs_to_an_approved_list() -> None:
    cohort = taught_cohort()
    trainee(cohort)
    made = draft(cohort)
    key = store_scan(list_id=made.id, content=PDF)
    with pytest.raises(RuleBroken):
        attach_scan(graduate_list=made, key=key, file_name="a.pdf", actor=None)
    approve_list(graduate_list=made, actor=None)
    attach_scan(graduate_list=made, key=key, file_name="C:\\扫描\\审批表.pdf", actor=None)
    assert made.scan_name == "审批表.pdf"
    assert load_file(key) == PDF
    assert list_by_id(made.id) == made


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 200 + b"IEND\xae\x42\x60\x82", "png"),
        (b"\xff\xd8\xff\xe0" + b"0" * 200 + b"\xff\xd9", "jpg"),
    ],
)
def test_scans_are_known_by_their_content(content: bytes, kind: str) -> None:
    assert kind_of_scan(content) == kind


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<html>", b"%PDF-1.7", PDF[:-20] + b"x" * 5000, b"%PDF-" + b"0" * MOST_BYTES]
)
def test_what_is_no_scan_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableFile):
        kind_of_scan(content)


def test_the_approval_sheet_prints_in_either_language() -> None:
    cohort = taught_cohort(status=CohortStatus.FINISHED)
    trainee(cohort)
    deferred = trainee(cohort)
    made = draft(cohort)
    defer(entry=entry_of(made, deferred), until=date(2027, 6, 30), remark="补交报告", actor=None)
    zh, en = sheet_content(made, "zh"), sheet_content(made, "en")
    assert zh["title"] == "结业审批表（第 1 批）"
    assert en["title"] == "Approval sheet for graduates, list 1"
    assert zh["rows"][1][4] == "延期结业，至2027年6月30日"
    assert zh["rows"][0][1] == "王芳"
    assert en["rows"][0][1] == "WANG Fang 王芳"
    approve_list(graduate_list=made, actor=None)
    assert approval_sheet(made, "zh").startswith(b"%PDF-")
