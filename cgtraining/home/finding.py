"""What the search box finds: people, cohorts and certificates that the reader may see, decided in the query."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import ColumnElement, false, or_, select, true
from sqlalchemy.orm import joinedload

from cgtraining.certificates.models import Certificate
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import cohorts_managed_by, cohorts_seen_by
from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.search.models import SearchEntry
from cgtraining.search.queries import entries_matching


@dataclass(frozen=True)
class Hit:
    """`kind` is `person`, `cohort` or `certificate`; `thing` the row that its macro shows."""

    kind: str
    thing: Person | Cohort | Certificate
    url: str


def hits(question: str, reader: Person, limit: int = 30) -> list[Hit]:
    entries = entries_matching(question, visible=_visible_to(reader), limit=limit)
    return [*_people(entries, reader), *_cohorts(entries), *_certificates(entries)]


def _visible_to(reader: Person) -> ColumnElement[bool]:
    if is_platform_administrator(reader):
        return true()
    seen = cohorts_seen_by(reader).with_only_columns(Cohort.id).order_by(None)
    managed = [cohort.id for cohort in cohorts_managed_by(reader)]
    trainees = select(Enrolment.person_id).where(Enrolment.cohort_id.in_(managed))
    return or_(
        (SearchEntry.kind == "cohort") & SearchEntry.object_id.in_(seen),
        (SearchEntry.kind == "person") & SearchEntry.object_id.in_(trainees),
        (SearchEntry.kind == "certificate") & SearchEntry.cohort_id.in_(managed) if managed else false(),
    )


def _ids(entries: Sequence[SearchEntry], kind: str) -> list[int]:
    return [entry.object_id for entry in entries if entry.kind == kind]


def _people(entries: Sequence[SearchEntry], reader: Person) -> list[Hit]:
    query = select(Person).where(Person.id.in_(_ids(entries, "person"))).options(joinedload(Person.organization))
    people = db.session.scalars(query.order_by(Person.sort_key)).all()
    records = {} if is_platform_administrator(reader) else _trainee_records([one.id for one in people], reader)
    return [
        Hit("person", one, records.get(one.id) or url_for("people.show_person", person_id=one.id)) for one in people
    ]


def _trainee_records(person_ids: Sequence[int], reader: Person) -> dict[int, str]:
    """For staff of programs, a person is a trainee of one of their cohorts: the newest enrolment."""
    managed = [cohort.id for cohort in cohorts_managed_by(reader)]
    query = select(Enrolment.person_id, Enrolment.id).where(Enrolment.person_id.in_(person_ids))
    rows = db.session.execute(query.where(Enrolment.cohort_id.in_(managed)).order_by(Enrolment.id))
    return {person: url_for("cohorts.show_enrolment", enrolment_id=enrolment) for person, enrolment in rows}


def _cohorts(entries: Sequence[SearchEntry]) -> list[Hit]:
    query = select(Cohort).where(Cohort.id.in_(_ids(entries, "cohort"))).order_by(Cohort.starts_on.desc())
    found = db.session.scalars(query).all()
    return [Hit("cohort", one, url_for("cohorts.show_cohort", cohort_id=one.id)) for one in found]


def _certificates(entries: Sequence[SearchEntry]) -> list[Hit]:
    query = select(Certificate).where(Certificate.id.in_(_ids(entries, "certificate")))
    found = db.session.scalars(query.options(joinedload(Certificate.person)).order_by(Certificate.serial)).all()
    return [Hit("certificate", one, url_for("certificates.show_certificate", certificate_id=one.id)) for one in found]
