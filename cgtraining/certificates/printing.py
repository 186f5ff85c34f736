"""From a number to an issued certificate: rendered outside any transaction, stored and announced in a short one."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import clock, storage
from cgtraining.certificates.announcing import announce, make_findable
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate, CertificateEvent, Happening, IssueItem, ItemState, NumberState
from cgtraining.certificates.page import FACES, certificate_sheet
from cgtraining.database import db
from cgtraining.documents.press import Press, presses
from cgtraining.language.text import BilingualText
from cgtraining.mail.models import Message
from cgtraining.people.messages import wake_deliveries

AWAITED = "seal-awaited"  # the key of no file: a preview's place for a seal that is not released yet
OUTLINE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><circle cx="18" cy="18" r="17" fill="none"'
    b' stroke="#b3261e" stroke-width="0.4" stroke-dasharray="1.6 1.2"/></svg>'
)


def print_on(
    press: Press, facts: CertificateFacts, art: Mapping[str, bytes], meanwhile: Callable[[], object] = bool
) -> bytes:
    """The file; raises what `render_certificate` does, and what a press says of itself."""
    return press.print_one(certificate_sheet(facts, art), FACES, meanwhile)


def store_certificate(certificate_id: int, facts: CertificateFacts, pdf: bytes) -> Message | None:
    """Keep what was printed of a pending certificate and make it issued; outside of a run tell the holder too. Commits.

    Doing it twice issues it once. The message that it returns may be waked; the sweep sends it anyway. A run tells all
    its holders at its end (`ending.py`).
    """
    digest = sha256(pdf).hexdigest()
    key = f"certificates/{facts.award_date.year}/{facts.serial}-{digest[:16]}.pdf"
    storage.save_file(key, pdf)
    certificate = mark_issued(certificate_id=certificate_id, pdf_key=key, digest=digest)
    told_now = certificate.state is NumberState.ISSUED and certificate.run_item_id is None
    message = announce(certificate) if told_now else None
    db.session.commit()
    if certificate.state is NumberState.VOID:  # its number was made void while it was printed
        storage.delete_file(key)
    return message


def print_replacement(certificate_id: int) -> None:
    """A pending certificate that no run will finish."""
    certificate = db.session.get_one(Certificate, certificate_id)
    facts = CertificateFacts.from_json(certificate.facts)
    is_pending = certificate.state is NumberState.PENDING
    db.session.rollback()
    if not is_pending:
        return
    with presses(1) as (press,):
        pdf = print_on(press, facts, art_of(facts))
    if message := store_certificate(certificate_id, facts, pdf):
        wake_deliveries(message)


def mark_issued(*, certificate_id: int, pdf_key: str, digest: str) -> Certificate:
    """Whoever comes second finds the certificate issued, and leaves it as it is.

    What was to follow a certificate that was revoked or withdrawn meanwhile becomes void instead.
    """
    query = select(Certificate).where(Certificate.id == certificate_id).with_for_update(of=Certificate)
    query = query.options(joinedload(Certificate.run_item).joinedload(IssueItem.run), joinedload(Certificate.person))
    certificate = db.session.scalars(query.execution_options(populate_existing=True)).one()
    if certificate.state is not NumberState.PENDING:
        return certificate
    if ended := _ended(certificate):
        return _made_void(certificate, ended)
    certificate.state = NumberState.ISSUED
    certificate.issued_at = clock.now()
    certificate.pdf_key, certificate.sha256 = pdf_key, digest
    db.session.add(CertificateEvent(certificate=certificate, what=Happening.ISSUED, actor_id=_issuer_id(certificate)))
    _finish_item(certificate)
    _follow_on(certificate)
    db.session.flush()
    make_findable(certificate)
    return certificate


def art_of(facts: CertificateFacts) -> Mapping[str, bytes]:
    """The pictures that storage has; a missing one is a problem of the layout."""
    return {key: picture for key in facts.art_keys if (picture := _picture(key))}


@lru_cache(maxsize=32)
def _kept_picture(key: str) -> bytes:
    """Keys are never used again for other content."""
    return storage.load_file(key)


def _picture(key: str) -> bytes | None:
    if key == AWAITED:
        return OUTLINE
    try:
        return _kept_picture(key)
    except FileNotFoundError:
        return None


def _issuer_id(certificate: Certificate) -> int | None:
    return certificate.run_item.run.started_by_id if certificate.run_item else None


def _finish_item(certificate: Certificate) -> None:
    if certificate.run_item:
        certificate.run_item.state = ItemState.DONE
        certificate.run_item.problem = BilingualText()


def _ended(certificate: Certificate) -> CertificateEvent | None:
    """What ended the one that it is to replace or to renew; that one is held until the transaction ends."""
    followed_id = certificate.replaces_id or certificate.renews_id
    if followed_id is None:
        return None
    db.session.execute(select(Certificate.id).where(Certificate.id == followed_id).with_for_update())
    query = select(CertificateEvent).where(CertificateEvent.certificate_id == followed_id)
    query = query.where(CertificateEvent.what.in_([Happening.REVOKED, Happening.WITHDRAWN]))
    return db.session.scalars(query.order_by(CertificateEvent.id.desc()).limit(1)).first()


def _made_void(certificate: Certificate, ended: CertificateEvent) -> Certificate:
    """With the reason and the author of what ended the old one; details that were withdrawn there go here too."""
    certificate.state, certificate.void_reason = NumberState.VOID, ended.reason
    certificate.replaces_id = certificate.renews_id = None
    if ended.what is Happening.WITHDRAWN:
        certificate.facts, certificate.person_id, certificate.enrolment_id = {}, None, None
    why = {"reason": ended.reason, "actor_id": ended.actor_id}
    db.session.add(CertificateEvent(certificate=certificate, what=Happening.VOIDED, **why))
    db.session.flush()
    return certificate


def _follow_on(certificate: Certificate) -> None:
    """The one that it replaces or renews points to it, with the reason and the author of the order."""
    if (old := certificate.replaces) and not old.replaced_at:
        old.replaced_at, old.replaced_by = clock.now(), certificate
        _note_of_order(old, Happening.REPLACEMENT_ORDERED, Happening.REPLACED)
    if (old := certificate.renews) and not old.renewed_by:
        old.renewed_by = certificate
        _note_of_order(old, Happening.RENEWAL_ORDERED, Happening.RENEWED)


def _note_of_order(old: Certificate, ordered: Happening, what: Happening) -> None:
    query = select(CertificateEvent).where(CertificateEvent.certificate_id == old.id, CertificateEvent.what == ordered)
    order = db.session.scalars(query.order_by(CertificateEvent.id.desc()).limit(1)).first()
    reason, actor_id = (order.reason, order.actor_id) if order else (None, None)
    db.session.add(CertificateEvent(certificate=old, what=what, reason=reason, actor_id=actor_id))
