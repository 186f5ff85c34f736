"""Saying something to a person, in their language, on every channel that reaches them."""

from collections.abc import Callable
from typing import cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from cgtraining import clock, tasks
from cgtraining.audit.operations import record
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
from cgtraining.people.models import Person

Written = tuple[str, str]
Addresses = dict[Channel, str]


def tell(*, person: Person, purpose: str, write: Callable[[], Written], link: str | None = None) -> Message:
    """One message with its deliveries; what was already said for `purpose` is returned, not said again.

    `write` gives subject and body, and runs in the person's language. After the commit call `wake_deliveries`;
    without that the sweep sends it within half a minute.
    """
    return _say_once(person, purpose, write, _channels_of(person), link=link)


def tell_secretly(*, person: Person, purpose: str, write: Callable[[], Written], to: Addresses) -> Message:
    """A message for the person's eyes alone, such as a code: to the given addresses, wiped once handed over."""
    return _say_once(person, purpose, write, to, confidential=True)


def wake_deliveries(message: Message) -> None:
    for delivery in message.deliveries:
        if delivery.channel is not Channel.WECHAT_COPY and delivery.state is DeliveryState.WAITING:
            tasks.wake("delivery", delivery.id)


def resend(*, delivery: Delivery, actor: Person) -> Delivery:
    """Let what failed or was possibly sent go out again: a person has decided that a doubled message is better."""
    if delivery.state not in (DeliveryState.FAILED, DeliveryState.UNCERTAIN):
        raise RuleBroken(_l("Only what failed or was possibly sent can be sent again."))
    if delivery.message.confidential:
        raise RuleBroken(_l("A sign-in code is not sent again; its owner asks for another one."))
    delivery.state, delivery.attempts, delivery.leased_until, delivery.failure = DeliveryState.WAITING, 0, None, None
    record("message.resent", delivery.message, actor=actor, channel=delivery.channel.value)
    db.session.flush()
    return delivery


def take_as_sent(*, delivery: Delivery, actor: Person) -> Delivery:
    """A person knows, or prefers to believe, that what was possibly sent has arrived: it is not sent again."""
    if delivery.state is not DeliveryState.UNCERTAIN:
        raise RuleBroken(_l("Only what was possibly sent can be taken as sent."))
    delivery.state = DeliveryState.SENT
    record("message.taken_as_sent", delivery.message, actor=actor, channel=delivery.channel.value)
    db.session.flush()
    return delivery


def mark_copied(*, delivery: Delivery, actor: Person) -> Delivery:
    """Someone of the staff pasted the text into the chat."""
    if delivery.channel is not Channel.WECHAT_COPY:
        raise RuleBroken(_l("Only a text to copy is marked by hand."))
    if delivery.state is DeliveryState.WAITING:
        delivery.state, delivery.sent_at = DeliveryState.SENT, clock.now()
        record("message.copied", delivery.message, actor=actor)
        db.session.flush()
    return delivery


def _channels_of(person: Person) -> Addresses:
    """Mail where there is an address, else a text message; and always a text that staff may paste into a group."""
    found = {Channel.WECHAT_COPY: ""}
    if person.email:
        return found | {Channel.MAIL: person.email}
    return found | {Channel.SMS: person.phone} if person.phone else found


def _say_once(
    person: Person,
    purpose: str,
    write: Callable[[], Written],
    addresses: Addresses,
    *,
    link: str | None = None,
    confidential: bool = False,
) -> Message:
    if said := _said(purpose):
        return said
    language = cast(Language, person.preferred_language)
    with in_language(language):
        subject, body = write()
    message = Message(
        purpose=purpose,
        person_id=person.id,
        language=language,
        subject=str(subject)[:200],
        body=str(body),
        link=link,
        confidential=confidential,
        deliveries=[Delivery(channel=channel, address=address) for channel, address in addresses.items()],
    )
    return _added_unless_said(message)


def _added_unless_said(message: Message) -> Message:
    """Two who say the same thing at the same moment say it once: the purpose is unique in the database."""
    purpose = message.purpose
    try:
        with db.session.begin_nested():
            db.session.add(message)
    except IntegrityError:
        return cast(Message, _said(purpose))
    return message


def _said(purpose: str) -> Message | None:
    return db.session.scalar(select(Message).where(Message.purpose == purpose))
