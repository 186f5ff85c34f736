"""What every act on an issued certificate shares: it is held, refused early, and noted with reason and author."""

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.certificates.models import Certificate, CertificateEvent, Happening, NumberState
from cgtraining.certificates.queries import certificate_locked
from cgtraining.certificates.telling import tell_holder
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def issued(certificate: Certificate) -> Certificate:
    """Locked until the transaction ends, so that two acts on one certificate see each other."""
    found = certificate_locked(certificate.id)
    if found.state is not NumberState.ISSUED:
        raise RuleBroken(_("This certificate is not issued."))
    return found


def refuse_blank(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(_("Please give a reason: it stays in the record of the certificate."))


def refuse_if_final(certificate: Certificate) -> None:
    if certificate.revoked_at:
        raise RuleBroken(_("A revoked certificate stays revoked. Issue a new one from a list of graduates."))
    if certificate.replaced_at:
        raise RuleBroken(_("This certificate was replaced. Work on the new one."))
    if certificate.withdrawn_at:
        raise RuleBroken(_("The details of this certificate are withdrawn; it cannot be changed any more."))


def done(
    certificate: Certificate, what: Happening, reason: str | None, actor: Person | None, **details: object
) -> Certificate:
    event = note(certificate, what, reason, actor)
    record(f"certificate.{what.value}", certificate, actor=actor, reason=reason, **details)
    db.session.flush()
    tell_holder(certificate, event)
    return certificate


def note(certificate: Certificate, what: Happening, reason: str | None, actor: Person | None) -> CertificateEvent:
    event = CertificateEvent(certificate=certificate, what=what, reason=reason, actor_id=actor.id if actor else None)
    db.session.add(event)
    return event
