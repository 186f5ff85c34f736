"""Approved lists and issued certificates, made the real way."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from cgtraining.certificates.changes import changed_facts
from cgtraining.certificates.composing import compose
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.operations import replace_certificate, same_award, start_run
from cgtraining.certificates.printing import print_replacement
from cgtraining.certificates.runs import proceed
from cgtraining.cohorts.models import Cohort
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories

AWARDED_ON = date(2026, 12, 20)


def cedar(**values: Any) -> Cohort:
    """A cohort of a program with the code CEDAR."""
    return factories.cohort(factories.curriculum(factories.program(code="CEDAR")), **values)


def entry(of: GraduateList, who: Person | None = None, outcome: Outcome = Outcome.COMPLETED) -> GraduateEntry:
    enrolment = factories.enrolment(of.cohort, who)
    made = GraduateEntry(graduate_list=of, enrolment=enrolment, outcome=outcome, class_hours=Decimal(120))
    db.session.add(made)
    db.session.flush()
    return made


def approved_list(
    people: Sequence[Person | None] = (None,), cohort: Cohort | None = None, number: int = 1, **values: Any
) -> GraduateList:
    defaults = {"state": ListState.APPROVED, "approved_at": datetime.now(UTC), "award_date": AWARDED_ON}
    made = GraduateList(cohort=cohort or cedar(), number=number, rules_number=1, **(defaults | values))
    db.session.add(made)
    db.session.flush()
    for person in people:
        entry(made, person)
    return made


def trainees(count: int) -> list[Person]:
    return [factories.person(f"王芳{'一二三四五六七八九十'[n % 10]}{n}", f"WANG Fang {n}") for n in range(count)]


def issued(who: Person | None = None, cohort: Cohort | None = None, number: int = 1) -> Certificate:
    """One issued certificate, committed."""
    graduates = approved_list([who or factories.person()], cohort, number)
    run = start_run(graduate_list=graduates, actor=None)
    db.session.commit()
    proceed(run.id)
    query = select(Certificate).where(Certificate.run_item_id.is_not(None)).order_by(Certificate.id.desc())
    return db.session.scalars(query).first() or _fail(run.items[0].problem)


def replaced(certificate: Certificate) -> Certificate:
    """The certificate that replaced it, issued and committed; a name is corrected if nothing else was."""
    if not _changes(certificate):
        correct_name(certificate)
    new = replace_certificate(certificate=certificate, reason="name corrected", actor=None)
    db.session.commit()
    print_replacement(new.id)
    return new


def correct_name(certificate: Certificate) -> None:
    """Only a changed fact makes a replacement."""
    assert certificate.person is not None
    certificate.person.name_latin = f"{certificate.person.name_latin or 'LI Ming'} Jr"
    db.session.commit()


def _changes(certificate: Certificate) -> object:
    return changed_facts(CertificateFacts.from_json(certificate.facts), compose(same_award(certificate)).facts)


def committed(operation: Callable[..., Any], **values: Any) -> Any:
    result = operation(**values)
    db.session.commit()
    return result


def _fail(problem: object) -> Certificate:
    raise AssertionError(problem)
