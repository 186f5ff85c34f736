"""The decision that a certificate stands on."""

from sqlalchemy import select

from cgtraining.certificates.issuing import KINDS
from cgtraining.certificates.models import AwardEntry, AwardList, Certificate, IssueItem
from cgtraining.completion.models import GraduateEntry, GraduateList, Outcome
from cgtraining.database import db


def decision_behind(certificate: Certificate) -> GraduateEntry | AwardEntry | None:
    """The entry that it was issued from; of a replacement the one that decided on the same award.

    None where the person's record was deleted.
    """
    while not certificate.run_item_id and (before := certificate.replaces or certificate.renews):
        certificate = before
    if certificate.run_item_id:
        item = db.session.get_one(IssueItem, certificate.run_item_id)
        return item.entry or item.award_entry
    outcomes = [outcome for outcome, kind in KINDS.items() if kind is certificate.kind]
    return _on_graduate(certificate, outcomes) if outcomes else _on_award(certificate)


def _on_graduate(certificate: Certificate, outcomes: list[Outcome]) -> GraduateEntry | None:
    query = select(GraduateEntry).join(GraduateEntry.graduate_list)
    query = query.where(GraduateEntry.enrolment_id == certificate.enrolment_id, GraduateList.approved_at.is_not(None))
    query = query.where(GraduateEntry.outcome.in_(outcomes))
    return db.session.scalars(query.order_by(GraduateList.number.desc()).limit(1)).first()


def _on_award(certificate: Certificate) -> AwardEntry | None:
    query = select(AwardEntry).join(AwardEntry.award_list)
    query = query.where(AwardList.cohort_id == certificate.cohort_id, AwardList.kind == certificate.kind)
    query = query.where(AwardEntry.person_id == certificate.person_id, AwardList.approved_at.is_not(None))
    return db.session.scalars(query.order_by(AwardList.number.desc()).limit(1)).first()
