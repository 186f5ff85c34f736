"""A message as an e-mail: plain text, in its reader's language, with a Message-ID that stays the same."""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from cgtraining.config import Settings
from cgtraining.mail.models import Delivery, Message

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}


def letter(delivery: Delivery, settings: Settings) -> EmailMessage:
    message = delivery.message
    made = EmailMessage()
    made["Subject"] = one_line(message.subject)
    made["From"] = _sender(settings)
    made["To"] = Address(addr_spec=one_line(delivery.address))
    made["Date"] = format_datetime(message.created_at)
    made["Message-ID"] = message_id(delivery, settings)
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(text_of(message) + "\n")
    made["Content-Language"] = LANGUAGE_TAGS.get(message.language, message.language)
    return made


def message_id(delivery: Delivery, settings: Settings) -> str:
    """The same however often a delivery is tried, so that a mailbox shows a doubled one once."""
    seed = f"{settings.secret_key} {delivery.id} {delivery.message.purpose}"
    return f"<{hashlib.sha256(seed.encode()).hexdigest()[:32]}@{_domain(settings)}>"


def text_of(message: Message) -> str:
    """What is read in a mail or pasted into a chat: the text, and its link on a line of its own."""
    return f"{message.body}\n\n{message.link}" if message.link else message.body


def one_line(text: str) -> str:
    """A line break in a header would begin another header."""
    return " ".join(text.split())


def _sender(settings: Settings) -> Address:
    name, address = parseaddr(one_line(settings.mail_from))
    return Address(display_name=name, addr_spec=address)


def _domain(settings: Settings) -> str:
    return parseaddr(settings.mail_from)[1].rpartition("@")[2] or "localhost"
