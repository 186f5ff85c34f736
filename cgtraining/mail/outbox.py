"""Sending what waits: each delivery is leased, handed over outside any transaction, and marked.

One that is found in 'sending' after its lease, because a process died between, is shown as possibly sent: whether the
other side took it nobody knows, and only a person may send it again.
"""

from collections.abc import Sequence
from datetime import timedelta
from email.errors import HeaderParseError
from email.message import EmailMessage

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session, joinedload

from cgtraining import clock
from cgtraining.config import settings
from cgtraining.database import db, reading
from cgtraining.mail.failures import NotSent, PossiblySent
from cgtraining.mail.files import FileGateway, write_letter
from cgtraining.mail.letters import letter, text_of
from cgtraining.mail.models import SENT_BY_US, Channel, Delivery, DeliveryState
from cgtraining.mail.sms import HttpGateway, SmsGateway
from cgtraining.mail.smtp import send_by_smtp
from cgtraining.tasks import Work

LEASE = timedelta(minutes=2)
MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(seconds=30)


def unfinished() -> Sequence[int]:
    """What waits for its turn, and what a dead process left in 'sending'."""
    free = or_(Delivery.leased_until.is_(None), Delivery.leased_until <= clock.now())
    open_states = Delivery.state.in_((DeliveryState.WAITING, DeliveryState.SENDING))
    query = select(Delivery.id).where(open_states, free, Delivery.channel.in_(SENT_BY_US)).order_by(Delivery.id)
    with reading():
        found = db.session.scalars(query).all()
        db.session.rollback()
    return found


def proceed(delivery_id: int) -> None:
    delivery = _leased(delivery_id)
    if delivery is None:
        return
    try:
        _hand_over(delivery)
    except NotSent as problem:
        _note_not_sent(delivery, problem)
    except PossiblySent as problem:
        delivery.failure = problem.reason
        _finish(delivery, DeliveryState.UNCERTAIN)
    else:
        delivery.sent_at = clock.now()
        _finish(delivery, DeliveryState.SENT)


def _leased(delivery_id: int) -> Delivery | None:
    """The delivery if it is now ours alone to send; detached, so that no transaction is open meanwhile."""
    _give_up_the_dead(delivery_id)
    waiting = (Delivery.id == delivery_id) & (Delivery.state == DeliveryState.WAITING)
    ripe = or_(Delivery.leased_until.is_(None), Delivery.leased_until <= clock.now())
    take = update(Delivery).where(waiting, ripe, Delivery.channel.in_(SENT_BY_US))
    taken = db.session.execute(
        take.values(
            state=DeliveryState.SENDING, leased_until=clock.now() + LEASE, attempts=Delivery.attempts + 1, failure=None
        )
    )
    db.session.commit()
    return _detached(delivery_id) if taken.rowcount == 1 else None  # type: ignore[attr-defined]


def _detached(delivery_id: int) -> Delivery:
    query = select(Delivery).options(joinedload(Delivery.message)).where(Delivery.id == delivery_id)
    with reading(), Session(db.engine) as own:
        return own.scalars(query).one()


def _give_up_the_dead(delivery_id: int) -> None:
    dead = (Delivery.id == delivery_id) & (Delivery.state == DeliveryState.SENDING)
    over = Delivery.leased_until <= clock.now()
    db.session.execute(update(Delivery).where(dead, over).values(state=DeliveryState.UNCERTAIN, leased_until=None))
    db.session.commit()


def _hand_over(delivery: Delivery) -> None:
    if delivery.channel is Channel.SMS:
        text = " ".join(text_of(delivery.message).split())
        _gateway().send(phone=delivery.address, text=text, key=_key(delivery))
        return
    made = _letter(delivery)
    if url := settings().smtp_url:
        send_by_smtp(made, url)
    else:
        write_letter(settings().data_folder / "outbox", _key(delivery), made)


def _letter(delivery: Delivery) -> EmailMessage:
    try:
        return letter(delivery, settings())
    except (ValueError, IndexError, HeaderParseError) as problem:
        raise NotSent(f"address: {problem}", again=False) from None


def _gateway() -> SmsGateway:
    url = settings().sms_gateway_url
    return HttpGateway(url) if url else FileGateway(settings().data_folder / "outbox")


def _key(delivery: Delivery) -> str:
    return f"{delivery.message.created_at:%Y%m%d-%H%M%S}-{delivery.id}"


def _note_not_sent(delivery: Delivery, problem: NotSent) -> None:
    delivery.failure = problem.reason
    if not problem.again or delivery.attempts >= MOST_ATTEMPTS:
        _finish(delivery, DeliveryState.FAILED)
        return
    pause = FIRST_PAUSE * 4 ** (delivery.attempts - 1)
    _finish(delivery, DeliveryState.WAITING, try_again_after=pause)


def _finish(delivery: Delivery, state: DeliveryState, try_again_after: timedelta | None = None) -> None:
    kept = db.session.get_one(Delivery, delivery.id)
    kept.state, kept.failure, kept.sent_at = state, delivery.failure, delivery.sent_at
    kept.leased_until = clock.now() + try_again_after if try_again_after else None
    if kept.message.confidential and all(_is_over(each) for each in kept.message.deliveries):
        kept.message.body = ""
    db.session.commit()


def _is_over(delivery: Delivery) -> bool:
    return delivery.state not in (DeliveryState.WAITING, DeliveryState.SENDING)


WORK = Work("delivery", proceed, unfinished)
