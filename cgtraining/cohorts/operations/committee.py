"""Who is on the class committee: dated, so that what somebody did in office stays explained."""

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.cohorts.committee import committee_of
from cgtraining.cohorts.models import ClassOffice, CommitteeMember, Enrolment
from cgtraining.cohorts.queries import STAYING
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def appoint_member(*, enrolment: Enrolment, office: ClassOffice, actor: Person | None) -> CommitteeMember:
    if enrolment.state not in STAYING:
        raise RuleBroken(_("Only someone who is enrolled in the cohort can be on its committee."))
    if office is ClassOffice.GROUP_LEADER and enrolment.group_id is None:
        raise RuleBroken(_("Put this trainee into a group first: a group leader helps with the own group."))
    if any((one.enrolment_id, one.office) == (enrolment.id, office) for one in committee_of(enrolment.cohort)):
        raise RuleBroken(_("This trainee holds that office already."))
    member = _held_today(enrolment, office) or CommitteeMember(
        enrolment_id=enrolment.id, office=office, since=clock.today()
    )
    member.until = None
    db.session.add(member)
    db.session.flush()
    record("committee_member.appointed", member, actor=actor, enrolment_id=enrolment.id, office=office.value)
    return member


def end_office(*, member: CommitteeMember, actor: Person | None) -> CommitteeMember:
    member.until = clock.today()
    db.session.flush()
    record("committee_member.ended", member, actor=actor)
    return member


def _held_today(enrolment: Enrolment, office: ClassOffice) -> CommitteeMember | None:
    """An office that began and ended today goes on, since a day knows it once."""
    query = select(CommitteeMember).filter_by(enrolment_id=enrolment.id, office=office, since=clock.today())
    return db.session.scalars(query).one_or_none()
