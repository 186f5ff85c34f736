"""Personal links for trainees and staff, by those who may answer for them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from flask_babel import lazy_gettext as _l

from cgtraining.cohorts.access import may_answer_for
from cgtraining.cohorts.roster.reach import out_of_reach
from cgtraining.errors import RuleBroken
from cgtraining.mail.models import Message
from cgtraining.people.invitations import HandedOver, handed_over, may_be_invited_by, send_invitation
from cgtraining.people.models import Person

Given = TypeVar("Given")
OTHER_DUTIES = _l("This person has other duties in the office. Ask a platform administrator for the link.")


@dataclass
class Links(Generic[Given]):
    """What each got, and whom it could not be given to."""

    given: list[tuple[Person, Given]] = field(default_factory=list)
    left_out: list[tuple[Person, str]] = field(default_factory=list)


def may_be_linked(person: Person, actor: Person) -> bool:
    return may_be_invited_by(person, actor) and may_answer_for(actor, person)


def hand_over_link(*, person: Person, actor: Person) -> HandedOver:
    """Whoever holds the link acts as this person, so it is refused for someone who may do more than `actor`."""
    if not may_answer_for(actor, person):
        raise RuleBroken(OTHER_DUTIES)
    return handed_over(person=person, actor=actor)


def hand_over_links(*, people: Sequence[Person], actor: Person) -> Links[HandedOver]:
    return _for_each(people, actor, lambda person: handed_over(person=person, actor=actor))


def send_links(*, people: Sequence[Person], actor: Person) -> Links[Message]:
    """By mail, or by text message to those without an e-mail address."""

    return _for_each(people, actor, lambda person: send_invitation(person=person, actor=actor))


def _for_each(people: Sequence[Person], actor: Person, give: Callable[[Person], Given]) -> Links[Given]:
    """Who has other duties is asked about all of them at once."""
    links: Links[Given] = Links()
    out_of_hands = out_of_reach(people, actor)
    for person in people:
        try:
            if person.id in out_of_hands:
                raise RuleBroken(OTHER_DUTIES)
            links.given.append((person, give(person)))
        except RuleBroken as refusal:
            links.left_out.append((person, str(refusal)))
    return links
