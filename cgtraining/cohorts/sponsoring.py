"""Which trainees an organization pays for: its contact reads about them, and about nobody else."""

from sqlalchemy import ColumnElement, Select, and_, select

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Organization, Person
from cgtraining.programs.models import Sponsorship
from cgtraining.programs.queries import in_force, sponsorships_in

PAYS_FOR = and_(Sponsorship.organization_id == Enrolment.sponsor_id, Sponsorship.program_id == Cohort.program_id)


def sponsors_in(person: Person, cohort: Cohort) -> bool:
    """Whether the person is the contact of an organization that sponsors someone in the cohort."""
    query = select(Enrolment.id).where(Enrolment.cohort_id == cohort.id)
    return db.session.scalar(query.where(is_sponsored_enrolment(person, cohort.program_id)).limit(1)) is not None


def sponsors_enrolment(person: Person, enrolment: Enrolment) -> bool:
    query = select(Enrolment.id).where(Enrolment.id == enrolment.id)
    return db.session.scalar(query.where(is_sponsored_enrolment(person, enrolment.cohort.program_id))) is not None


def sponsored_enrolments(person: Person) -> Select[Enrolment]:
    """Of all cohorts, the enrolments that the person's organization sponsors in a program whose partner it is today."""
    sponsorship = select(Sponsorship.id).where(Sponsorship.person_id == person.id, in_force(Sponsorship))
    query = select(Enrolment).join(Cohort, Cohort.id == Enrolment.cohort_id)
    return query.where(sponsorship.where(PAYS_FOR).correlate(Enrolment, Cohort).exists())


def sponsors_of(cohort: Cohort) -> list[Organization]:
    """The organizations that sponsor trainees of the cohort's program, each once."""
    return list(dict.fromkeys(one.organization for one in sponsorships_in(cohort.program)))


def is_sponsored_by(person: Person) -> ColumnElement[bool]:
    """A condition on cohorts: at least one of the trainees."""
    query = select(Enrolment.id).join(Sponsorship, PAYS_FOR)
    query = query.where(Enrolment.cohort_id == Cohort.id, Sponsorship.person_id == person.id, in_force(Sponsorship))
    return query.correlate(Cohort).exists()


def is_sponsored_enrolment(person: Person, program_id: int) -> ColumnElement[bool]:
    organizations = select(Sponsorship.organization_id).where(Sponsorship.program_id == program_id)
    organizations = organizations.where(Sponsorship.person_id == person.id, in_force(Sponsorship))
    return Enrolment.sponsor_id.in_(organizations)
