"""What was done to a person, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cgtraining.audit.models import AuditEntry
from cgtraining.audit.queries import history_of
from cgtraining.people.models import Person
from cgtraining.people.queries import persons_by_ids
from cgtraining.people.values import LABELS

WORDS = {
    "person.added": _l("Added"),
    "person.changed": _l("Facts changed"),
    "person.contacts_moved": _l("Contacts changed"),
    "person.name_confirmed_for": _l("Name confirmed by the office, by a signed paper"),
    "person.profile_confirmed": _l("Profile confirmed by the person"),
    "account.opened": _l("Account opened"),
    "account.closed": _l("Account closed"),
    "account.reopened": _l("Account opened again"),
    "account.locked": _l("Password refused for 15 minutes after many wrong attempts"),
    "account.invited": _l("Personal link handed over"),
    "account.invitation_used": _l("Personal link used"),
    "account.password_set": _l("New password set"),
    "account.sessions_ended": _l("Signed out everywhere"),
    "account.made_administrator": _l("Made platform administrator"),
    "account.no_longer_administrator": _l("No longer platform administrator"),
}


@dataclass(frozen=True)
class Event:
    what: str
    who: Person | None
    at: datetime


def events_of(person: Person) -> list[Event]:
    """Newest first; who did it may have been deleted since, or be the program itself."""
    entries = history_of(person)
    actors = persons_by_ids({entry.actor_id for entry in entries if entry.actor_id})
    return [Event(_in_words(entry), actors.get(entry.actor_id or 0), entry.at) for entry in entries]


def _in_words(entry: AuditEntry) -> str:
    what = str(WORDS.get(entry.action, entry.action))
    fields: Sequence[str] = entry.details.get("fields") or []
    if not fields:
        return what
    named = " · ".join(str(LABELS.get(field, field)) for field in fields)
    return str(_("%(what)s: %(fields)s", what=what, fields=named))
