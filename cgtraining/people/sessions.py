"""Flask-Security's part: password hashes, who is signed in, and signing out everywhere.

Its own pages are not registered: they accept only e-mail addresses, and one of them would own `/verify`.
"""

from datetime import timedelta

from flask import Flask
from flask_security.core import RoleMixin, Security
from flask_security.datastore import SQLAlchemyUserDatastore
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining.config import Settings
from cgtraining.database import db
from cgtraining.people.models import Account, Person

REMEMBERED_FOR = timedelta(days=30)


class NoRole(RoleMixin):
    """The library wants a role class; roles here are dated rows beside their objects."""

    name = "none"


class AccountStore(SQLAlchemyUserDatastore):
    def find_user(self, case_insensitive: bool = False, **attributes: str) -> Account | None:
        query = select(Account).options(joinedload(Account.person).joinedload(Person.organization))
        return db.session.scalars(query.filter_by(**attributes)).unique().one_or_none()


def register(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SECURITY_PASSWORD_SALT=settings.password_salt,
        SECURITY_PASSWORD_HASH="argon2",
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_URL_PREFIX="/account",
        REMEMBER_COOKIE_DURATION=REMEMBERED_FOR,
    )
    Security(app, AccountStore(db, Account, NoRole), register_blueprint=False)
