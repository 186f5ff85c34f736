"""E-mail addresses and phone numbers as people type them, in the one spelling under which they are kept."""

import re
import unicodedata
from dataclasses import dataclass

from cgtraining.language.phones import normalise_phone

EMAIL = re.compile(r"[^@\s,;:<>()\[\]\\\"]+@(?:[\w-]+\.)+[\w-]{2,}")
LONGEST_EMAIL = 254


@dataclass(frozen=True)
class Identifier:
    """What someone signs in with: exactly one of the two, or none when it can be neither."""

    email: str | None = None
    phone: str | None = None


def normalise_email(text: str) -> str | None:
    """`Wang.Fang＠Example.org ` is wang.fang@example.org; None when it cannot be an address."""
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    return plain if len(plain) <= LONGEST_EMAIL and EMAIL.fullmatch(plain) else None


def read_identifier(text: str) -> Identifier:
    if "@" in unicodedata.normalize("NFKC", text):
        return Identifier(email=normalise_email(text))
    return Identifier(phone=normalise_phone(text))
