"""Telling the holder, and making the certificate findable for the office."""

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate
from cgtraining.certificates.news import issue_told
from cgtraining.certificates.telling import renewal, replacement, written
from cgtraining.mail.models import Message
from cgtraining.people.messages import tell
from cgtraining.search.operations import remember


def announcement_purpose(certificate_id: int) -> str:
    """What makes the announcement one message, however often the work is repeated."""
    return f"certificate:{certificate_id}:issued"


def announce(certificate: Certificate) -> Message | None:
    """Tell the holder once, in their language; someone who was erased meanwhile is not told."""
    if certificate.person is None:
        return None
    facts = CertificateFacts.from_json(certificate.facts)
    return tell(
        person=certificate.person,
        purpose=announcement_purpose(certificate.id),
        write=lambda: _written(certificate, facts),
        link=facts.code_address,
    )


def _written(certificate: Certificate, facts: CertificateFacts) -> tuple[str, str]:
    if certificate.replaces:
        return written(facts, replacement(facts, certificate.replaces.serial))
    if certificate.renews:
        return written(facts, renewal(facts, certificate.renews.serial))
    return issue_told(facts)


def make_findable(certificate: Certificate) -> None:
    facts = CertificateFacts.from_json(certificate.facts)
    names = [name for name in (facts.name_zh, facts.name_latin) if name]
    remember(
        "certificate",
        certificate.id,
        title=" ".join([certificate.serial, *names]),
        text=" ".join([certificate.serial, *names, facts.cohort_title.zh or "", facts.cohort_title.en or ""]),
        program_id=certificate.program_id,
        cohort_id=certificate.cohort_id,
    )
