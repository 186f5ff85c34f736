"""Cohorts, who is in them and who works on them."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload

from cgtraining.cohorts.models import (
    Cohort,
    CohortRole,
    CohortStaff,
    CohortStatus,
    Enrolment,
    EnrolmentChange,
    EnrolmentState,
    Group,
)
from cgtraining.cohorts.sponsoring import is_sponsored_by, is_sponsored_enrolment, sponsors_in
from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.models import Program
from cgtraining.programs.queries import has_program_roles_beyond, in_force, program_ids_of_staff

# States in which a trainee still belongs to the class; the others keep a record of someone who left it.
STAYING = (EnrolmentState.ENROLLED, EnrolmentState.COMPLETED)


def cohort_by_id(cohort_id: int) -> Cohort | None:
    return db.session.get(Cohort, cohort_id)


def cohort_by_code(code: str) -> Cohort | None:
    return db.session.scalars(select(Cohort).where(func.upper(Cohort.code) == code.strip().upper())).one_or_none()


def enrolment_by_id(enrolment_id: int) -> Enrolment | None:
    query = _with_person(select(Enrolment).join(Enrolment.person)).options(joinedload(Enrolment.cohort))
    return db.session.scalars(query.where(Enrolment.id == enrolment_id)).one_or_none()


def enrolment_in(cohort: Cohort, person: Person) -> Enrolment | None:
    query = select(Enrolment).where(Enrolment.cohort_id == cohort.id, Enrolment.person_id == person.id)
    return db.session.scalars(query).one_or_none()


def are_in(cohort: Cohort, people: Sequence[Person]) -> bool:
    """Whether any of them is, or was, enrolled in the cohort."""
    query = select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)
    query = query.where(Enrolment.person_id.in_([person.id for person in people])).limit(1)
    return db.session.scalar(query) is not None


def enrolments_of(cohort: Cohort, states: Collection[EnrolmentState] | None = None) -> Sequence[Enrolment]:
    """In pinyin order, with person, organization, group and sponsor loaded; in any state unless `states` are named."""
    query = enrolments_in(cohort)
    if states is not None:
        query = query.where(Enrolment.state.in_(states))
    return db.session.scalars(query).all()


def enrolments_in(cohort: Cohort) -> Select[Enrolment]:
    """The select behind `enrolments_of`, to be narrowed further."""
    query = select(Enrolment).join(Enrolment.person).where(Enrolment.cohort_id == cohort.id)
    return _with_person(query).order_by(Person.sort_key, Enrolment.id)


def enrolments_seen_by(person: Person, cohort: Cohort) -> Select[Enrolment]:
    """The enrolments that the person may see: all of them for staff; for a partner, those that it sponsors."""
    return enrolments_in(cohort).where(_enrolment_is_seen_by(person, cohort))


def enrolments_of_person(person: Person) -> Sequence[Enrolment]:
    """With their cohorts, newest first."""
    query = select(Enrolment).where(Enrolment.person_id == person.id).join(Enrolment.cohort)
    query = query.options(contains_eager(Enrolment.cohort), joinedload(Enrolment.group))
    return db.session.scalars(query.order_by(Cohort.starts_on.desc(), Enrolment.id.desc())).all()


def changes_of(enrolment: Enrolment) -> Sequence[EnrolmentChange]:
    query = select(EnrolmentChange).where(EnrolmentChange.enrolment_id == enrolment.id)
    query = query.options(joinedload(EnrolmentChange.actor))
    return db.session.scalars(query.order_by(EnrolmentChange.id.desc())).all()


def cohorts_of(person: Person) -> Sequence[Cohort]:
    """Every cohort that the person may open, in whatever role, newest first."""
    return db.session.scalars(cohorts_seen_by(person)).all()


def cohorts_seen_by(person: Person) -> Select[Cohort]:
    return _newest_first(select(Cohort).where(_is_seen_by(person)))


def cohorts_managed_by(person: Person, *statuses: CohortStatus) -> Sequence[Cohort]:
    query = select(Cohort).where(is_managed_by(person))
    if statuses:
        query = query.where(Cohort.status.in_(statuses))
    return db.session.scalars(_newest_first(query)).all()


def cohorts_staffed_by(person: Person) -> Sequence[Cohort]:
    """Cohorts in which the person holds a role of its own today: trainer, mentor, class teacher, administrator."""
    return db.session.scalars(_newest_first(select(Cohort).where(Cohort.id.in_(_cohort_ids_of_staff(person))))).all()


def roles_in_cohorts(person: Person) -> dict[Cohort, set[CohortRole]]:
    """The same cohorts, newest first, each with the roles that the person holds in it today."""
    query = select(Cohort, CohortStaff.role).join(CohortStaff, CohortStaff.cohort_id == Cohort.id)
    query = query.where(CohortStaff.person_id == person.id, in_force(CohortStaff))
    query = query.order_by(Cohort.starts_on.desc(), Cohort.id.desc())
    found: dict[Cohort, set[CohortRole]] = {}
    for cohort, role in db.session.execute(query):
        found.setdefault(cohort, set()).add(role)
    return found


def cohorts_in_program(program: Program) -> Sequence[Cohort]:
    return db.session.scalars(_newest_first(select(Cohort).where(Cohort.program_id == program.id))).all()


def sponsored_cohorts(person: Person) -> Sequence[Cohort]:
    """Cohorts with at least one trainee whom the person's organization sponsors."""
    return db.session.scalars(_newest_first(select(Cohort).where(is_sponsored_by(person)))).all()


def holds_cohort_role(person: Person, cohort: Cohort, *roles: CohortRole) -> bool:
    """Whether the person holds one of `roles` (any, if none is named) in the cohort today."""
    query = select(CohortStaff.id).where(CohortStaff.cohort_id == cohort.id, CohortStaff.person_id == person.id)
    if roles:
        query = query.where(CohortStaff.role.in_(roles))
    return db.session.scalar(query.where(in_force(CohortStaff)).limit(1)) is not None


def holds_role_in_cohort_of(person: Person, program: Program, *roles: CohortRole) -> bool:
    """Whether the person holds one of `roles` today in any cohort of the program."""
    query = select(CohortStaff.id).join(Cohort, CohortStaff.cohort_id == Cohort.id)
    query = query.where(Cohort.program_id == program.id, CohortStaff.person_id == person.id)
    query = query.where(CohortStaff.role.in_(roles), in_force(CohortStaff))
    return db.session.scalar(query.limit(1)) is not None


def has_roles_beyond(person: Person, actor: Person) -> bool:
    """Whether the person holds, today, a role somewhere that `actor` does not manage."""
    if has_program_roles_beyond(person, actor):
        return True
    managed = select(Cohort.id).where(is_managed_by(actor))
    query = _cohort_ids_of_staff(person).where(CohortStaff.cohort_id.not_in(managed))
    return db.session.scalar(query.limit(1)) is not None


def staff_of(cohort: Cohort) -> Sequence[CohortStaff]:
    """All dated roles, those that ended too, with the persons and their organizations."""
    query = select(CohortStaff).where(CohortStaff.cohort_id == cohort.id).join(CohortStaff.person)
    query = query.options(contains_eager(CohortStaff.person).joinedload(Person.organization))
    return db.session.scalars(query.order_by(CohortStaff.until.is_not(None), Person.sort_key)).all()


def staff_roles_of(person: Person) -> Sequence[CohortStaff]:
    """Every role of the person in a cohort, with the cohort, the latest first."""
    query = select(CohortStaff).where(CohortStaff.person_id == person.id).options(joinedload(CohortStaff.cohort))
    return db.session.scalars(query.order_by(CohortStaff.since.desc(), CohortStaff.id.desc())).all()


def staff_today(cohort: Cohort, *roles: CohortRole) -> Sequence[CohortStaff]:
    """Those who hold one of `roles` (any, if none is named) today."""
    query = select(CohortStaff).where(CohortStaff.cohort_id == cohort.id, in_force(CohortStaff))
    if roles:
        query = query.where(CohortStaff.role.in_(roles))
    query = query.join(CohortStaff.person).options(contains_eager(CohortStaff.person).joinedload(Person.organization))
    return db.session.scalars(query.order_by(CohortStaff.id)).all()


def group_by_id(group_id: int) -> Group | None:
    return db.session.get(Group, group_id, options=[joinedload(Group.cohort)])


def group_sizes(cohort: Cohort) -> dict[int, int]:
    """Trainees who take a place, by id of their group; 0 counts those without a group."""
    query = select(func.coalesce(Enrolment.group_id, 0), func.count()).where(Enrolment.cohort_id == cohort.id)
    query = query.where(Enrolment.state.in_(STAYING)).group_by(Enrolment.group_id)
    return counted(query)


def counted(query: Select[Any, Any]) -> dict[Any, Any]:
    """The pairs that the query selects, such as (what, how many)."""
    return dict(tuple(row) for row in db.session.execute(query))


def staff_by_id(staff_id: int) -> CohortStaff | None:
    return db.session.get(CohortStaff, staff_id, options=[joinedload(CohortStaff.cohort)])


def count_staying(cohort: Cohort) -> int:
    """Trainees who take a place: enrolled or completed."""
    query = select(func.count()).select_from(Enrolment).where(Enrolment.cohort_id == cohort.id)
    return db.session.scalar(query.where(Enrolment.state.in_(STAYING))) or 0


def _with_person(query: Select[Enrolment]) -> Select[Enrolment]:
    return query.options(
        contains_eager(Enrolment.person).joinedload(Person.organization),
        joinedload(Enrolment.group),
        joinedload(Enrolment.sponsor),
    )


def _newest_first(query: Select[Cohort]) -> Select[Cohort]:
    return query.order_by(Cohort.starts_on.desc(), Cohort.id.desc())


def _cohort_ids_of_staff(person: Person, *roles: CohortRole) -> Select[int]:
    query = select(CohortStaff.cohort_id).where(CohortStaff.person_id == person.id, in_force(CohortStaff))
    return query.where(CohortStaff.role.in_(roles)) if roles else query


def is_managed_by(person: Person) -> ColumnElement[bool]:
    """A condition on cohorts."""
    if is_platform_administrator(person):
        return true()
    return or_(
        Cohort.program_id.in_(program_ids_of_staff(person)),
        Cohort.id.in_(_cohort_ids_of_staff(person, CohortRole.ADMINISTRATOR)),
    )


def _is_seen_by(person: Person) -> ColumnElement[bool]:
    own = select(Enrolment.cohort_id).where(Enrolment.person_id == person.id)
    return or_(
        is_managed_by(person),
        Cohort.id.in_(_cohort_ids_of_staff(person)),
        Cohort.id.in_(own),
        is_sponsored_by(person),
    )


def _enrolment_is_seen_by(person: Person, cohort: Cohort) -> ColumnElement[bool]:
    managed = select(Cohort.id).where(Cohort.id == cohort.id, is_managed_by(person))
    if db.session.scalar(managed) is not None or holds_cohort_role(person, cohort):
        return true()
    if sponsors_in(person, cohort):
        return is_sponsored_enrolment(person, cohort.program_id)
    return false()
