"""What the search box finds: people, cohorts and certificates that the reader may see, decided in the query.

Whoever may see someone's contacts finds them by those too; trainers, mentors and partners find trainees without them,
so that guessing a telephone number tells nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.orm import joinedload

from cgtraining.certificates.models import Certificate
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, Enrolment
from cgtraining.cohorts.queries import cohorts_managed_by, cohorts_seen_by
from cgtraining.cohorts.sponsoring import sponsored_enrolments
from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.people.queries import with_each_word, words_without_contacts
from cgtraining.programs.queries import in_force
from cgtraining.search.models import SearchEntry
from cgtraining.search.queries import entries_matching

MOST_FOUND = 30


@dataclass(frozen=True)
class Hit:
    """`kind` is `person`, `cohort` or `certificate`; `thing` the row that its macro shows."""

    kind: str
    thing: Person | Cohort | Certificate
    url: str


def hits(question: str, reader: Person) -> list[Hit]:
    if is_platform_administrator(reader):
        entries = entries_matching(question, limit=MOST_FOUND)
        return [*_people(_ids(entries, "person"), {}), *_cohorts(entries), *_certificates(entries)]
    managed = [cohort.id for cohort in cohorts_managed_by(reader)]
    entries = entries_matching(question, visible=_visible_to(reader, managed), limit=MOST_FOUND)
    ids = [*_ids(entries, "person"), *db.session.scalars(_known_by_name(question, reader))]
    return [*_people(ids, _trainee_records(ids, reader, managed)), *_cohorts(entries), *_certificates(entries)]


def _visible_to(reader: Person, managed: Sequence[int]) -> ColumnElement[bool]:
    seen = cohorts_seen_by(reader).with_only_columns(Cohort.id).order_by(None)
    teacher = _cohorts_staffed(reader, CohortRole.CLASS_TEACHER)
    in_contact = or_(Enrolment.cohort_id.in_(managed), Enrolment.cohort_id.in_(teacher))
    return or_(
        (SearchEntry.kind == "cohort") & SearchEntry.object_id.in_(seen),
        (SearchEntry.kind == "person") & SearchEntry.object_id.in_(select(Enrolment.person_id).where(in_contact)),
        (SearchEntry.kind == "certificate") & SearchEntry.cohort_id.in_(managed) if managed else false(),
    )


def _known_by_name(question: str, reader: Person) -> Select[int]:
    """Ids of trainees of the cohorts in which the reader works, or whom it sponsors, that every word is found in."""
    query = select(Person.id).join(Enrolment, Enrolment.person_id == Person.id).where(_known_to(reader))
    query = with_each_word(query, question, words_without_contacts())
    return query.distinct().order_by(Person.id).limit(MOST_FOUND if question.strip() else 0)


def _known_to(reader: Person) -> ColumnElement[bool]:
    sponsored = sponsored_enrolments(reader).with_only_columns(Enrolment.id)
    return or_(Enrolment.cohort_id.in_(_cohorts_staffed(reader)), Enrolment.id.in_(sponsored))


def _cohorts_staffed(reader: Person, *roles: CohortRole) -> Select[int]:
    query = select(CohortStaff.cohort_id).where(CohortStaff.person_id == reader.id, in_force(CohortStaff))
    return query.where(CohortStaff.role.in_(roles)) if roles else query


def _ids(entries: Sequence[SearchEntry], kind: str) -> list[int]:
    return [entry.object_id for entry in entries if entry.kind == kind]


def _people(ids: Sequence[int], records: Mapping[int, str]) -> list[Hit]:
    query = select(Person).where(Person.id.in_(ids)).options(joinedload(Person.organization))
    people = db.session.scalars(query.order_by(Person.sort_key, Person.id).limit(MOST_FOUND)).all()
    return [
        Hit("person", one, records.get(one.id) or url_for("people.show_person", person_id=one.id)) for one in people
    ]


def _trainee_records(person_ids: Sequence[int], reader: Person, managed: Sequence[int]) -> dict[int, str]:
    """For all but the platform administrator, a person is a trainee: the newest enrolment that the reader may see."""
    query = select(Enrolment.person_id, Enrolment.id).where(Enrolment.person_id.in_(person_ids))
    query = query.where(or_(Enrolment.cohort_id.in_(managed), _known_to(reader))).order_by(Enrolment.id)
    rows = db.session.execute(query)
    return {person: url_for("cohorts.show_enrolment", enrolment_id=enrolment) for person, enrolment in rows}


def _cohorts(entries: Sequence[SearchEntry]) -> list[Hit]:
    query = select(Cohort).where(Cohort.id.in_(_ids(entries, "cohort"))).order_by(Cohort.starts_on.desc())
    found = db.session.scalars(query).all()
    return [Hit("cohort", one, url_for("cohorts.show_cohort", cohort_id=one.id)) for one in found]


def _certificates(entries: Sequence[SearchEntry]) -> list[Hit]:
    query = select(Certificate).where(Certificate.id.in_(_ids(entries, "certificate")))
    found = db.session.scalars(query.options(joinedload(Certificate.person)).order_by(Certificate.serial)).all()
    return [Hit("certificate", one, url_for("certificates.show_certificate", certificate_id=one.id)) for one in found]
