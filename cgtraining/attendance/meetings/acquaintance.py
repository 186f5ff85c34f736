"""Loads whom a report of a session's meeting may mean: the trainees of its register, and those who run the course."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, or_, select

from cgtraining.attendance.meetings.directory import Directory, Known
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.cohorts.models import CohortStaff, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Account, Organization, Person
from cgtraining.programs.models import ProgramStaff

CONTACTS = (Person.name_zh, Person.name_latin, Person.email, Person.phone, Account.email, Account.phone)


def directory_of(session: ClassSession, register: Iterable[RegisterRow]) -> Directory:
    """In two reads; trainees by the ids of their enrolments, staff by those of their persons."""
    listed = {row.enrolment_id for row in register}
    trainees = db.session.execute(_trainees(session)).all()
    enrolled = {row[1] for row in trainees}
    staff = db.session.execute(_staff(session)).all()
    known = [_known(row, row[0]) for row in trainees if row[0] in listed]
    return Directory(known + [_known(row, row[1], is_staff=True) for row in staff if row[1] not in enrolled])


def _trainees(session: ClassSession) -> Select[*tuple[Any, ...]]:
    query = _people(select(Enrolment.id, Person.id, *CONTACTS, Organization.name_zh, Organization.name_en))
    return query.join(Enrolment, Enrolment.person_id == Person.id).where(Enrolment.cohort_id == session.cohort_id)


def _staff(session: ClassSession) -> Select[*tuple[Any, ...]]:
    of_cohort = select(CohortStaff.person_id).where(CohortStaff.cohort_id == session.cohort_id)
    of_program = select(ProgramStaff.person_id).where(ProgramStaff.program_id == session.cohort.program_id)
    query = _people(select(Person.id, Person.id, *CONTACTS, Organization.name_zh, Organization.name_en))
    return query.where(or_(Person.id.in_(of_cohort), Person.id.in_(of_program), Person.id == session.trainer_id))


def _people(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    query = query.select_from(Person).outerjoin(Account, Account.person_id == Person.id)
    return query.outerjoin(Organization, Organization.id == Person.organization_id).order_by(Person.id)


def _known(row: Row[*tuple[Any, ...]], key: int, *, is_staff: bool = False) -> Known:
    return Known(
        id=key,
        name_zh=row[2],
        name_latin=row[3],
        emails=frozenset(filter(None, (row[4], row[6]))),
        phones=frozenset(filter(None, (row[5], row[7]))),
        organization=" ".join(filter(None, row[8:])),
        is_staff=is_staff,
    )
