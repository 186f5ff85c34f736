"""Loads, in a few statements for many rows, whom they may mean."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from cgtraining.cohorts.models import Enrolment, Group
from cgtraining.cohorts.roster.identity import Known
from cgtraining.cohorts.roster.reach import out_of_reach
from cgtraining.cohorts.roster.rows import UsableRow
from cgtraining.database import db
from cgtraining.people.models import Person


def known_to(
    cohort_id: int, rows: Sequence[UsableRow], actor: Person | None, ids: Iterable[int] = (), *, namesakes: bool = True
) -> Known:
    """Everyone with one of the rows' telephones, e-mails or (where wanted) names, and those of `ids`; their
    enrolments here; all groups; and of whom `actor` may change nothing.
    """
    known = Known()
    conditions = [*reached_by(rows), Person.id.in_(set(ids)), *(named_in(rows) if namesakes else ())]
    for person in db.session.scalars(people().where(or_(*conditions))):
        known.add(person)
    known.enrolments = enrolments_in(cohort_id, list(known.by_id))
    known.groups = groups_in(cohort_id)
    known.out_of_reach = out_of_reach(list(known.by_id.values()), actor)
    return known


def people() -> Select[Person]:
    return select(Person).options(joinedload(Person.organization)).order_by(Person.id)


def reached_by(rows: Sequence[UsableRow]) -> list[ColumnElement[bool]]:
    phones, emails = [row.phone for row in rows if row.phone], [row.email for row in rows if row.email]
    return [Person.phone.in_(phones), Person.email.in_(emails)]


def named_in(rows: Sequence[UsableRow]) -> list[ColumnElement[bool]]:
    latin_only = [row.name.casefold() for row in rows if not row.name_zh]
    return [
        Person.name_zh.in_([row.name_zh for row in rows if row.name_zh]),
        func.lower(Person.name_latin).in_(latin_only),
    ]


def enrolments_in(cohort_id: int, person_ids: list[int]) -> dict[int, Enrolment]:
    query = select(Enrolment).options(joinedload(Enrolment.group)).where(Enrolment.cohort_id == cohort_id)
    found = db.session.scalars(query.where(Enrolment.person_id.in_(person_ids)))
    return {enrolment.person_id: enrolment for enrolment in found}


def groups_in(cohort_id: int) -> dict[str, Group]:
    query = select(Group).where(Group.cohort_id == cohort_id).order_by(Group.place.desc(), Group.id.desc())
    found = db.session.scalars(query).all()
    return {title.casefold(): group for group in found for title in (group.title_en, group.title_zh) if title}
