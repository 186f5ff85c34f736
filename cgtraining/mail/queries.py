"""Reading messages."""

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import joinedload, selectinload

from cgtraining.database import db
from cgtraining.mail.models import SENT_BY_US, Channel, Delivery, DeliveryState, Message

TO_COPY = "copy"


def messages_found(state: str | None = None, people: Select[int] | None = None) -> Select[Message]:
    """Newest first; to the persons of these ids, and with what we send in that state, or not yet pasted (`TO_COPY`)."""
    query = select(Message).options(selectinload(Message.deliveries)).order_by(Message.id.desc())
    if people is not None:
        query = query.where(Message.person_id.in_(people))
    wanted = _delivery_is(state)
    return query if wanted is None else query.where(Message.deliveries.any(wanted))


def _delivery_is(state: str | None) -> ColumnElement[bool] | None:
    if state == TO_COPY:
        return (Delivery.channel == Channel.WECHAT_COPY) & (Delivery.state == DeliveryState.WAITING)
    if state in {each.value for each in DeliveryState}:
        return Delivery.channel.in_(SENT_BY_US) & (Delivery.state == DeliveryState(state))
    return None


def message_by_id(message_id: int) -> Message | None:
    return db.session.scalar(select(Message).options(selectinload(Message.deliveries)).where(Message.id == message_id))


def delivery_by_id(delivery_id: int) -> Delivery | None:
    return db.session.scalar(select(Delivery).options(joinedload(Delivery.message)).where(Delivery.id == delivery_id))
