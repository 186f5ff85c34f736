"""Dated roles in a program, and the organizations that sponsor its trainees."""

from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Organization, Person
from cgtraining.programs.models import Program, ProgramRole, ProgramStaff, Sponsorship
from cgtraining.programs.queries import staff_with_role


def add_program_staff(
    *,
    program: Program,
    person: Person,
    role: ProgramRole,
    since: date,
    actor: Person | None,
    until: date | None = None,
) -> ProgramStaff:
    """`until` is the first day on which it no longer holds. What ended and begins again on its first day is one row."""
    _check_days(since, until)
    held = staff_with_role(program, person, role)
    if any(one.until is None or one.until > since for one in held):
        raise RuleBroken(_("This person has that role already."))
    same_day = next((one for one in held if one.since == since), None)
    staff = same_day or ProgramStaff(program=program, person=person, role=role, since=since)
    staff.until = until
    db.session.add(staff)
    db.session.flush()
    record("program_staff.added", staff, actor=actor, program=program.id, person=person.id, role=role.value)
    return staff


def end_program_staff(*, staff: ProgramStaff, on: date, actor: Person | None) -> ProgramStaff:
    """The role no longer holds from the day `on`; its row stays as a record of who did the work."""
    staff.until = max(on, staff.since)
    db.session.flush()
    record("program_staff.ended", staff, actor=actor, program=staff.program_id, until=staff.until.isoformat())
    return staff


def add_sponsorship(
    *,
    program: Program,
    organization: Organization,
    person: Person,
    since: date,
    actor: Person | None,
    until: date | None = None,
) -> Sponsorship:
    """From `since` on, `person` reads about the trainees of the program whom `organization` sponsors."""
    _check_days(since, until)
    query = select(Sponsorship).where(Sponsorship.program_id == program.id, Sponsorship.person_id == person.id)
    found = db.session.scalar(query.where(Sponsorship.organization_id == organization.id))
    if found is not None and (found.until is None or found.until > since):
        raise RuleBroken(_("This person is the organization's contact already."))
    sponsorship = found or Sponsorship(program=program, organization=organization, person=person, since=since)
    sponsorship.since, sponsorship.until = since, until
    db.session.add(sponsorship)
    db.session.flush()
    record("sponsorship.added", sponsorship, actor=actor, program=program.id, organization=organization.id)
    return sponsorship


def end_sponsorship(*, sponsorship: Sponsorship, on: date, actor: Person | None) -> Sponsorship:
    sponsorship.until = max(on, sponsorship.since)
    db.session.flush()
    record("sponsorship.ended", sponsorship, actor=actor, until=sponsorship.until.isoformat())
    return sponsorship


def _check_days(since: date, until: date | None) -> None:
    if until is not None and until <= since:
        raise RuleBroken(_("The role would end before it begins. Check both dates."))
