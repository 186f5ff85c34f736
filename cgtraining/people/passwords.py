"""Passwords: what is accepted, and how they are kept and compared."""

import unicodedata
from functools import cache

from flask_babel import lazy_gettext as _l
from flask_security.utils import hash_password, verify_password

from cgtraining.errors import RuleBroken
from cgtraining.people.models import Account

SHORTEST = 8
LONGEST = 200


def hashed(password: str) -> str:
    """Slow on purpose: call it outside a transaction."""
    return str(hash_password(_plain(password)))


def matches(password: str, kept: str | None) -> bool:
    """Slow on purpose, and as slow where there is nothing to compare with: call it outside a transaction."""
    return bool(verify_password(_plain(password), kept or _nobodys())) and kept is not None


def refuse_weak(password: str, account: Account) -> None:
    """A password that a stranger who knows the person would try first is none."""
    plain = _plain(password).casefold()
    if not SHORTEST <= len(plain) <= LONGEST:
        raise RuleBroken(_l("A password has at least %(least)s characters.", least=SHORTEST))
    person = account.person
    known = [account.email, account.phone, (account.phone or "")[3:], person.name_latin, person.name_zh]
    if plain in {text.casefold() for text in known if text} or len(set(plain)) < 4:
        raise RuleBroken(_l("This password is easy to guess. Choose another, such as a short sentence."))


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


@cache
def _nobodys() -> str:
    return str(hash_password("nobody signs in with this"))
