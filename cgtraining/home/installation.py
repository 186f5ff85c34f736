"""How this installation is set up, in sentences for whoever runs it."""

from flask_babel import gettext as _

from cgtraining.config import Settings, settings

Fact = tuple[str, str, bool]


def facts_of_installation() -> list[Fact]:
    """Label, sentence, and whether it is as it should be."""
    current = settings()
    return [_address(current), _mail(current), _text_messages(current)]


def _address(current: Settings) -> Fact:
    label = _("Public address")
    if (current.public_url or "").startswith("https://"):
        return label, current.public_url or "", True
    if current.prints_lasting_addresses:
        return label, _("None: this is a demo or a local trial, and its certificates do not count."), True
    return (
        label,
        _("None: until CGTRAINING_PUBLIC_URL is set, no certificate is issued and no QR check-in opened."),
        False,
    )


def _mail(current: Settings) -> Fact:
    if current.smtp_url:
        return _("Mail"), _("Sent by the mail server."), True
    return _("Mail"), _("Not sent: letters are kept as files until CGTRAINING_SMTP_URL is set."), current.demo


def _text_messages(current: Settings) -> Fact:
    label = _("Text messages")
    if current.sms_gateway_url:
        return label, _("Sent by the gateway."), True
    return (
        label,
        _("No gateway: people sign in by password, by mail, or by a personal link that staff hand over."),
        True,
    )
