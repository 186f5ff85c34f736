"""What was handed out and still lets somebody into an account without its password: personal links, one-time codes."""

from sqlalchemy import update

from cgtraining import clock
from cgtraining.database import db
from cgtraining.people.models import Invitation, OneTimeCode, Person


def close_ways_in(person: Person) -> None:
    """They went to an address that is not the person's any more, or to somebody who is not trusted any more."""
    now = clock.now()
    links = update(Invitation).where(Invitation.person_id == person.id, Invitation.expires_at > now)
    db.session.execute(links.values(expires_at=now))
    if person.account:
        codes = update(OneTimeCode).where(OneTimeCode.account_id == person.account.id, OneTimeCode.expires_at > now)
        db.session.execute(codes.values(expires_at=now))
