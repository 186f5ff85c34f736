"""Proving who one is by a password. Wrong attempts are counted in the database, for each account."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.database import db, reading
from cgtraining.errors import RuleBroken
from cgtraining.people import passwords
from cgtraining.people.accounts import new_uniquifier
from cgtraining.people.addresses import Identifier
from cgtraining.people.models import Account
from cgtraining.people.ways_in import close_ways_in

MOST_FAILURES = 10
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Candidate:
    """Whom an identifier may mean: nobody has neither an id nor a password."""

    account_id: int | None = None
    password: str | None = None


def candidate(identifier: Identifier) -> Candidate:
    """Read in a transaction of its own, so that none is open while the password is compared."""
    with reading():
        found = account_with(identifier)
        answer = Candidate(found.id, found.password) if found else Candidate()
        db.session.rollback()
    return answer


def account_with(identifier: Identifier) -> Account | None:
    query = select(Account).where(Account.active)
    if identifier.email:
        return db.session.scalar(query.where(Account.email == identifier.email))
    if identifier.phone:
        return db.session.scalar(query.where(Account.phone == identifier.phone))
    return None


def finish_password_sign_in(who: Candidate, *, matched: bool) -> Account | None:
    """The account if the password matched and it is not locked; a failure is counted and, too often, locks it."""
    if who.account_id is None:
        return None
    account = db.session.get_one(Account, who.account_id, with_for_update=True)
    if account.locked_until and account.locked_until > clock.now():
        return None
    if matched:
        return note_sign_in(account)
    account.failed_attempts += 1
    if account.failed_attempts >= MOST_FAILURES:
        account.failed_attempts, account.locked_until = 0, clock.now() + LOCKED_FOR
        record("account.locked", account.person, actor=None)
    db.session.flush()
    return None


def note_sign_in(account: Account) -> Account:
    account.failed_attempts, account.locked_until = 0, None
    account.last_sign_in_at = clock.now()
    db.session.flush()
    return account


def set_password(account: Account, password: str, new_hash: str) -> Account:
    """`new_hash` is that of `password`, made before the transaction. Every other session of the account ends."""
    passwords.refuse_weak(password, account)
    account.password = new_hash
    record("account.password_set", account.person, actor=account.person)
    return end_all_sessions(account)


def refuse_wrong_password(password: str, kept: str | None) -> None:
    if not passwords.matches(password, kept):
        raise RuleBroken(_l("The present password is not right."))


def end_all_sessions(account: Account) -> Account:
    """Personal links and codes that were handed out and not used end with them."""
    account.fs_uniquifier = new_uniquifier()
    close_ways_in(account.person)
    record("account.sessions_ended", account.person, actor=account.person)
    db.session.flush()
    return account
