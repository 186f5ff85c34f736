"""Flask-Security's part: password hashes, who is signed in, and signing out everywhere.

Its own pages are not registered: they accept only e-mail addresses, and one of them would own `/verify`.
"""

from datetime import timedelta

from flask import Flask, current_app, g, request, session
from flask_security.core import RoleMixin, Security
from flask_security.datastore import SQLAlchemyUserDatastore
from flask_security.utils import login_user, logout_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm.attributes import set_committed_value

from cgtraining import clock
from cgtraining.config import Settings
from cgtraining.database import db
from cgtraining.people.models import Account

REMEMBERED_FOR = timedelta(days=30)
PROVED_FOR = timedelta(minutes=15)
PROVED_AT = "proved_at"


class NoRole(RoleMixin):
    """The library wants a role class; roles here are dated rows beside their objects."""

    name = "none"


class AccountStore(SQLAlchemyUserDatastore):
    def find_user(self, case_insensitive: bool = False, **attributes: str) -> Account | None:
        """By `fs_uniquifier`, which is all that the library asks by where it has no pages."""
        account = db.session.scalars(_BY_KEY, attributes).one_or_none()
        if account is not None:
            set_committed_value(account.person, "account", account)
        return account


# Every page of whoever is signed in asks this.
_BY_KEY = select(Account).where(Account.fs_uniquifier == bindparam("fs_uniquifier"))


def register(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECURITY_PASSWORD_SALT=settings.password_salt,
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_URL_PREFIX="/account",
        REMEMBER_COOKIE_DURATION=REMEMBERED_FOR,
        WTF_CSRF_TIME_LIMIT=None,  # the token ends with its session: a register is open for a whole morning
    )
    security = Security(app, AccountStore(db, Account, NoRole), register_blueprint=False)
    security.principal.identity_loaders.clear()  # it would look up who is signed in before every page and every file


def begin_session(account: Account, *, remember: bool, proved: bool = False) -> None:
    """Sign in with a session that keeps nothing of the one before.

    `proved`: by a code or a personal link, which lets its holder choose a password without the forgotten one.
    """
    end_session()
    login_user(account, remember=remember)
    if proved:
        session[PROVED_AT] = clock.now().timestamp()


def end_session() -> None:
    logout_user()
    remember = session.get("_remember")
    session.clear()
    if remember:
        session["_remember"] = remember  # tells Flask-Login to take its cookie back
    g.pop("csrf_token", None)


def is_remembered() -> bool:
    return current_app.config.get("REMEMBER_COOKIE_NAME", "remember_token") in request.cookies


def was_proved_lately() -> bool:
    proved_at = session.get(PROVED_AT)
    return proved_at is not None and clock.now().timestamp() - float(proved_at) < PROVED_FOR.total_seconds()
