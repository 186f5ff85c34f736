"""Renewing: a new certificate with its own number follows one whose validity ends, before or after that day."""

from datetime import date

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.acting import issued, note, refuse_blank, refuse_if_final
from cgtraining.certificates.composing import compose
from cgtraining.certificates.issuing import add_pending
from cgtraining.certificates.lineage import successor_under_way
from cgtraining.certificates.models import Certificate, Happening
from cgtraining.certificates.operations import same_award
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def renew_certificate(
    *, certificate: Certificate, award_date: date, valid_until: date | None, reason: str, actor: Person | None
) -> Certificate:
    """A pending certificate with a new number, of the day `award_date`, for the holder's present facts.

    Once it is issued the old one points to it, and keeps its own last day. After the commit wake "certificate".
    """
    old = issued(certificate)
    refuse_blank(reason)
    _refuse_unrenewable(old)
    _refuse_days(old, award_date, valid_until)
    new = add_pending(compose(same_award(old, award_date)))
    new.renews, new.valid_until = old, valid_until
    db.session.flush()
    note(old, Happening.RENEWAL_ORDERED, reason, actor)
    record("certificate.renewal_ordered", old, actor=actor, by=new.serial, reason=reason)
    return new


def _refuse_unrenewable(old: Certificate) -> None:
    refuse_if_final(old)
    if old.suspended_at:
        raise RuleBroken(_("This certificate is suspended. Reinstate it before it is renewed."))
    if old.renewed_by:
        raise RuleBroken(_("This certificate was renewed already. Work on %(serial)s.", serial=old.renewed_by.serial))
    if under_way := successor_under_way(old):
        raise RuleBroken(_("The certificate %(serial)s is already being made to follow it.", serial=under_way.serial))
    if old.valid_until is None:
        raise RuleBroken(_("This certificate does not expire, so there is nothing to renew."))


def _refuse_days(old: Certificate, award_date: date, valid_until: date | None) -> None:
    if award_date > clock.today():
        raise RuleBroken(_("The day of renewal lies in the future."))
    if award_date <= old.award_date:
        raise RuleBroken(_("The day of renewal must be after the award date of the old certificate."))
    if award_date < clock.today():
        raise RuleBroken(
            _("The renewal is decided today, and a certificate never bears an earlier date: choose today.")
        )
    if valid_until and valid_until <= award_date:
        raise RuleBroken(_("The new last day of validity must be after the day of renewal."))
