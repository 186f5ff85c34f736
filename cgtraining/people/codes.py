"""One-time codes: six digits to the account's own e-mail address or phone, good for ten minutes and five attempts."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Sequence
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.mail.models import Channel, Message
from cgtraining.people.addresses import Identifier
from cgtraining.people.messages import Addresses, tell_secretly
from cgtraining.people.models import Account, OneTimeCode
from cgtraining.people.signing_in import account_with, note_sign_in

GOOD_FOR = timedelta(minutes=10)
MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=1)
MOST_IN_AN_HOUR = 6


def send_code(identifier: Identifier) -> Message | None:
    """The message with a new code; None, and the same page, for an unknown account or one that asks too often."""
    account = account_with(identifier)
    if account is None or _asks_too_often(account):
        return None
    code = f"{secrets.randbelow(10**6):06d}"
    kept = OneTimeCode(account=account, code_hash=_hash(account, code), expires_at=clock.now() + GOOD_FOR)
    db.session.add(kept)
    db.session.flush()
    return tell_secretly(
        person=account.person,
        purpose=f"sign-in-code:{kept.id}",
        write=lambda: _written(code),
        to=_addresses(account, identifier),
    )


def sign_in_by_code(identifier: Identifier, typed: str) -> Account | None:
    """The account if one of its good codes was typed; every attempt counts for all of them."""
    account = account_with(identifier)
    if account is None:
        return None
    codes = _good_codes(account)
    for code in codes:
        code.attempts += 1
    db.session.flush()
    wanted = _hash(account, re.sub(r"\D", "", unicodedata.normalize("NFKC", typed)))
    if not any(hmac.compare_digest(code.code_hash, wanted) for code in codes):
        return None
    for code in codes:
        code.used_at = clock.now()
    return note_sign_in(account)


def reaches_phones() -> bool:
    """Whether a text message leaves this server; without a gateway staff hand over personal links."""
    return settings().sms_gateway_url is not None


def _good_codes(account: Account) -> Sequence[OneTimeCode]:
    query = select(OneTimeCode).where(OneTimeCode.account_id == account.id, OneTimeCode.used_at.is_(None))
    query = query.where(OneTimeCode.expires_at > clock.now(), OneTimeCode.attempts < MOST_ATTEMPTS)
    return db.session.scalars(query.with_for_update()).all()


def _asks_too_often(account: Account) -> bool:
    asked = select(func.count(OneTimeCode.id), func.max(OneTimeCode.created_at))
    asked = asked.where(OneTimeCode.account_id == account.id)
    number, latest = db.session.execute(asked.where(OneTimeCode.created_at > clock.now() - timedelta(hours=1))).one()
    return number >= MOST_IN_AN_HOUR or (latest is not None and latest > clock.now() - PAUSE)


def _addresses(account: Account, identifier: Identifier) -> Addresses:
    """Where it was asked for; a phone that no text message reaches is helped out by the account's e-mail address."""
    if identifier.email:
        return {Channel.MAIL: identifier.email}
    by_phone = {Channel.SMS: str(identifier.phone)}
    if account.email and not reaches_phones():
        return by_phone | {Channel.MAIL: account.email}
    return by_phone


def _written(code: str) -> tuple[str, str]:
    body = _(
        "%(code)s is your code to sign in to cgtraining. It is good for 10 minutes. Give it to nobody: the office never"
        " asks for it.",
        code=code,
    )
    return _("Your sign-in code"), body


def _hash(account: Account, code: str) -> str:
    key = settings().secret_key.encode()
    return hmac.new(key, f"one-time code {account.id} {code}".encode(), hashlib.sha256).hexdigest()
