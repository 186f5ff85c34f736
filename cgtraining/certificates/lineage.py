"""What came before a certificate and what came after it: replaced for a changed fact, or renewed for more time."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import or_, select

from cgtraining.certificates.models import Certificate
from cgtraining.database import db


class Link(NamedTuple):
    """A certificate of the chain; `renews` says that it renewed the one before, otherwise it replaced that."""

    certificate: Certificate
    renews: bool


def chain_of(certificate: Certificate) -> Sequence[Link]:
    """All of the chain, the oldest first; one alone if nothing came before or after."""
    found = [certificate]
    while before := found[0].replaces or found[0].renews:
        found.insert(0, before)
    while after := successor_of(found[-1]):
        found.append(after)
    return [Link(one, one.renews_id is not None) for one in found]


def successor_of(certificate: Certificate) -> Certificate | None:
    """The issued one that counts instead of it, or after it."""
    return certificate.replaced_by or certificate.renewed_by


def last_of(certificate: Certificate) -> Certificate:
    """The end of its chain; itself if nothing came after it."""
    while after := successor_of(certificate):
        certificate = after
    return certificate


def successor_under_way(certificate: Certificate) -> Certificate | None:
    """One that has its number and is to replace or to renew it."""
    meant = or_(Certificate.replaces_id == certificate.id, Certificate.renews_id == certificate.id)
    return db.session.scalars(select(Certificate).where(meant)).first()
