"""Messages: one row each, with a delivery per channel."""

import enum
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cgtraining.database import Base, Recorded, values_of


class Channel(enum.Enum):
    MAIL = "mail"
    SMS = "sms"
    WECHAT_COPY = "wechat_copy"

    @property
    def label(self) -> object:
        return {
            Channel.MAIL: _l("Mail"),
            Channel.SMS: _l("Text message"),
            Channel.WECHAT_COPY: _l("Copy for WeChat"),
        }[self]


SENT_BY_US = (Channel.MAIL, Channel.SMS)


class DeliveryState(enum.Enum):
    """`UNCERTAIN`: the program died while handing it over; it is not sent again by itself."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"

    @property
    def label(self) -> object:
        return {
            DeliveryState.WAITING: _l("Waiting to be sent"),
            DeliveryState.SENDING: _l("Being sent"),
            DeliveryState.SENT: _l("Sent"),
            DeliveryState.UNCERTAIN: _l("Possibly sent"),
            DeliveryState.FAILED: _l("Could not be sent"),
        }[self]


class Message(Recorded, Base):
    """What is said to one person, in their language. `purpose` is unique: the same thing is never said twice.

    `person_id` is a plain id, because messages stand below people. The body of a confidential message (a sign-in
    code) is wiped as soon as it was handed over.
    """

    __tablename__ = "message"

    purpose: Mapped[str] = mapped_column(String(120), unique=True)
    person_id: Mapped[int | None] = mapped_column(index=True)
    language: Mapped[str] = mapped_column(String(2))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(String(500))
    confidential: Mapped[bool] = mapped_column(default=False)
    deliveries: Mapped[list["Delivery"]] = relationship(back_populates="message", cascade="all, delete-orphan")


class Delivery(Recorded, Base):
    """A message on one channel. `leased_until`: while sending, when the sender is taken for dead; while waiting, when
    to try again.
    """

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("message_id", "channel"),)

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    message: Mapped[Message] = relationship(back_populates="deliveries")
    channel: Mapped[Channel] = mapped_column(values_of(Channel))
    address: Mapped[str] = mapped_column(String(254))
    state: Mapped[DeliveryState] = mapped_column(values_of(DeliveryState), default=DeliveryState.WAITING, index=True)
    leased_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failure: Mapped[str | None] = mapped_column(String(300))
