"""Where a person's roles lead, asked by the head of every page: one statement that says only yes or no."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, bindparam, exists, select

from cgtraining import clock
from cgtraining.certificates.models import Certificate, NumberState
from cgtraining.cohorts.models import CohortStaff, Enrolment
from cgtraining.database import db
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramStaff, Sponsorship
from cgtraining.programs.queries import in_force


@dataclass(frozen=True)
class Reach:
    """`enrolled`: in whatever state. `on_programs`, `on_cohorts`, `partner`: with a role that holds today."""

    platform_administrator: bool
    on_programs: bool
    on_cohorts: bool
    partner: bool
    enrolled: bool
    holds_certificates: bool

    @property
    def works_on_cohorts(self) -> bool:
        return self.platform_administrator or self.on_programs or self.on_cohorts or self.partner


def reach_of(person: Person) -> Reach:
    asked = {"person_id": person.id, "today": clock.today()}
    found = db.session.connection().execute(_HELD, asked).one()
    return Reach(is_platform_administrator(person), *(bool(held) for held in found))


_TODAY: ColumnElement[date] = bindparam("today")
_WHOSE: ColumnElement[int] = bindparam("person_id")
_HELD = select(
    exists().where(ProgramStaff.person_id == _WHOSE, in_force(ProgramStaff, _TODAY)),
    exists().where(CohortStaff.person_id == _WHOSE, in_force(CohortStaff, _TODAY)),
    exists().where(Sponsorship.person_id == _WHOSE, in_force(Sponsorship, _TODAY)),
    exists().where(Enrolment.person_id == _WHOSE),
    exists().where(Certificate.person_id == _WHOSE, Certificate.state == NumberState.ISSUED),
)
