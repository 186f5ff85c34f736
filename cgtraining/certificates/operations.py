"""What the office does to one certificate after it was issued. Nothing here changes what a certificate says."""

from datetime import date

from flask_babel import gettext as _

from cgtraining import clock, storage
from cgtraining.audit.operations import record
from cgtraining.certificates.acting import done, issued, note, refuse_blank, refuse_if_final
from cgtraining.certificates.changes import changed_facts
from cgtraining.certificates.checks import in_both_languages
from cgtraining.certificates.composing import Award, compose, details_of, unsealed_in
from cgtraining.certificates.expiring import is_near
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.issuing import add_pending, start_run
from cgtraining.certificates.lineage import successor_under_way
from cgtraining.certificates.models import Certificate, CertificateKind, Happening, ItemState, NumberState
from cgtraining.certificates.queries import certificate_locked, namesakes_in
from cgtraining.cohorts.queries import cohort_by_id
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.search.operations import forget

__all__ = [
    "reinstate_certificate",
    "replace_certificate",
    "revoke_certificate",
    "set_expiry",
    "start_run",
    "suspend_certificate",
    "void_number",
    "withdraw_details",
]


def replace_certificate(*, certificate: Certificate, reason: str, actor: Person | None) -> Certificate:
    """A pending certificate with a new number and the person's present facts; once issued, it replaces the old one.

    What was decided (kind, class hours, award date) is taken over, and some fact must have changed: a lost paper is
    printed again instead. After the commit wake the work "certificate".
    """
    old = issued(certificate)
    refuse_blank(reason)
    refuse_if_final(old)
    if old.suspended_at:
        raise RuleBroken(_("This certificate is suspended. Reinstate it before it is replaced."))
    if under_way := successor_under_way(old):
        raise RuleBroken(_("The certificate %(serial)s is already being made to follow it.", serial=under_way.serial))
    if old.renewed_by:
        raise RuleBroken(_("This certificate was renewed already. Work on %(serial)s.", serial=old.renewed_by.serial))
    draft = compose(same_award(old))
    if not changed_facts(CertificateFacts.from_json(old.facts), draft.facts):
        raise RuleBroken(
            _("Nothing on it would change. Correct the fact first; for a lost paper print a duplicate instead.")
        )
    new = add_pending(draft)
    new.replaces = old
    db.session.flush()
    note(old, Happening.REPLACEMENT_ORDERED, reason, actor)
    record("certificate.replaced", old, actor=actor, by=new.serial, reason=reason)
    return new


def revoke_certificate(*, certificate: Certificate, reason: str, actor: Person | None) -> Certificate:
    """Final. The verification page shows the date; the reason stays inside the office."""
    found = issued(certificate)
    refuse_blank(reason)
    if found.revoked_at:
        raise RuleBroken(_("This certificate is already revoked."))
    found.revoked_at = clock.now()
    return done(found, Happening.REVOKED, reason, actor)


def suspend_certificate(*, certificate: Certificate, reason: str, actor: Person | None) -> Certificate:
    found = issued(certificate)
    refuse_blank(reason)
    refuse_if_final(found)
    if found.suspended_at:
        raise RuleBroken(_("This certificate is already suspended."))
    if (under_way := successor_under_way(found)) and under_way.replaces_id == found.id:
        raise RuleBroken(
            _(
                "The certificate %(serial)s is being made to replace it. Suspend that one, as soon as it is issued.",
                serial=under_way.serial,
            )
        )
    found.suspended_at = clock.now()
    return done(found, Happening.SUSPENDED, reason, actor)


def reinstate_certificate(*, certificate: Certificate, reason: str, actor: Person | None) -> Certificate:
    found = issued(certificate)
    refuse_blank(reason)
    if not found.suspended_at:
        raise RuleBroken(_("This certificate is not suspended."))
    found.suspended_at = None
    return done(found, Happening.REINSTATED, reason, actor)


def set_expiry(*, certificate: Certificate, valid_until: date | None, reason: str, actor: Person | None) -> Certificate:
    """`valid_until` is the last day of validity; None: it does not expire."""
    found = issued(certificate)
    refuse_blank(reason)
    refuse_if_final(found)
    if valid_until and valid_until < found.award_date:
        raise RuleBroken(_("The last day of validity is before the award date."))
    found.valid_until, found.end_noted_at = valid_until, None
    # the message about this change says the day too
    found.end_announced_at = clock.now() if valid_until and is_near(valid_until, clock.today()) else None
    return done(found, Happening.EXPIRY_SET, reason, actor, until=valid_until.isoformat() if valid_until else None)


def void_number(*, certificate: Certificate, reason: str, actor: Person | None) -> Certificate:
    """Give up a number that never became a certificate; it stays in the series, with the reason."""
    found = certificate_locked(certificate.id)
    refuse_blank(reason)
    if found.state is not NumberState.PENDING:
        raise RuleBroken(_("Only a number whose certificate was not issued yet can be made void."))
    found.state, found.void_reason = NumberState.VOID, reason
    found.replaces = found.renews = None
    if found.run_item:
        found.run_item.state = ItemState.REFUSED
        found.run_item.problem = in_both_languages(lambda: _voided(found, reason))
        found.run_item = None
    return done(found, Happening.VOIDED, reason, actor)


def withdraw_details(*, certificate: Certificate, reason: str, actor: Person | None) -> str | None:
    """At the holder's request the snapshot and the PDF go; code, serial, dates, hash and state remain.

    Returns the key of the file, to be deleted after the commit (`forget_file`).
    """
    found = issued(certificate)
    refuse_blank(reason)
    if found.withdrawn_at:
        raise RuleBroken(_("The details of this certificate are already withdrawn."))
    key, found.pdf_key = found.pdf_key, None
    found.facts, found.person_id, found.enrolment_id = {}, None, None
    found.withdrawn_at = clock.now()
    forget("certificate", found.id)
    done(found, Happening.WITHDRAWN, reason, actor)
    return key


def forget_file(key: str | None) -> None:
    if key:
        storage.delete_file(key)


def _voided(certificate: Certificate, reason: str) -> str:
    return str(_("The number %(serial)s was made void: %(reason)s", serial=certificate.serial, reason=reason))


def same_award(old: Certificate, award_date: date | None = None) -> Award:
    """What was decided for its holder, on the same day or on another."""
    person, cohort = old.person, cohort_by_id(old.cohort_id)
    is_orphan = old.enrolment_id is None and old.kind is not CertificateKind.APPOINTMENT
    if person is None or cohort is None or is_orphan:
        raise RuleBroken(_("The holder's record was deleted, so no new certificate can be made of it."))
    printed = CertificateFacts.from_json(old.facts)
    return Award(
        person=person,
        cohort=cohort,
        enrolment_id=old.enrolment_id,
        kind=old.kind,
        class_hours=printed.class_hours,
        details=details_of(printed),
        withheld_seals=unsealed_in(printed, cohort.program),
        award_date=award_date or old.award_date,
        has_namesake=(person.name_zh, person.name_latin) in namesakes_in(cohort.id),
    )
