"""Papers that were not fetched go by post: who carries them, under which number, since when."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining import clock
from cgtraining.certificates.acting import done, issued, refuse_if_final
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate, Happening, Posting
from cgtraining.certificates.telling import posted, written
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.messages import tell
from cgtraining.people.models import Person

NUMBER = re.compile(r"[0-9A-Z-]{4,40}", re.ASCII)


@dataclass(frozen=True)
class Parcel:
    carrier: str
    tracking_number: str
    posted_on: date


def note_posted(*, certificate: Certificate, parcel: Parcel, tells: bool, actor: Person | None) -> Posting:
    """The same number twice is noted once."""
    found = issued(certificate)
    refuse_if_final(found)
    number = tidy_number(parcel.tracking_number)
    if parcel.posted_on > clock.today():
        raise RuleBroken(_("The day of posting lies in the future."))
    if known := _known(found, number):
        return known
    made = Posting(certificate=found, carrier=parcel.carrier, tracking_number=number, posted_on=parcel.posted_on)
    made.actor_id = actor.id if actor else None
    db.session.add(made)
    done(found, Happening.POSTED, f"{parcel.carrier} {number}", actor, posted_on=parcel.posted_on.isoformat())
    if tells:
        _tell(found, made)
    return made


def tidy_number(text: str) -> str:
    """As carriers print it: capitals and digits, without blanks, also from full-width input."""
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if not NUMBER.fullmatch(number):
        raise RuleBroken(_("“%(number)s” is no tracking number: it has letters, digits and hyphens only.", number=text))
    return number


def postings_of(certificate_ids: Sequence[int]) -> Mapping[int, Posting]:
    """The last one of each certificate that was posted."""
    query = select(Posting).where(Posting.certificate_id.in_(certificate_ids)).order_by(Posting.id)
    return {one.certificate_id: one for one in db.session.scalars(query)}


def _known(certificate: Certificate, number: str) -> Posting | None:
    query = select(Posting).where(Posting.certificate_id == certificate.id, Posting.tracking_number == number)
    return db.session.scalars(query).one_or_none()


def _tell(certificate: Certificate, made: Posting) -> None:
    """Someone who was erased is not told."""
    if certificate.person is None:
        return
    facts = CertificateFacts.from_json(certificate.facts)
    tell(
        person=certificate.person,
        purpose=f"certificate:{certificate.id}:posting:{made.id}",
        write=lambda: written(facts, posted(facts, made.carrier, made.tracking_number, made.posted_on)),
        link=facts.code_address,
    )
