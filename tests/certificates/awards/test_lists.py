"""Lists of awards: drafted with who may be on them, worded by people, approved once with a decision record."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from cgtraining.certificates.awards.candidates import Wording, candidates_for
from cgtraining.certificates.awards.drafting import discard_awards
from cgtraining.certificates.awards.queries import award_lists_of, award_lists_to_issue, entries_of
from cgtraining.certificates.issuing import start_award_run
from cgtraining.certificates.models import AwardEntry, AwardList
from cgtraining.certificates.withdrawing import withdraw_approval
from cgtraining.cohorts.models import CohortRole, CohortStaff, EnrolmentState
from cgtraining.completion.models import ListState
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken, StaleRecord
from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText
from tests import factories
from tests.certificates.awards.stories import (
    APPOINTMENT,
    AWARDED,
    HONOUR,
    HOURS,
    NOW,
    REASON,
    approved,
    approved_honours,
    attended,
    change,
    chosen,
    draft,
    only_candidate,
    taught,
    worded,
)
from tests.certificates.factories import cedar


def names(award_list: AwardList) -> list[str | None]:
    return [entry.person.name_zh for entry in entries_of(award_list)]


def refusals(award_list: AwardList) -> list[str]:
    with in_language("en"), pytest.raises(ManyRulesBroken) as refusal:
        approved(award_list)
    return [str(sentence) for sentence in refusal.value.sentences]


def test_a_draft_of_honours_is_empty_and_names_who_may_be_chosen(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort, factories.person("李雷", "LI Lei"))
    factories.enrolment(cohort, factories.person("韩梅", "HAN Mei"), state=EnrolmentState.WITHDRAWN)
    made = draft(cohort, HONOUR)
    assert (names(made), [one.person.name_zh for one in candidates_for(made)]) == ([], ["李雷"])


def test_letters_are_drafted_for_trainers_and_mentors_with_office_and_term_of_their_role(app: Flask) -> None:
    cohort = cedar()
    trainer = factories.cohort_staff(cohort, CohortRole.TRAINER, factories.person("安讲师", "AN Jiangshi"))
    factories.cohort_staff(cohort, CohortRole.MENTOR, factories.person("白导师", "BAI Daoshi"))
    factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER, factories.person("陈班主任", "CHEN Banzhuren"))
    role = db.session.scalars(select(CohortStaff).filter_by(person_id=trainer.id)).one()
    role.since, role.until = date(2026, 3, 1), date(2026, 7, 1)
    found = entries_of(draft(cohort, APPOINTMENT))
    assert [(one.person.name_zh, one.office.zh, one.office.en, one.term_until) for one in found] == [
        ("安讲师", "讲师", "Trainer", date(2026, 6, 30)),
        ("白导师", "导师", "Mentor", cohort.ends_on),
    ]


def test_statements_are_drafted_for_everybody_with_class_hours_also_for_who_left(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort, factories.person("安学员", "AN Xueyuan")))
    attended(factories.enrolment(cohort, factories.person("白退出", "BAI T"), state=EnrolmentState.WITHDRAWN), 1)
    factories.enrolment(cohort, factories.person("陈缺勤", "CHEN Queqin"))
    made = draft(cohort, HOURS)
    assert [(one.person.name_zh, one.class_hours) for one in entries_of(made)] == [("安学员", 8), ("白退出", 4)]
    assert made.counted_until == date(2026, 6, 1)


def test_a_statement_for_one_trainee_counts_up_to_the_day_asked_for(app: Flask) -> None:
    cohort = taught()
    asked = attended(factories.enrolment(cohort, factories.person("安学员", "AN Xueyuan")))
    attended(factories.enrolment(cohort, factories.person("白学员", "BAI Xueyuan")))
    made = draft(cohort, HOURS, only=[asked.id], counted_until=date(2026, 4, 30))
    assert [(one.person.name_zh, one.class_hours) for one in entries_of(made)] == [("安学员", 4)]


@pytest.mark.parametrize("day", [date(2026, 6, 2), date(2026, 2, 28)], ids=["to come", "before the cohort"])
def test_hours_are_not_counted_up_to_a_day_that_is_no_day_of_the_cohort_yet(app: Flask, day: date) -> None:
    with pytest.raises(RuleBroken):
        draft(taught(), HOURS, counted_until=day)


def test_the_list_holds_who_was_chosen_and_keeps_their_rows(app: Flask) -> None:
    cohort = cedar()
    for name in ("安学员", "白学员", "陈学员"):
        factories.enrolment(cohort, factories.person(name, "X"))
    made = draft(cohort, HONOUR)
    everybody = chosen(made, Wording(reason=REASON))
    first = entries_of(change(made, everybody))[0].id
    fewer = dict(list(everybody.items())[:2])
    found = entries_of(change(made, fewer))
    assert (names(made), found[0].id, found[0].reason) == (["安学员", "白学员"], first, REASON)


def test_nobody_outside_the_cohort_can_be_chosen(app: Flask) -> None:
    made = draft(cedar(), HONOUR)
    stranger = factories.enrolment(cedar_of(made), factories.person("外人", "WAI Ren"))
    assert names(change(made, {f"enrolment-{stranger.id}": Wording(reason=REASON)})) == []


def cedar_of(award_list: AwardList):
    return factories.cohort(award_list.cohort.curriculum)


def test_a_term_that_ends_before_it_begins_is_refused_with_the_name(app: Flask) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    made = draft(cohort, APPOINTMENT)
    one = only_candidate(made)
    backwards = worded(one.proposed, term_from=date(2026, 5, 2), term_until=date(2026, 5, 1))
    with in_language("en"), pytest.raises(RuleBroken, match="The term of 赵讲师 ends before it begins"):
        change(made, {one.key: backwards})


def test_two_who_change_one_draft_find_out(app: Flask) -> None:
    made = draft(cedar(), HONOUR)
    seen = made.version
    change(made, {})
    with pytest.raises(StaleRecord):
        change(made, {}, version=seen)


def test_a_discarded_draft_is_gone(app: Flask) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    discard_awards(award_list=draft(cohort, APPOINTMENT), actor=None)
    assert (award_lists_of(cohort), db.session.scalars(select(AwardEntry)).all()) == ([], [])


def test_an_honour_is_approved_with_the_rules_the_facts_and_who_decided(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    head, office = factories.person("主任", "ZHU Ren"), factories.person("教务", "JIAO Wu")
    made = draft(cohort, HONOUR, actor=office)
    change(made, chosen(made, Wording(reason=REASON)))
    approved(made, actor=head, version=made.version)
    (entry,) = entries_of(made)
    facts = entry.facts
    assert (made.state, made.approved_at, made.approved_by) == (ListState.APPROVED, NOW, head)
    assert (facts["prepared_by_id"], facts["approved_by_id"]) == (office.id, head.id)
    assert (facts["rules_number"], facts["hours"]["earned"], facts["reason"]["zh"]) == (0, "8", REASON.zh)
    assert entry.class_hours == 8


def test_a_letter_is_approved_with_the_role_it_stands_on(app: Flask) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    made = approved(draft(cohort, APPOINTMENT))
    (entry,) = entries_of(made)
    assert (entry.facts["role"], entry.facts["term"]) == ("mentor", ["2018-01-01", "2026-12-31"])
    assert entry.class_hours is None


def test_a_statement_is_approved_with_each_session_and_the_rule_that_counts_it(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    (entry,) = entries_of(approved(draft(cohort, HOURS)))
    lines = [(line["day"], line["title"]["en"], line["hours"]) for line in entry.facts["sessions"]]
    assert lines == [("2026-03-09", "Participatory planning", "4"), ("2026-05-01", "Deliberation", "4")]
    assert (entry.facts["hours_rule"]["most_per_day"], entry.facts["counted_until"]) == ("8", "2026-06-01")
    assert entry.class_hours == 8


def test_an_empty_list_and_a_date_that_is_over_are_not_approved(app: Flask) -> None:
    made = draft(cedar(), HONOUR, award_date=date(2026, 5, 31))
    assert refusals(made) == [
        "There is nobody on this list yet.",
        "The date of award is over. A paper never bears a date before its approval: choose today or later.",
    ]


def test_an_honour_without_a_reason_is_not_approved(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    made = draft(cohort, HONOUR)
    change(made, chosen(made, Wording(reason=BilingualText(en="in English only"))))
    assert refusals(made) == ["Give the reason for the honour of 王芳 in Chinese."]


def test_a_letter_without_office_and_term_is_not_approved(app: Flask) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    made = draft(cohort, APPOINTMENT)
    change(made, chosen(made, Wording(office=BilingualText(en="Mentor"))))
    assert refusals(made) == [
        "Give the office of 赵讲师 in Chinese.",
        "Give the first day of the term of 赵讲师.",
    ]


def test_who_left_the_cohort_since_the_draft_is_named(app: Flask) -> None:
    cohort = cedar()
    enrolment = factories.enrolment(cohort)
    made = draft(cohort, HONOUR)
    change(made, chosen(made, Wording(reason=REASON)))
    enrolment.state = EnrolmentState.WITHDRAWN
    db.session.flush()
    assert refusals(made) == ["王芳 cannot be on this list any more: left the cohort, or has no class hours."]


def test_an_approved_list_is_frozen(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    made = approved_honours(cohort)
    for act in (lambda: approved(made), lambda: change(made, {}), lambda: discard_awards(award_list=made, actor=None)):
        with pytest.raises(RuleBroken, match="名单已批准"):
            act()


def test_the_approver_approves_what_was_shown(app: Flask) -> None:
    made = draft(cedar(), HONOUR)
    seen = made.version
    change(made, {})
    with pytest.raises(StaleRecord):
        approved(made, version=seen)


def test_a_withdrawn_approval_keeps_its_reason_and_is_not_issued(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    made = approved_honours(cohort)
    assert award_lists_to_issue(cohort) == [made]
    withdraw_approval(source=made, reason=" 材料有误 ", actor=None)
    assert (made.state, made.withdrawal_reason, award_lists_to_issue(cohort)) == (ListState.WITHDRAWN, "材料有误", [])
    with in_language("en"), pytest.raises(ManyRulesBroken, match="This list is not approved"):
        start_award_run(award_list=made, actor=None)
    with pytest.raises(RuleBroken):
        withdraw_approval(source=made, reason="again", actor=None)


def test_an_approval_is_not_withdrawn_without_a_reason(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    made = approved_honours(cohort)
    with pytest.raises(RuleBroken):
        withdraw_approval(source=made, reason=" ", actor=None)


def test_lists_are_numbered_by_kind_and_shown_newest_first(app: Flask) -> None:
    cohort = cedar()
    for kind in (HONOUR, APPOINTMENT, HONOUR):
        draft(cohort, kind, award_date=AWARDED)
    assert [(one.kind, one.number) for one in award_lists_of(cohort)] == [(HONOUR, 2), (APPOINTMENT, 1), (HONOUR, 1)]


def test_whose_marks_were_taken_back_since_the_draft_is_named(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    made = draft(cohort, HOURS)
    db.session.execute(db.text("DELETE FROM attendance_mark"))
    assert refusals(made) == ["王芳 cannot be on this list any more: left the cohort, or has no class hours."]
