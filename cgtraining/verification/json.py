"""The answer for programs. Fields may be added; none is renamed or removed."""

from typing import Any

from cgtraining.certificates.facts import CertificateFacts, SessionFacts
from cgtraining.config import settings
from cgtraining.language.text import BilingualText
from cgtraining.verification.answers import Answer


def as_json(answer: Answer) -> dict[str, Any]:
    """`state`: valid, replaced, suspended, revoked, expired, unknown or mistyped; the printed facts beside it."""
    found: dict[str, Any] = {"state": answer.result.value, "since": answer.since.isoformat() if answer.since else None}
    certificate = answer.certificate
    if certificate is None:
        return found
    found |= {
        "serial": certificate.serial,
        "award_date": certificate.award_date.isoformat(),
        "sha256": certificate.sha256,
        "valid_until": certificate.valid_until.isoformat() if certificate.valid_until else None,
        "replaced_by": certificate.replaced_by.serial if certificate.replaced_by else None,
        "replaced_by_address": _address_of(answer.counting) if certificate.replaced_by else None,
        "replaces": certificate.replaces.serial if certificate.replaces else None,
        "renewed_by": certificate.renewed_by.serial if certificate.renewed_by else None,
        "renewed_by_address": _address_of(answer.counting) if certificate.renewed_by else None,
        "renews": certificate.renews.serial if certificate.renews else None,
        "details_withdrawn": answer.facts is None,
    }
    return found | {"certificate": _facts(answer.facts) if answer.facts else None}


def _address_of(answer: Answer | None) -> str | None:
    """Where the certificate that counts instead is verified."""
    return settings().address(f"/verify/{answer.code}") if answer else None


def _facts(facts: CertificateFacts) -> dict[str, Any]:
    return {
        "kind": facts.kind,
        "specimen": facts.specimen,
        "name": {"zh": facts.name_zh, "en": facts.name_latin},
        "program": _both(facts.program_title),
        "cohort": _both(facts.cohort_title) if facts.prints("cohort_title") else None,
        **_course(facts),
        "reason": _both(facts.reason) if facts.reason else None,
        "office": _both(facts.office) if facts.office else None,
        "term": [day.isoformat() if day else None for day in facts.term] if facts.term else None,
        "sessions": [_session(one) for one in facts.sessions] if facts.sessions else None,
        "wording": _both(facts.wording),
        "issuers": [{"name": _both(one.name), "role": one.role} for one in facts.issuers],
        "signatories": [
            {"name": {"zh": one.name_zh, "en": one.name_latin}, "title": _both(one.title)} for one in facts.signatories
        ],
        "statement": _both(facts.statement),
        "holder_detail": _both(facts.holder_detail),
    }


def _course(facts: CertificateFacts) -> dict[str, Any]:
    """Null where this kind does not print them."""
    values = {
        "starts_on": facts.starts_on.isoformat(),
        "ends_on": facts.ends_on.isoformat(),
        "class_hours": str(facts.class_hours),
        "minutes_per_class_hour": facts.minutes_per_class_hour,
    }
    return {name: value if facts.prints(name) else None for name, value in values.items()}


def _session(one: SessionFacts) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "title": _both(one.title),
        "mode": _both(one.mode),
        "class_hours": str(one.class_hours),
    }


def _both(text: BilingualText) -> dict[str, str | None]:
    return {"zh": text.zh, "en": text.en}
