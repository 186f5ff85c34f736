"""Writing what the office knows of persons and organizations."""

from collections.abc import Sequence
from dataclasses import replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.audit.operations import record, record_all
from cgtraining.database import add_numbered, db, wait_in_turn
from cgtraining.errors import RuleBroken
from cgtraining.language import names
from cgtraining.language.choosing import language
from cgtraining.language.text import BilingualText
from cgtraining.people.access import is_platform_administrator
from cgtraining.people.kinds import likely_kind
from cgtraining.people.models import Organization, Person
from cgtraining.people.queries import people_unreachable, people_with_contact
from cgtraining.people.values import FIELDS, PersonValues, tidied
from cgtraining.search.operations import Findable, remember_all

__all__ = [
    "PersonValues",
    "add_newcomer",
    "add_people",
    "add_person",
    "change_person",
    "confirm_name_for",
    "confirm_profile",
    "describe_for_search",
    "organization_named",
]

# A script left empty is confirmed too: the person has no name in it.
NAMES = ("name_zh", "name_latin")
CONFIRMABLE = tuple(name for name in FIELDS if name not in ("phone", "email"))


def add_person(*, actor: Person | None, values: PersonValues) -> Person:
    return add_people(actor=actor, values=[values])[0]


def add_newcomer(*, actor: Person | None, values: PersonValues, is_another: bool = False) -> Person:
    """Someone new; refused if phone or e-mail are known and it is not said that `is_another` person shares them.

    Without either, name and organization must do: a second click adds nobody twice.
    """
    values = tidied(values)
    wait_in_turn("newcomer")
    if not is_another:
        _refuse_known(values)
    return add_person(actor=actor, values=values)


def _refuse_known(values: PersonValues) -> None:
    if known := people_with_contact(values.phone, values.email, limit=1):
        name = names.display_name(known[0], language())
        raise RuleBroken(_l("%(name)s is known with this phone number or e-mail. Is it the same person?", name=name))
    organization = values.organization.name if values.organization else BilingualText()
    if not values.phone and not values.email and people_unreachable(values, organization):
        name = names.display_name(values, language())
        raise RuleBroken(_l("%(name)s is known already, without phone and e-mail. Is it the same person?", name=name))


def add_people(*, actor: Person | None, values: Sequence[PersonValues]) -> list[Person]:
    """In the order of `values`, with few statements for many."""
    people = [_new_person(tidied(each)) for each in values]
    add_numbered(people)
    db.session.flush()
    make_findable(*people)
    record_all("person.added", [(person, {}) for person in people], actor=actor)
    return people


def _new_person(values: PersonValues) -> Person:
    person = Person(**{name: getattr(values, name) for name in FIELDS}, confirmed_fields=[])
    describe_for_search(person)
    return person


def change_person(
    *,
    person: Person,
    actor: Person | None,
    version: int | str | None,
    values: PersonValues,
    over_confirmed: bool = False,
) -> Person:
    """Change what differs. What the person confirmed stays as it is unless `over_confirmed`, which undoes that
    confirmation. An account's own addresses do not follow: that is `accounts.move_contacts`.
    """
    person.expect_version(version)
    values = tidied(values)
    changed = [name for name in FIELDS if getattr(person, name) != getattr(values, name)]
    if not over_confirmed:
        changed = [name for name in changed if name not in person.confirmed_fields]
    if not changed:
        return person
    for name in changed:
        setattr(person, name, getattr(values, name))
    person.confirmed_fields = [name for name in person.confirmed_fields if name not in changed]
    if set(changed) & set(NAMES):
        person.name_confirmed_at = person.name_confirmed_by_id = person.name_confirmation_note = None
    describe_for_search(person)
    make_findable(person)
    record("person.changed", person, actor=actor, fields=changed)
    db.session.flush()
    return person


def confirm_profile(*, person: Person, version: int | str | None, values: PersonValues, consents: bool) -> Person:
    """The person says what is right: from now on no import overwrites it. Contacts stay as the office keeps them."""
    values = replace(values, phone=person.phone, email=person.email)
    change_person(person=person, actor=person, version=version, values=values, over_confirmed=True)
    given = [name for name in CONFIRMABLE if name in NAMES or getattr(person, name) is not None]
    person.confirmed_fields = [name for name in person.confirmed_fields if name not in CONFIRMABLE] + given
    person.name_confirmed_at, person.name_confirmed_by_id, person.name_confirmation_note = clock.now(), None, None
    person.consented_at = (person.consented_at or clock.now()) if consents else None
    record("person.profile_confirmed", person, actor=person, consents=consents)
    db.session.flush()
    return person


def confirm_name_for(*, person: Person, note: str, version: int | str | None, actor: Person | None) -> Person:
    """The office confirms both spellings for someone who signed a paper; `note` says which.

    No import overwrites them.
    """
    person.expect_version(version)
    if not note.strip():
        raise RuleBroken(_l("Note the signed paper by which the name is confirmed."))
    if person.name_confirmed_at:
        raise RuleBroken(_l("This name is confirmed already."))
    person.confirmed_fields = [name for name in person.confirmed_fields if name not in NAMES] + list(NAMES)
    person.name_confirmed_at, person.name_confirmation_note = clock.now(), note.strip()
    person.name_confirmed_by_id = actor.id if actor else None
    record("person.name_confirmed_for", person, actor=actor)
    db.session.flush()
    return person


def describe_for_search(person: Person) -> None:
    """Set what a list is sorted by and what a search finds: both scripts, pinyin, initials, organization, contacts."""
    organization = person.organization
    person.sort_key = names.sort_key(person.name_zh, person.name_latin)
    words = [
        person.name_zh,
        names.search_text(person.name_zh) if person.name_zh else None,
        names.search_text(person.name_latin) if person.name_latin else None,
        (person.name_latin or "").replace(" ", ""),
        organization.name_zh if organization else None,
        organization.name_en if organization else None,
        person.phone,
        person.email,
    ]
    person.search_text = " ".join(word for word in words if word).casefold()


def make_findable(*people: Person) -> None:
    """For the search page, whose query decides who may find whom; a phone number is found without its +86 too."""
    remember_all("person", [_findable(person) for person in people])


def _findable(person: Person) -> Findable:
    title = person.name_zh or person.name_latin or ""
    words = (title, person.name_latin or "", person.search_text, (person.phone or "").removeprefix("+86"))
    return Findable(person.id, title, " ".join(words))


def organization_named(
    name_zh: str | None = None, name_en: str | None = None, *, actor: Person | None = None
) -> Organization:
    """The organization of that name in either language; added if there is none, completed if a language was missing.

    Completed by a platform administrator only: the organization may issue certificates, which print its name.
    """
    zh, en = names.tidy_name(name_zh or "") or None, " ".join((name_en or "").split()) or None
    if not zh and not en:
        raise RuleBroken(_l("Write the name in Chinese, in English, or in both."))
    if max(len(zh or ""), len(en or "")) > 200:
        raise RuleBroken(_l("The name of an organization has at most 200 characters."))
    found = _organization_with(zh, en)
    if found is None:
        return _add_organization(zh, en, actor)
    completes = actor is None or is_platform_administrator(actor)
    if completes and (found.name_zh or zh, found.name_en or en) != (found.name_zh, found.name_en):
        found.name_zh, found.name_en = found.name_zh or zh, found.name_en or en
        db.session.flush()
        record("organization.changed", found, actor=actor)
    return found


def _organization_with(zh: str | None, en: str | None) -> Organization | None:
    query = select(Organization).order_by(Organization.id).limit(1)
    if zh and (found := db.session.scalar(query.where(Organization.name_zh == zh))):
        return found
    if not en:
        return None
    query = query.where(func.lower(Organization.name_en) == en.lower())
    return db.session.scalar(query.where(Organization.name_zh.is_(None)) if zh else query)


def _add_organization(zh: str | None, en: str | None, actor: Person | None) -> Organization:
    return add_organizations(names=[BilingualText(zh, en)], actor=actor)[0]


def add_organizations(*, names: Sequence[BilingualText], actor: Person | None) -> list[Organization]:
    """In the order of `names`, which nobody else has and which are tidy."""
    made = [Organization(name_zh=name.zh, name_en=name.en, kind=likely_kind(name.zh, name.en)) for name in names]
    add_numbered(made)
    db.session.flush()
    record_all("organization.added", [(organization, {}) for organization in made], actor=actor)
    return made
