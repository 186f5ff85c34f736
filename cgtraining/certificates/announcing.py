"""Telling the holder, and making the certificate findable for the office."""

from flask_babel import gettext as _

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate
from cgtraining.config import settings
from cgtraining.language.choosing import language
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
        write=lambda: _announcement(facts),
        link=facts.code_address,
    )


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


def _announcement(facts: CertificateFacts) -> tuple[str, str]:
    name = (facts.name_zh or facts.name_latin) if language() == "zh" else (facts.name_latin or facts.name_zh)
    title = facts.program_title.in_language(language())
    subject = _("Your certificate of %(program)s is issued", program=title)
    body = _(
        "Dear %(name)s,\n\n"
        "your certificate of %(program)s is issued. Its serial number is %(serial)s.\n\n"
        "Anyone can verify it here: %(verify)s\n"
        "To save the picture or the PDF, sign in and open: %(mine)s\n\n"
        "If anything on it is wrong, tell the training office: it will be replaced.",
        name=name,
        program=title,
        serial=facts.serial,
        verify=facts.code_address,
        mine=settings().address("/certificates/mine"),
    )
    return subject, body
