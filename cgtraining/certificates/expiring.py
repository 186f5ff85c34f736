"""The end of a certificate's validity: its holder is told once before it and once when it is over."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from cgtraining import clock
from cgtraining.certificates.acting import done
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate, Happening, NumberState, Standing
from cgtraining.certificates.queries import certificate_locked
from cgtraining.certificates.standing import standing_of
from cgtraining.certificates.telling import ends_soon, written
from cgtraining.database import db
from cgtraining.people.messages import tell

BEFORE = timedelta(days=60)  # time enough to have it renewed


def ends_untold() -> Sequence[int]:
    """Certificates whose last day is near or over, and nobody was told yet."""
    query = select(Certificate.id).where(Certificate.state == NumberState.ISSUED, _is_due(clock.today()))
    return db.session.scalars(query.order_by(Certificate.id)).all()


def tell_of_end(certificate_id: int) -> None:
    """Commits. What does not count any more, or is followed by a renewal, passes without a word."""
    certificate = certificate_locked(certificate_id)
    today = clock.today()
    if certificate.valid_until is None:
        pass
    elif certificate.valid_until < today:
        _note_end(certificate, today)
    elif is_near(certificate.valid_until, today):
        _announce_end(certificate, today)
    db.session.commit()


def is_near(last_day: date, today: date) -> bool:
    return today <= last_day <= today + BEFORE


def _is_due(today: date) -> ColumnElement[bool]:
    over = and_(Certificate.valid_until < today, Certificate.end_noted_at.is_(None))
    near = Certificate.valid_until.between(today, today + BEFORE)
    return or_(over, and_(near, Certificate.end_announced_at.is_(None)))


def _note_end(certificate: Certificate, today: date) -> None:
    if certificate.end_noted_at:
        return
    certificate.end_noted_at = clock.now()
    if standing_of(certificate, today) is Standing.EXPIRED and certificate.renewed_by_id is None:
        done(certificate, Happening.EXPIRED, None, None)


def _announce_end(certificate: Certificate, today: date) -> None:
    if certificate.end_announced_at:
        return
    certificate.end_announced_at = clock.now()
    counts = standing_of(certificate, today) is Standing.VALID and certificate.renewed_by_id is None
    if not counts or certificate.person is None or not certificate.facts:
        return
    facts, last_day = CertificateFacts.from_json(certificate.facts), certificate.valid_until
    tell(
        person=certificate.person,
        purpose=f"certificate:{certificate.id}:ends:{last_day}",
        write=lambda: written(facts, ends_soon(facts, last_day)),
        link=facts.code_address,
    )
