"""Lists of awards are issued by the same runs and numbers as lists of graduates."""

from datetime import date

from flask import Flask
from sqlalchemy import select

from cgtraining.certificates.composing import compose
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import award_of, number_item, start_award_run
from cgtraining.certificates.models import AwardList, Certificate, IssueRun, ItemState, RunState
from cgtraining.certificates.operations import withdraw_details
from cgtraining.certificates.queries import certificates_of_person, run_by_id, runs_of_cohort
from cgtraining.certificates.runs import proceed, steps
from cgtraining.cohorts.models import CohortRole, EnrolmentState
from cgtraining.database import db
from cgtraining.language.text import BilingualText
from cgtraining.mail.models import Message
from tests import factories
from tests.certificates.awards.stories import (
    APPOINTMENT,
    HONOUR,
    HOURS,
    REASON,
    approved,
    approved_honours,
    attended,
    draft,
    taught,
)
from tests.certificates.factories import cedar, committed, issued, replaced


def begun(award_list: AwardList) -> IssueRun:
    run = start_award_run(award_list=award_list, actor=None)
    db.session.commit()
    return run


def issued_from(award_list: AwardList) -> list[Certificate]:
    run = begun(award_list)
    proceed(run.id)
    query = select(Certificate).join(Certificate.run_item).where(Certificate.run_item.has(run_id=run.id))
    found = list(db.session.scalars(query.order_by(Certificate.number)))
    assert [item.problem.en for item in run.items] == [None] * len(run.items)
    return found


def printed(certificate: Certificate) -> CertificateFacts:
    return CertificateFacts.from_json(certificate.facts)


def test_honours_are_issued_in_the_numbers_of_the_program(app: Flask) -> None:
    cohort = cedar()
    first = issued(cohort=cohort)
    (found,) = issued_from(approved_honours(cohort))
    assert (found.kind, found.serial, found.person_id) == (HONOUR, "CEDAR-2026-0002", first.person_id)
    assert printed(found).reason == REASON
    assert REASON.zh in (printed(found).wording.zh or "")


def test_a_letter_has_office_and_term_and_belongs_to_no_enrolment(app: Flask) -> None:
    cohort = cedar()
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR)
    (found,) = issued_from(approved(draft(cohort, APPOINTMENT)))
    facts = printed(found)
    assert (found.enrolment_id, found.person_id) == (None, mentor.id)
    assert (facts.office, facts.term) == (BilingualText("导师", "Mentor"), (date(2018, 1, 1), date(2026, 12, 31)))
    assert [one.id for one in certificates_of_person(mentor)] == [found.id]


def test_a_statement_lists_what_was_frozen_and_ends_on_the_day_it_counts_to(app: Flask) -> None:
    cohort = taught()
    enrolment = attended(factories.enrolment(cohort))
    statements = approved(draft(cohort, HOURS))
    db.session.execute(db.text("DELETE FROM attendance_mark"))
    (found,) = issued_from(statements)
    facts = printed(found)
    assert [(one.day, one.title.zh, one.class_hours) for one in facts.sessions] == [
        (date(2026, 3, 9), "参与式规划", 4),
        (date(2026, 5, 1), "居民议事", 4),
    ]
    assert (facts.class_hours, facts.ends_on, found.enrolment_id) == (8, date(2026, 6, 1), enrolment.id)
    assert facts.sessions[0].mode == BilingualText("面授", "Classroom")


def test_a_statement_is_about_the_days_in_the_cohort(app: Flask) -> None:
    cohort = taught()
    left = {"state": EnrolmentState.WITHDRAWN, "state_since": date(2026, 4, 1)}
    attended(factories.enrolment(cohort, joined_on=date(2026, 3, 5), **left), 1)
    (found,) = issued_from(approved(draft(cohort, HOURS)))
    assert (printed(found).starts_on, printed(found).ends_on) == (date(2026, 3, 5), date(2026, 3, 31))


def test_whoever_asks_again_gets_the_same_run(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    honours = approved_honours(cohort)
    assert begun(honours).id == begun(honours).id
    assert [run.source for run in runs_of_cohort(cohort)] == [honours]


def test_an_interrupted_run_goes_on_and_gives_nobody_two(app: Flask) -> None:
    cohort = cedar()
    for number in range(3):
        factories.enrolment(cohort, factories.person(f"安学员{number}", f"AN {number}"))
    run = begun(approved_honours(cohort))
    interrupted = steps(run.id)
    next(interrupted)
    interrupted.close()
    proceed(run.id)
    serials = db.session.scalars(select(Certificate.serial).order_by(Certificate.number)).all()
    assert serials == ["CEDAR-2026-0001", "CEDAR-2026-0002", "CEDAR-2026-0003"]
    assert db.session.get_one(IssueRun, run.id, populate_existing=True).state is RunState.DONE


def test_nobody_gets_the_same_honour_twice(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    issued_from(approved_honours(cohort))
    run = begun(approved_honours(cohort))
    proceed(run.id)
    assert run.items[0].problem.en == "This trainee already has the certificate CEDAR-2026-0001."


def test_nobody_gets_the_same_letter_twice_but_one_for_another_term(app: Flask) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR)
    issued_from(approved(draft(cohort, APPOINTMENT)))
    run = begun(approved(draft(cohort, APPOINTMENT)))
    proceed(run.id)
    assert run.items[0].problem.en == "This person already has the same letter, CEDAR-2026-0001."
    other = draft(cohort, APPOINTMENT)
    other.entries[0].term_until = None
    assert len(issued_from(approved(other))) == 1


def test_a_later_statement_is_another_one(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    issued_from(approved(draft(cohort, HOURS, counted_until=date(2026, 4, 1))))
    (later,) = issued_from(approved(draft(cohort, HOURS)))
    assert later.serial == "CEDAR-2026-0002"
    again = begun(approved(draft(cohort, HOURS)))
    proceed(again.id)
    assert again.items[0].problem.en == "This trainee already has the certificate CEDAR-2026-0002."


def test_a_letter_is_replaced_with_the_present_name_and_the_same_office(app: Flask) -> None:
    cohort = cedar()
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR)
    (old,) = issued_from(approved(draft(cohort, APPOINTMENT)))
    mentor.name_latin = "ZHAO Chiang-shih"
    new = replaced(old)
    assert (printed(new).name_latin, printed(new).term) == ("ZHAO Chiang-shih", printed(old).term)
    assert new.serial == "CEDAR-2026-0002"


def test_a_trainer_of_the_name_of_a_trainee_is_told_apart_by_the_organization(app: Flask) -> None:
    cohort = cedar()
    factories.enrolment(cohort, factories.person("王芳", "WANG Fang"))
    organization = factories.organization()
    factories.cohort_staff(cohort, CohortRole.TRAINER, factories.person("王芳", "WANG Fang", organization=organization))
    (found,) = issued_from(approved(draft(cohort, APPOINTMENT)))
    assert printed(found).holder_detail == organization.name


def test_someone_erased_before_the_run_came_to_them_is_refused_with_the_reason(app: Flask) -> None:
    cohort = cedar()
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR)
    run = begun(approved(draft(cohort, APPOINTMENT)))
    db.session.delete(mentor)
    db.session.commit()
    proceed(run.id)
    assert run.items[0].problem.en == "This person's record was deleted."


def test_the_details_of_a_letter_are_withdrawn_at_its_holders_request(app: Flask) -> None:
    cohort = cedar()
    mentor = factories.cohort_staff(cohort, CohortRole.MENTOR)
    (found,) = issued_from(approved(draft(cohort, APPOINTMENT)))
    withdraw_details(certificate=found, reason="holder's request", actor=None)
    assert (found.facts, found.person_id, certificates_of_person(mentor)) == ({}, None, [])


def test_the_holder_is_told_of_what_it_is_in_the_holders_language(app: Flask) -> None:
    cohort = cedar()
    factories.cohort_staff(cohort, CohortRole.MENTOR, factories.person("白导师", "BAI Daoshi", preferred_language="en"))
    issued_from(approved(draft(cohort, APPOINTMENT)))
    message = db.session.scalars(select(Message)).one()
    assert message.subject == f"Your letter of appointment of {cohort.program.title.en} is issued"


def test_a_run_is_read_with_its_list_and_cohort(app: Flask, count_queries) -> None:
    cohort = cedar()
    factories.enrolment(cohort)
    run_id, cohort_id = begun(approved_honours(cohort)).id, cohort.id
    db.session.expunge_all()
    assert count_queries(lambda: run_by_id(run_id).cohort.id == cohort_id) == 1


def test_two_runs_at_once_do_not_give_one_award_twice(app: Flask) -> None:
    cohort = taught()
    attended(factories.enrolment(cohort))
    runs = [begun(approved_honours(cohort)) for _run in range(2)]
    prepared = [(run.items[0].id, compose(award_of(run.items[0].award_entry, set()))) for run in runs]
    db.session.commit()
    given = [committed(number_item, item_id=item_id, unnumbered=unnumbered) for item_id, unnumbered in prepared]
    assert [one is None for one in given] == [False, True]
    refused = runs[1].items[0]
    assert refused.state is ItemState.REFUSED
    assert given[0].serial in (refused.problem.en or "")
    assert len(db.session.scalars(select(Certificate)).all()) == 1
