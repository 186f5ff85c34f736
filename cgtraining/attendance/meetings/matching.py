"""Whom a participant of a meeting is: by e-mail, telephone, masked telephone, then name; each match with its reason.

What could be two people, or nobody, is never decided here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cgtraining.attendance.meetings.directory import Directory, Known, Sought
from cgtraining.attendance.meetings.likeness import alike, sounds_of
from cgtraining.attendance.meetings.names import (
    is_decoration,
    is_only_decoration,
    key_of,
    latin_keys,
    plain,
    runs,
)
from cgtraining.attendance.meetings.ways import Doubt, Way
from cgtraining.language.phones import normalise_phone

MASK = re.compile(r"(\d{2,})\s*[*＊xX•●.]{2,}\s*(\d{2,})")
MOST_SUGGESTED = 4
LONGEST_NAME = 8


@dataclass(frozen=True)
class Match:
    """`who` is settled by `way`; else `doubt` says why not, and `suggested` whom it may be, the likeliest first."""

    who: Known | None = None
    way: Way | None = None
    doubt: Doubt | None = None
    suggested: Sequence[Known] = ()


def match(sought: Sought, directory: Directory) -> Match:
    named = named_in(sought, directory)
    for way, found in reached(sought, directory):
        if found:
            return by_address(way, found, named, sought)
    if sought.is_host and not any(not each.is_staff for each in named.people):
        return Match(who=next(iter(named.people), None), way=Way.ROLE)
    return by_name(sought, named, directory)


def reached(sought: Sought, directory: Directory) -> Iterable[tuple[Way, list[Known]]]:
    yield Way.EMAIL, directory.by_email.get(sought.email.strip().casefold(), []) if sought.email else []
    if masked := MASK.search(plain(sought.phone)):
        yield Way.MASKED_PHONE, [each for each in directory.people if fits(masked[1], masked[2], each)]
    elif sought.phone:
        yield Way.PHONE, directory.by_phone.get(normalise_phone(sought.phone) or "", [])


def fits(start: str, end: str, known: Known) -> bool:
    """138****1234 and 86138****1234."""
    return any(
        phone.endswith(end) and phone.removeprefix("+86").startswith(start.removeprefix("86")) for phone in known.phones
    )


@dataclass(frozen=True)
class Named:
    """Everybody of the one name, or of the names, that a participant's name holds."""

    people: Sequence[Known] = ()
    way: Way = Way.NAME
    is_several: bool = False


def by_address(way: Way, found: Sequence[Known], named: Named, sought: Sought) -> Match:
    """An address settles it unless the name is somebody else's; of several with one address the name decides."""
    agreeing = [each for each in found if each in named.people]
    if len(agreeing) == 1:
        return Match(agreeing[0], way)
    others = [each for each in named.people if each not in found]
    if len(found) > 1:
        return Match(doubt=Doubt.SEVERAL_PEOPLE, suggested=[*found, *others])
    if others or (way is Way.MASKED_PHONE and is_of_somebody_else(sought, found[0])):
        return Match(doubt=Doubt.OTHER_NAME, suggested=[*found, *others])
    return Match(found[0], way)


def is_of_somebody_else(sought: Sought, known: Known) -> bool:
    """Seven digits and another whole name do not make a person; a nickname in Latin letters says nothing."""
    said = [run for run in runs(f"{sought.name} {sought.other_name}") if 2 <= len(run) <= 4 and not is_decoration(run)]
    return known.name_zh is not None and bool(said) and not any(alike(run, known.name_zh) for run in said)


def by_name(sought: Sought, named: Named, directory: Directory) -> Match:
    people = named.people
    if len(people) == 1 and not named.is_several:
        return Match(people[0], named.way)
    if people and not named.is_several and (here := of_organization(sought, people)):
        return Match(here, Way.ORGANIZATION)
    if people:
        return Match(doubt=doubt_about(named), suggested=people)
    if is_only_decoration(f"{sought.name} {sought.other_name}"):
        return Match(doubt=Doubt.DEVICE)
    similar = similar_to(sought, directory)
    return Match(doubt=Doubt.SIMILAR if similar else Doubt.UNKNOWN, suggested=similar)


def doubt_about(named: Named) -> Doubt:
    if named.is_several:
        return Doubt.SEVERAL_NAMES
    return Doubt.STAFF_NAMESAKE if any(each.is_staff for each in named.people) else Doubt.SAME_NAME


def of_organization(sought: Sought, people: Sequence[Known]) -> Known | None:
    """The only one of several namesakes whose organization stands beside the name."""
    beside = [run for run in runs(f"{sought.name} {sought.other_name}") if len(run) > 2]
    found = [
        each
        for each in people
        if any(run in each.organization or (each.organization and each.organization in run) for run in beside)
    ]
    return found[0] if len(found) == 1 else None


def named_in(sought: Sought, directory: Directory) -> Named:
    texts = [text for text in (sought.name, sought.other_name) if text]
    whole = {each for text in texts for each in directory.by_name.get(key_of(text), ())}
    if whole:
        return named_by(whole, Way.NAME)
    parts = {each for text in texts for run in runs(text) for each in named_by_run(run, directory)}
    if parts:
        return named_by(parts, Way.DECORATED_NAME)
    latin = {each for text in texts for key in latin_keys(text) for each in directory.by_latin.get(key, ())}
    return named_by(latin, Way.LATIN_NAME)


def named_by(people: set[Known], way: Way) -> Named:
    in_order = sorted(people, key=lambda each: (each.is_staff, each.id))
    names = {key_of(each.name_zh) if each.name_zh else min(latin_keys(each.name_latin or "")) for each in in_order}
    return Named(in_order, way, is_several=len(names) > 1)


def named_by_run(run: str, directory: Directory) -> Sequence[Known]:
    """The run itself is the name, or begins or ends with it and the rest is known for a place, a role or the like."""
    if run in directory.by_name:
        return directory.by_name[run]
    for size in range(min(LONGEST_NAME, len(run) - 1), 1, -1):
        for name, rest in ((run[-size:], run[:-size]), (run[:size], run[size:])):
            found = [each for each in directory.by_name.get(name, ()) if is_decoration(rest) or is_office(rest, each)]
            if found:
                return found
    return ()


def is_office(text: str, known: Known) -> bool:
    return len(text) > 1 and text in known.organization


def similar_to(sought: Sought, directory: Directory) -> list[Known]:
    said = [run for text in (sought.name, sought.other_name) for run in runs(text) if not is_decoration(run)]
    keys = latin_keys(sought.name) | latin_keys(sought.other_name)
    return [each for each in directory.trainees if is_similar(each, said, keys)][:MOST_SUGGESTED]


def is_similar(known: Known, said: Sequence[str], keys: frozenset[str]) -> bool:
    if known.name_zh is None:
        return False
    return any(alike(run, known.name_zh) for run in said) or bool(keys & sounds_of(known.name_zh))
