"""Reading how far a run is with telling the holders, and what became of the messages."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, select
from sqlalchemy.orm import joinedload

from cgtraining.certificates.models import Certificate, IssueItem, ItemState, NumberState
from cgtraining.database import db
from cgtraining.mail.models import SENT_BY_US, Delivery, DeliveryState, Message
from cgtraining.people.models import Person

UNSETTLED = (DeliveryState.UNCERTAIN, DeliveryState.FAILED)


@dataclass(frozen=True)
class Told:
    """`messages` are written; of those that we send ourselves, how many are in each state."""

    messages: int
    by_state: dict[DeliveryState, int]

    @property
    def states(self) -> list[tuple[DeliveryState, int]]:
        """Those that occur."""
        return [(state, count) for state, count in self.by_state.items() if count]

    @property
    def sent_by_us(self) -> int:
        return sum(self.by_state.values())

    @property
    def unsettled(self) -> int:
        return sum(self.by_state[state] for state in UNSETTLED)


def some_still_wait(run_id: int) -> bool:
    """Whether there are certificates of the run to be made; one that a defect stopped was dealt with for now."""
    query = select(IssueItem.id).where(IssueItem.run_id == run_id, IssueItem.problem_zh.is_(None))
    query = query.where(IssueItem.state.in_([ItemState.WAITING, ItemState.NUMBERED]))
    return db.session.scalar(query.limit(1)) is not None


def issued_by_run(run_id: int, after_id: int, limit: int) -> Sequence[Certificate]:
    """In the order of ids, with the persons."""
    query = select(Certificate).join(Certificate.run_item).where(IssueItem.run_id == run_id)
    query = query.where(Certificate.state == NumberState.ISSUED, Certificate.id > after_id)
    return db.session.scalars(query.options(joinedload(Certificate.person)).order_by(Certificate.id).limit(limit)).all()


def told_by_run(run_id: int) -> Told:
    messages = select(func.count()).select_from(Message).join(Certificate, _announces()).join(Certificate.run_item)
    written = db.session.scalar(messages.where(IssueItem.run_id == run_id)) or 0
    states = _deliveries(run_id).with_only_columns(Delivery.state, func.count()).group_by(Delivery.state)
    found = {row[0]: row[1] for row in db.session.execute(states)}
    return Told(written, {state: found.get(state, 0) for state in DeliveryState})


def unsettled_deliveries(run_id: int) -> Sequence[tuple[Delivery, Certificate, Person]]:
    """Possibly sent, or not sent at all: with certificate and person, in the order of numbers."""
    query = _deliveries(run_id).join(Person, Person.id == Certificate.person_id)
    query = query.where(Delivery.state.in_(UNSETTLED)).options(joinedload(Delivery.message))
    rows = query.add_columns(Certificate, Person).order_by(Delivery.state.desc(), Certificate.number)
    found = db.session.execute(rows.options(joinedload(Person.organization)))
    return [(delivery, certificate, person) for delivery, certificate, person in found]


def _deliveries(run_id: int) -> Select[Delivery]:
    """What we send ourselves of the announcements of the run's certificates."""
    query = select(Delivery).join(Delivery.message).join(Certificate, _announces()).join(Certificate.run_item)
    return query.where(IssueItem.run_id == run_id, Delivery.channel.in_(SENT_BY_US))


def _announces() -> ColumnElement[bool]:
    """Of a message and a certificate, by the purpose that `announcement_purpose` gives."""
    return Message.purpose == literal("certificate:").concat(cast(Certificate.id, String)).concat(":issued")
