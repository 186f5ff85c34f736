"""The names that certificates will print, confirmed by their bearers: who is missing, and the reminder to them."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import STAYING, enrolments_in
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.people.messages import tell
from cgtraining.people.models import Person

PROFILE_PATH = "/profile"


def unconfirmed_in(cohort: Cohort) -> Sequence[Enrolment]:
    """Trainees of the cohort who have not confirmed how their name is printed, in pinyin order."""
    query = enrolments_in(cohort).where(Enrolment.state.in_(STAYING), Person.name_confirmed_at.is_(None))
    return db.session.scalars(query).all()


def confirmed_for_others_in(cohort: Cohort) -> Sequence[Enrolment]:
    """Trainees whose name the office confirmed by a signed paper."""
    query = enrolments_in(cohort).where(Enrolment.state.in_(STAYING), Person.name_confirmation_note.is_not(None))
    return db.session.scalars(query).all()


def last_reminders(cohort: Cohort) -> dict[int, datetime]:
    """When each person of the cohort was last reminded, by the person's id."""
    query = select(Message.person_id, func.max(Message.created_at)).where(Message.purpose.startswith(_purpose(cohort)))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(Message.person_id)) if row[0]}


def remind_unconfirmed(*, cohort: Cohort, actor: Person | None) -> list[Message]:
    """To everybody who is missing, once a day at most. After the commit the messages may be waked."""
    missing = unconfirmed_in(cohort)
    if not missing:
        raise RuleBroken(_("Everybody has confirmed how the name is printed."))
    day = clock.today(cohort.timezone).isoformat()
    messages = [_remind(enrolment.person, cohort, day) for enrolment in missing]
    record("cohort.names_reminded", cohort, actor=actor, people=len(messages))
    return messages


def _remind(person: Person, cohort: Cohort, day: str) -> Message:
    return tell(
        person=person,
        purpose=f"{_purpose(cohort)}{person.id}:{day}",
        write=lambda: _reminder(person),
        link=settings().address(PROFILE_PATH),
    )


def _reminder(person: Person) -> tuple[str, str]:
    body = _(
        "Your certificate will print your name like this:\n\n"
        "Chinese: %(zh)s\n"
        "Latin letters: %(latin)s\n\n"
        "Sign in, look at both, correct them if need be and confirm: %(link)s\n\n"
        "After a certificate is issued a name can only be corrected by a replacement with a new number.",
        zh=person.name_zh or "–",
        latin=person.name_latin or "–",
        link=settings().address(PROFILE_PATH),
    )
    return _("Please confirm how your certificate prints your name"), body


def _purpose(cohort: Cohort) -> str:
    return f"confirm_name:{cohort.id}:"
