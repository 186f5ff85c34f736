"""A large office, written into the database at once: one cohort with its marks, scores and stored certificates."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import insert

from cgtraining import clock, storage
from cgtraining.assessments.models import GradedItem, Score
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, MarkSource
from cgtraining.certificates.codes import new_code
from cgtraining.certificates.models import Certificate, CertificateKind, NumberState
from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.bench.rosters import FAMILY, GIVEN
from tests.certificates import sample

SESSIONS, ITEMS, FILE_BYTES = 12, 6, 44_000


@dataclass(frozen=True)
class Office:
    cohort: Cohort
    session: ClassSession
    people: Mapping[str, Person]
    code: str


def open_office(trainees: int) -> Office:
    cohort = factories.cohort(factories.curriculum(factories.program(code="CEDAR")))
    enrolments = [factories.enrolment(cohort, factories.person(*_name(number))) for number in range(trainees)]
    begun = clock.now() - timedelta(days=90)
    sessions = [factories.class_session(cohort, begun + timedelta(days=7 * week)) for week in range(SESSIONS)]
    items = [factories.graded_item(cohort, place=place + 1) for place in range(ITEMS)]
    db.session.execute(insert(Mark), [_mark(session, one) for session in sessions for one in enrolments])
    db.session.execute(insert(Score), [_score(item, one) for item in items for one in enrolments])
    codes = [_certificate(one, number + 1) for number, one in enumerate(enrolments)]
    people = {
        "platform administrator": factories.platform_administrator(),
        "course administrator": factories.program_staff(cohort.program),
        "trainer": factories.cohort_staff(cohort, CohortRole.TRAINER),
        "mentor": factories.cohort_staff(cohort, CohortRole.MENTOR),
        "partner": factories.partner(cohort.program, factories.organization(name_zh="某基金会")),
        "trainee": enrolments[0].person,
    }
    return Office(cohort, sessions[-1], people, codes[0])


def _name(number: int) -> tuple[str, str]:
    name = FAMILY[number % len(FAMILY)] + GIVEN[number // 7 % len(GIVEN)] + GIVEN[number // 3 % len(GIVEN)]
    return name, f"WANG Xiaoming {number}"


def _mark(session: ClassSession, enrolment: Enrolment) -> dict[str, object]:
    status = AttendanceStatus.PRESENT if enrolment.id % 9 else AttendanceStatus.ABSENT
    ids = {"session_id": session.id, "enrolment_id": enrolment.id}
    return {**ids, "status": status, "source": MarkSource.PAPER, "version": 1, "created_at": clock.now()}


def _score(item: GradedItem, enrolment: Enrolment) -> dict[str, object]:
    ids = {"item_id": item.id, "enrolment_id": enrolment.id, "version": 1, "created_at": clock.now()}
    return {**ids, "points": Decimal(60 + enrolment.id % 40), "excused": False}


def _certificate(enrolment: Enrolment, number: int) -> str:
    """Its verification code. The file is as large as one, and as little to be compressed."""
    code, serial, content = new_code(), f"CEDAR-2026-{number:04d}", os.urandom(FILE_BYTES)
    person, key = enrolment.person, f"certificates/2026/{serial}.pdf"
    facts = sample.certificate(name_zh=person.name_zh, name_latin=person.name_latin, serial=serial, code=code.grouped)
    storage.save_file(key, content)
    made = Certificate(
        program_id=enrolment.cohort.program_id, cohort_id=enrolment.cohort_id, enrolment_id=enrolment.id,
        person_id=person.id, year=2026, number=number, serial=serial, code=code.value, facts=facts.to_json(),
        kind=CertificateKind.COMPLETION, state=NumberState.ISSUED, issued_at=clock.now(), pdf_key=key,
        award_date=facts.award_date, sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    db.session.add(made)
    return code.grouped
