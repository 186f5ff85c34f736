"""Telling the holder what happened to a certificate after it was issued; the reason stays inside the office."""

from collections.abc import Callable
from datetime import date

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate, CertificateEvent, Happening
from cgtraining.config import settings
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_date
from cgtraining.mail.models import Message
from cgtraining.people.messages import tell

Sentences = tuple[str, str]  # the subject, and what is said between greeting and farewell


def tell_holder(certificate: Certificate, event: CertificateEvent) -> Message | None:
    """One message for each event that a holder is told about, in their language; the sweep sends it after the commit.

    Someone who was erased, or had the details withdrawn, is not told.
    """
    write = SENTENCES.get(event.what)
    if write is None or certificate.person is None or not certificate.facts:
        return None
    facts, until = CertificateFacts.from_json(certificate.facts), certificate.valid_until
    return tell(
        person=certificate.person,
        purpose=f"certificate:{certificate.id}:event:{event.id}",
        write=lambda: written(facts, write(facts, until)),
        link=facts.code_address,
    )


def written(facts: CertificateFacts, sentences: Sentences) -> Sentences:
    """Subject and whole body, in the language that is chosen."""
    subject, said = sentences
    return subject, _(
        "Dear %(name)s,\n\n"
        "%(said)s\n\n"
        "What whoever verifies it reads stands here: %(verify)s\n\n"
        "If you have a question, ask the training office.",
        name=name_of(facts),
        said=said,
        verify=facts.code_address,
    )


def name_of(facts: CertificateFacts) -> str:
    found = (facts.name_zh or facts.name_latin) if language() == "zh" else (facts.name_latin or facts.name_zh)
    return found or ""


def _which(facts: CertificateFacts) -> dict[str, str]:
    title = facts.program_title.in_language(language())
    return {"serial": facts.serial, "program": title, "day": format_date(clock.today(), weekday=False)}


def _suspended(facts: CertificateFacts, until: date | None) -> Sentences:
    return _("Your certificate %(serial)s is suspended", **_which(facts)), _(
        "your certificate %(serial)s of %(program)s is suspended from %(day)s, because something about it is being"
        " looked into. Until that is over it must not be used. You will be told how it ends.",
        **_which(facts),
    )


def _reinstated(facts: CertificateFacts, until: date | None) -> Sentences:
    return _("Your certificate %(serial)s counts again", **_which(facts)), _(
        "the suspension of your certificate %(serial)s of %(program)s ended on %(day)s. It counts as before.",
        **_which(facts),
    )


def _revoked(facts: CertificateFacts, until: date | None) -> Sentences:
    return _("Your certificate %(serial)s was revoked", **_which(facts)), _(
        "your certificate %(serial)s of %(program)s was revoked on %(day)s. It does not count any more, neither the"
        " paper nor the file.",
        **_which(facts),
    )


def _expiry_set(facts: CertificateFacts, until: date | None) -> Sentences:
    subject = _("The validity of your certificate %(serial)s was changed", **_which(facts))
    if until is None:
        return subject, _(
            "your certificate %(serial)s of %(program)s has no end of validity any more: it does not expire.",
            **_which(facts),
        )
    return subject, _(
        "your certificate %(serial)s of %(program)s is valid until %(until)s. To have it renewed, ask the training"
        " office.",
        until=format_date(until, weekday=False),
        **_which(facts),
    )


def ends_soon(facts: CertificateFacts, until: date | None) -> Sentences:
    return _("Your certificate %(serial)s is valid for a short time only", **_which(facts)), _(
        "your certificate %(serial)s of %(program)s is valid until %(until)s and expires after that day. To have it"
        " renewed, ask the training office.",
        until=format_date(until, weekday=False),
        **_which(facts),
    )


def _expired(facts: CertificateFacts, until: date | None) -> Sentences:
    return _("Your certificate %(serial)s has expired", **_which(facts)), _(
        "your certificate %(serial)s of %(program)s was valid until %(until)s and has expired. Whoever verifies it"
        " reads so. To have it renewed, ask the training office.",
        until=format_date(until, weekday=False),
        **_which(facts),
    )


def _reprinted(facts: CertificateFacts, until: date | None) -> Sentences:
    return _("A duplicate of your certificate %(serial)s was printed", **_which(facts)), _(
        "on %(day)s the training office printed a duplicate of the paper of your certificate %(serial)s of"
        " %(program)s. Number and code are the same, and it counts as before. If you did not ask for it, tell the"
        " training office at once.",
        **_which(facts),
    )


def replacement(facts: CertificateFacts, old: str) -> Sentences:
    """About the new certificate; `old` is the number of the one that it replaces."""
    return _("Your certificate %(old)s was replaced by %(serial)s", old=old, **_which(facts)), _(
        "a fact on your certificate %(old)s of %(program)s was corrected, so it was replaced by %(serial)s. The old one"
        " does not count any more, neither the paper nor the file: please give the old paper back. To save the new"
        " file, sign in and open: %(mine)s",
        old=old,
        mine=settings().address("/certificates/mine"),
        **_which(facts),
    )


def renewal(facts: CertificateFacts, old: str) -> Sentences:
    """About the new certificate; `old` is the number of the one that it renews."""
    return _("Your certificate %(old)s was renewed: %(serial)s", old=old, **_which(facts)), _(
        "your certificate %(old)s of %(program)s was renewed. The new one has the number %(serial)s. To save its file,"
        " sign in and open: %(mine)s",
        old=old,
        mine=settings().address("/certificates/mine"),
        **_which(facts),
    )


def posted(facts: CertificateFacts, carrier: str, number: str, on: date) -> Sentences:
    return _("Your certificate %(serial)s is on its way", **_which(facts)), _(
        "the paper of your certificate %(serial)s of %(program)s was posted on %(on)s by %(carrier)s. The tracking"
        " number is %(number)s.",
        carrier=carrier,
        number=number,
        on=format_date(on),
        **_which(facts),
    )


SENTENCES: dict[Happening, Callable[[CertificateFacts, date | None], Sentences]] = {
    Happening.SUSPENDED: _suspended,
    Happening.REINSTATED: _reinstated,
    Happening.REVOKED: _revoked,
    Happening.EXPIRY_SET: _expiry_set,
    Happening.REPRINTED: _reprinted,
    Happening.EXPIRED: _expired,
}
