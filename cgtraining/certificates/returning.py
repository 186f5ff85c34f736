"""Whether the old paper came back: of a certificate that was replaced, renewed or revoked."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining.certificates.acting import done, issued
from cgtraining.certificates.lineage import successor_under_way
from cgtraining.certificates.models import Certificate, CertificateEvent, Happening
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def note_paper_returned(*, certificate: Certificate, remark: str | None, actor: Person | None) -> Certificate:
    found = issued(certificate)
    if not wants_paper_back(found):
        raise RuleBroken(_("This certificate counts, so its paper stays with the holder."))
    if return_of(found):
        raise RuleBroken(_("It is already noted that this paper came back."))
    return done(found, Happening.PAPER_RETURNED, remark, actor)


def wants_paper_back(certificate: Certificate) -> bool:
    return bool(certificate.replaced_at or certificate.revoked_at or successor_under_way(certificate))


def return_of(certificate: Certificate) -> CertificateEvent | None:
    """When it came back and who noted it."""
    query = select(CertificateEvent).where(CertificateEvent.certificate_id == certificate.id)
    query = query.where(CertificateEvent.what == Happening.PAPER_RETURNED)
    return db.session.scalars(query.options(joinedload(CertificateEvent.actor)).limit(1)).first()
