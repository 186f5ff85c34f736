"""What trainees say by themselves: what classmates may see of them, and how they come, eat and sleep."""

from dataclasses import dataclass, fields
from datetime import date, datetime

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.class_papers.identity import is_other_number, is_resident_number, tidy_number
from cgtraining.class_papers.models import ContactConsent, Diet, IdentityKind, PaperTexts, ReplySlip, RoomWish
from cgtraining.class_papers.queries import consent_of, slip_of, texts_of
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date
from cgtraining.language.phones import normalise_phone
from cgtraining.people.models import Person


@dataclass(frozen=True)
class SlipValues:
    """`identity_number` as typed; an empty one keeps what is stored."""

    comes: bool = True
    arrives_at: datetime | None = None
    arrival: str | None = None
    leaves_at: datetime | None = None
    departure: str | None = None
    diet: Diet = Diet.ANY
    diet_note: str | None = None
    room: RoomWish = RoomWish.SHARED
    room_note: str | None = None
    emergency_name: str | None = None
    emergency_relation: str | None = None
    emergency_phone: str | None = None
    identity_kind: IdentityKind | None = None
    identity_number: str | None = None


def let_classmates_see(*, enrolment: Enrolment, phone: bool, email: bool, actor: Person) -> ContactConsent:
    """Given, changed or taken back by the trainee alone; what was printed before stays printed, as the page says."""
    if actor.id != enrolment.person_id:
        raise RuleBroken(_("Only the trainee can decide what classmates may see."))
    consent = consent_of(enrolment)
    if consent is None:
        consent = ContactConsent(enrolment=enrolment)
        db.session.add(consent)
    consent.shows_phone, consent.shows_email, consent.given_at = phone, email, clock.now()
    db.session.flush()
    record("contacts.consented", enrolment, actor=actor, phone=phone, email=email)
    return consent


def last_day_to_reply(cohort: Cohort, texts: PaperTexts) -> date:
    return texts.reply_by or cohort.ends_on


def is_open(cohort: Cohort, texts: PaperTexts) -> bool:
    return clock.today(cohort.timezone) <= last_day_to_reply(cohort, texts)


def answer_slip(*, enrolment: Enrolment, values: SlipValues, version: str | int | None, actor: Person) -> ReplySlip:
    """The first answer, or a changed one; `version` is '0' for the first."""
    cohort = enrolment.cohort
    texts, slip = texts_of(cohort), slip_of(enrolment)
    if not is_open(cohort, texts):
        day = format_date(last_day_to_reply(cohort, texts))
        raise RuleBroken(_("Replies were due by %(day)s. Tell the class teacher what has changed.", day=day))
    number = _identity(values, slip, texts)
    if slip is None:
        slip = ReplySlip(enrolment=enrolment)
        db.session.add(slip)
    else:
        slip.expect_version(version)
    _write(slip, values, number)
    db.session.flush()
    record("reply_slip.answered", enrolment, actor=actor, comes=slip.comes, identity=slip.identity_number is not None)
    return slip


def _write(slip: ReplySlip, values: SlipValues, number: str | None) -> None:
    """Of someone who does not come, nothing is kept but that."""
    kept = values if values.comes else SlipValues(comes=False, room=RoomWish.NONE)
    for name in (one.name for one in fields(kept) if not one.name.startswith("identity_")):
        setattr(slip, name, getattr(kept, name))
    if number is None:
        slip.identity_kind = slip.identity_number = None
    elif number != slip.identity_number:
        slip.identity_kind, slip.identity_number = values.identity_kind or IdentityKind.RESIDENT, number
    slip.emergency_phone = _phone(kept.emergency_phone)
    slip.answered_at = clock.now()


def _phone(text: str | None) -> str | None:
    if not text:
        return None
    phone = normalise_phone(text)
    if phone is None:
        raise RuleBroken(_("This is no telephone number: check that of your emergency contact."))
    return phone


def _identity(values: SlipValues, slip: ReplySlip | None, texts: PaperTexts) -> str | None:
    """None where the hotel does not need it, whatever was sent."""
    if not texts.hotel_needs_identity or not values.comes or values.room is RoomWish.NONE:
        return None
    number = tidy_number(values.identity_number or "")
    if not number:
        if slip is None or slip.identity_number is None:
            raise RuleBroken(_("The hotel needs the number of your identity document for the room."))
        return slip.identity_number
    if values.identity_kind in (None, IdentityKind.RESIDENT):
        if not is_resident_number(number):
            raise RuleBroken(_("This is not the number of an identity card: a digit is missing or wrong."))
    elif not is_other_number(number):
        raise RuleBroken(_("The number of a document has 5 to 20 letters and digits."))
    return number
