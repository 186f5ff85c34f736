"""What the holder is told of a new certificate, by its kind, in the language of the moment."""

from flask_babel import gettext as _

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.telling import name_of
from cgtraining.config import settings
from cgtraining.language.choosing import language

Written = tuple[str, str]


def issue_told(facts: CertificateFacts) -> Written:
    """Subject and body."""
    program = facts.program_title.in_language(language())
    subject, news = _news(facts, program)
    body = _(
        "Dear %(name)s,\n\n"
        "%(news)s Its serial number is %(serial)s.\n\n"
        "Anyone can verify it here: %(verify)s\n"
        "To save the picture or the PDF, sign in and open: %(mine)s\n\n"
        "If anything on it is wrong, tell the training office: it will be replaced.",
        name=name_of(facts),
        news=news,
        serial=facts.serial,
        verify=facts.code_address,
        mine=settings().address("/certificates/mine"),
    )
    return subject, body


def _news(facts: CertificateFacts, program: str) -> Written:
    """The subject, and the same as the first sentence of the message."""
    if facts.kind == "honour":
        return (
            _("Your certificate of honour of %(program)s is issued", program=program),
            _("you are an outstanding trainee of %(program)s: your certificate of honour is issued.", program=program),
        )
    if facts.kind == "appointment":
        return (
            _("Your letter of appointment of %(program)s is issued", program=program),
            _("your letter of appointment of %(program)s is issued.", program=program),
        )
    if facts.kind == "hours":
        return (
            _("Your statement of class hours of %(program)s is issued", program=program),
            _("your statement of class hours of %(program)s is issued.", program=program),
        )
    return (
        _("Your certificate of %(program)s is issued", program=program),
        _("your certificate of %(program)s is issued.", program=program),
    )
