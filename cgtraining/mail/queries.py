"""Reading messages."""

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from cgtraining.database import db
from cgtraining.mail.models import Delivery, DeliveryState, Message


def messages_found(state: str | None = None) -> Select[Message]:
    """Newest first; only those with a delivery in that state, if it is one."""
    query = select(Message).options(selectinload(Message.deliveries)).order_by(Message.id.desc())
    if state not in {each.value for each in DeliveryState}:
        return query
    return query.where(Message.deliveries.any(Delivery.state == DeliveryState(state)))


def message_by_id(message_id: int) -> Message | None:
    return db.session.scalar(select(Message).options(selectinload(Message.deliveries)).where(Message.id == message_id))


def delivery_by_id(delivery_id: int) -> Delivery | None:
    return db.session.scalar(select(Delivery).options(joinedload(Delivery.message)).where(Delivery.id == delivery_id))
