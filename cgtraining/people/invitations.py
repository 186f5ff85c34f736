"""Personal links, handed over by staff as an address or a QR, that open an account without a mail or an SMS."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import cast

import segno
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.mail.models import Channel, Message
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.accounts import open_account
from cgtraining.people.messages import tell_secretly
from cgtraining.people.models import Account, Invitation, Person
from cgtraining.people.queries import person_by_id

LASTS = timedelta(days=14)


def invite(*, person: Person, actor: Person | None) -> str:
    """A new personal link (absolute), good once within 14 days. It is shown now or never: only its hash is kept.

    Whoever holds the link can sign in as the person, so an account that is already secured by a password or by the
    administrator's role is given one by a platform administrator only.
    """
    refuse_to_invite(person, actor)
    open_account(person=person, actor=actor)
    token = secrets.token_urlsafe(18)
    expires_at = clock.now() + LASTS
    made = Invitation(person=person, token_hash=_hash(token), expires_at=expires_at, made_by_id=actor and actor.id)
    db.session.add(made)
    db.session.flush()
    record("account.invited", person, actor=actor, invitation=made.id)
    return settings().address(f"/invitation/{token}")


@dataclass(frozen=True)
class HandedOver:
    """What staff hand over: the link, its QR as an image, and words in the person's language to paste into a chat.

    `templates/people/_invitation.html` shows it: `{{ invitation_card(person, invitation) }}`.
    """

    link: str
    qr: str
    text: str


def handed_over(*, person: Person, actor: Person | None) -> HandedOver:
    link = invite(person=person, actor=actor)
    with in_language(cast(Language, person.preferred_language)):
        text = f"{_written()[1]}\n{link}"
    return HandedOver(link=link, qr=qr_image(link), text=text)


def send_invitation(*, person: Person, actor: Person | None) -> Message:
    """A personal link by mail, or by text message where there is no e-mail address; its text is wiped once sent."""
    refuse_to_invite(person, actor)
    account = open_account(person=person, actor=actor)
    to = {Channel.MAIL: account.email} if account.email else {Channel.SMS: str(account.phone)}
    link = invite(person=person, actor=actor)
    purpose = f"invitation:{_hash(link)}"
    return tell_secretly(person=person, purpose=purpose, write=lambda: _written(link), to=to)


def _written(link: str | None = None) -> tuple[str, str]:
    body = _("This is your personal link to cgtraining. Open it on your own phone; it works once, within 14 days.")
    return _("Your personal link"), f"{body}\n\n{link}" if link else body


def qr_image(text: str) -> str:
    """A QR as an address that an <img> shows by itself."""
    return str(segno.make(text, error="m").svg_data_uri(scale=8, border=2))


def may_be_invited_by(person: Person, actor: Person | None) -> bool:
    """Whether `actor` may hand this person a link; that they may deal with the person at all is asked elsewhere."""
    account = person.account
    if account is None or actor is None or is_platform_administrator(actor):
        return account is None or account.active
    return account.active and not account.is_administrator and account.password is None


def refuse_to_invite(person: Person, actor: Person | None) -> None:
    if person.account and not person.account.active:
        raise RuleBroken(_l("This account is closed. Open it again before you hand over a link."))
    if not may_be_invited_by(person, actor):
        raise RuleBroken(
            _l("This person already signs in with a password. A platform administrator can hand over a link.")
        )


def invitation_for(token: str) -> Invitation | None:
    """The invitation of that link while it is good, else None.

    Whoever made it must still be allowed to: a link that staff kept ends when its person chooses a password, or is
    given the administrator's role.
    """
    query = select(Invitation).where(Invitation.token_hash == _hash(token), Invitation.used_at.is_(None))
    found = db.session.scalar(query.where(Invitation.expires_at > clock.now()))
    if found is None or found.person.account is None or not found.person.account.active:
        return None
    maker = person_by_id(found.made_by_id) if found.made_by_id else None
    return found if may_be_invited_by(found.person, maker) else None


def use_invitation(token: str) -> Account | None:
    """Use the link up, with every other one of the person, and give the account; None if it is no longer good."""
    found = invitation_for(token)
    if found is None or found.person.account is None:
        return None
    now = clock.now()
    unused = (Invitation.person_id == found.person_id) & Invitation.used_at.is_(None)
    mine = db.session.execute(
        update(Invitation).where(Invitation.id == found.id, Invitation.used_at.is_(None)).values(used_at=now)
    )
    if mine.rowcount != 1:  # type: ignore[attr-defined]
        return None
    db.session.execute(update(Invitation).where(unused).values(expires_at=now))
    record("account.invitation_used", found.person, actor=found.person, invitation=found.id)
    return found.person.account


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
