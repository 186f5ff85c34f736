"""Which printed facts would differ if a certificate were made again now: only a changed fact makes a replacement."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.facts import CertificateFacts, IssuerFacts, SignatoryFacts
from cgtraining.language.formatting import format_date
from cgtraining.language.text import BilingualText

# Of the certificate itself and not of what it says; the wording follows from the other facts.
LEFT_OUT = {"serial", "code", "verification_address", "specimen", "design", "wording"}
LABELS: dict[str, object] = {
    "name_zh": _l("Name in Chinese"),
    "name_latin": _l("Name in Latin letters"),
    "program_title": _l("Program"),
    "cohort_title": _l("Cohort"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "class_hours": _l("Class hours"),
    "award_date": _l("Date of award"),
    "issuers": _l("Issuers"),
    "signatories": _l("Signatories"),
    "holder_detail": _l("Further detail of the holder"),
}


def changed_facts(old: CertificateFacts, new: CertificateFacts) -> Sequence[tuple[object, str, str]]:
    """The label of each fact that differs, what is printed now and what would be printed."""
    before, after = _without_pictures(old), _without_pictures(new)
    names = [one.name for one in fields(CertificateFacts) if one.name not in LEFT_OUT]
    return [
        (LABELS.get(name, _l("Further detail")), _told(getattr(before, name)), _told(getattr(after, name)))
        for name in names
        if getattr(before, name) != getattr(after, name)
    ]


def _without_pictures(facts: CertificateFacts) -> CertificateFacts:
    """Another picture of a seal or a signature is no other fact."""
    issuers = tuple(replace(one, logo_key=None, seal_key=None) for one in facts.issuers)
    signatories = tuple(replace(one, signature_key=None) for one in facts.signatories)
    return replace(facts, issuers=issuers, signatories=signatories)


def _told(value: Any) -> str:
    if isinstance(value, BilingualText):
        return " / ".join(text for text in (value.zh, value.en) if text) or "—"
    if isinstance(value, IssuerFacts):
        return _told(value.name)
    if isinstance(value, SignatoryFacts):
        return " ".join(text for text in (value.name_zh, value.name_latin, _told(value.title)) if text)
    if isinstance(value, tuple):
        return "; ".join(map(_told, value)) or "—"
    return format_date(value) if isinstance(value, date) else str(value or "—")
