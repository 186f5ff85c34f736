"""Handing a letter to the office's mail server: smtp://user:password@host:port, with `?starttls=yes`, or smtps://."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

from cgtraining.mail.failures import NotSent, PossiblySent

SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


def send_by_smtp(letter: EmailMessage, url: str) -> None:
    server = _connected(url)
    try:
        _hand_over(server, letter)
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.quit()


def _connected(url: str) -> smtplib.SMTP:
    """Anything that fails here surely sent nothing, and may work later."""
    server: smtplib.SMTP | None = None
    try:
        server = _reached(url)
        _secured_and_signed_in(server, url)
    except (smtplib.SMTPException, OSError) as problem:
        if server is not None:
            server.close()
        raise NotSent(f"mail server: {problem}", again=True) from None
    return server


def _reached(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
    if parts.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=SECONDS)


def _secured_and_signed_in(server: smtplib.SMTP, url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "smtp+starttls" or parse_qs(parts.query).get("starttls"):
        server.starttls(context=ssl.create_default_context())
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))


def _hand_over(server: smtplib.SMTP, letter: EmailMessage) -> None:
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as refusal:
        code, text = next(iter(refusal.recipients.values()))
        raise NotSent(f"{code} {text.decode(errors='replace')}", again=code < 500) from None
    except smtplib.SMTPResponseException as refusal:
        raise NotSent(f"{refusal.smtp_code} {refusal.smtp_error!r}", again=refusal.smtp_code < 500) from None
    except (smtplib.SMTPException, OSError) as problem:
        raise PossiblySent(f"mail server: {problem}") from None
