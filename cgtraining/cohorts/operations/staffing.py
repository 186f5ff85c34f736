"""Dated roles in a cohort."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.queries import in_force


def add_staff(
    *, cohort: Cohort, person: Person, role: CohortRole, since: date, actor: Person | None, until: date | None = None
) -> CohortStaff:
    """`until` is the first day on which the role no longer holds."""
    if until is not None and until <= since:
        raise RuleBroken(_("The role would end before it begins. Check both dates."))
    query = select(CohortStaff.id).where(CohortStaff.cohort_id == cohort.id, CohortStaff.person_id == person.id)
    if db.session.scalar(query.where(CohortStaff.role == role, in_force(CohortStaff, since))) is not None:
        raise RuleBroken(_("This person has that role already."))
    staff = CohortStaff(cohort=cohort, person=person, role=role, since=since, until=until)
    db.session.add(staff)
    db.session.flush()
    record("cohort_staff.added", staff, actor=actor, cohort=cohort.id, person=person.id, role=role.value)
    return staff


def end_staff(*, staff: CohortStaff, on: date, actor: Person | None) -> CohortStaff:
    """The role no longer holds from the day `on`; its row stays as a record of who did the work."""
    staff.until = max(on, staff.since)
    db.session.flush()
    record("cohort_staff.ended", staff, actor=actor, cohort=staff.cohort_id, until=staff.until.isoformat())
    return staff
