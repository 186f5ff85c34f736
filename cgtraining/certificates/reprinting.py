"""A lost paper is printed once more from the stored file: same number, same code, still valid."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.certificates.acting import done, issued, refuse_blank, refuse_if_final
from cgtraining.certificates.models import Certificate, Happening, IdentityCheck, Reprint, Standing
from cgtraining.certificates.standing import standing_of
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def reprint_certificate(
    *, certificate: Certificate, reason: str, identity_check: IdentityCheck, actor: Person | None
) -> Reprint:
    """Only the log grows; the certificate and its file stay as they are."""
    found = issued(certificate)
    refuse_blank(reason)
    refuse_unless_valid(found)
    made = Reprint(
        certificate=found,
        number=len(reprints_of(found)) + 1,
        reason=reason,
        identity_check=identity_check,
        actor_id=actor.id if actor else None,
    )
    db.session.add(made)
    done(found, Happening.REPRINTED, reason, actor, number=made.number, identity_check=identity_check.value)
    return made


def refuse_unless_valid(certificate: Certificate) -> None:
    """A duplicate says that the certificate counts, so it must."""
    refuse_if_final(certificate)
    standing = standing_of(certificate, clock.today())
    if standing is Standing.SUSPENDED:
        raise RuleBroken(_("This certificate is suspended. Reinstate it before a duplicate is printed."))
    if standing is Standing.EXPIRED:
        raise RuleBroken(_("This certificate has expired, so no duplicate of it is printed."))


def reprints_of(certificate: Certificate) -> Sequence[Reprint]:
    """The newest first, with whoever printed them."""
    query = select(Reprint).where(Reprint.certificate_id == certificate.id).options(joinedload(Reprint.actor))
    return db.session.scalars(query.order_by(Reprint.number.desc())).all()


def reprint_by_id(reprint_id: int) -> Reprint | None:
    query = select(Reprint).where(Reprint.id == reprint_id)
    return db.session.scalars(query.options(joinedload(Reprint.certificate))).one_or_none()
