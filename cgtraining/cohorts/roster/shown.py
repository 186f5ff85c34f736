"""Rows of a preview as its page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from cgtraining.cohorts.models import RosterRow, RowVerdict
from cgtraining.cohorts.roster import wording
from cgtraining.cohorts.roster.choices import AGAIN, NEW, SKIP, choices_of, person_chosen
from cgtraining.cohorts.roster.differences import changes_against
from cgtraining.cohorts.roster.judging import recognised_again
from cgtraining.cohorts.roster.queries import people_by_id
from cgtraining.cohorts.roster.reach import out_of_reach, seen_by
from cgtraining.cohorts.roster.wording import ChangeText
from cgtraining.language.names import suggest_latin
from cgtraining.people.models import Person

TONES = {
    RowVerdict.NEW: "good",
    RowVerdict.KNOWN: "good",
    RowVerdict.CONFLICT: "attention",
    RowVerdict.REJECTED: "bad",
}


@dataclass(frozen=True)
class Option:
    """One answer to 'who is this?'; `person` and `changes` where it is somebody known."""

    value: str
    label: str
    checked: bool
    person: Person | None = None
    changes: Sequence[ChangeText] = ()


@dataclass(frozen=True)
class RowShown:
    """`name_latin` may be a suggestion. `raw` holds what stood in a row that cannot be used."""

    row: RosterRow
    name: str
    name_latin: str
    is_suggested: bool
    phone: str
    place: str
    raw: list[tuple[str, str]]
    remarks: list[str]
    changes: list[ChangeText]
    options: list[Option]
    tone: str

    @property
    def found(self) -> dict[str, Any]:
        return self.row.found


@dataclass(frozen=True)
class Meant:
    """The persons that rows may mean, with what the viewer may see and change of them."""

    people: dict[int, Person]
    seen: set[int]
    barred: set[int]


def shown(rows: Sequence[RosterRow], viewer: Person) -> list[RowShown]:
    """With a few statements for all the persons that may be meant."""
    ids = {*mentioned(rows), *(row.person_id for row in rows if row.person_id)}
    people = people_by_id(ids)
    meant = Meant(people, seen_by(viewer, ids), out_of_reach(list(people.values()), viewer))
    return [row_shown(row, meant) for row in rows]


def mentioned(rows: Iterable[RosterRow]) -> set[int]:
    return {person_id for row in rows for choice in choices_of(row) if (person_id := person_chosen(choice))}


def row_shown(row: RosterRow, meant: Meant) -> RowShown:
    found, suggested = row.found, suggestion(row)
    return RowShown(
        row=row,
        name=wording.name_found(found),
        name_latin=(found.get("name_latin") or suggested or "") if "name_zh" in found else "",
        is_suggested=suggested is not None,
        phone=wording.value_text("phone", found.get("phone")),
        place=wording.place_text(found),
        raw=[(wording.column_label(field), text) for field, text in found.get("shown", {}).items()],
        remarks=wording.sentences(row.remarks),
        changes=wording.change_texts(row.changes, of_stranger=row.person_id not in meant.seen),
        options=[option(row, value, meant) for value in choices_of(row)],
        tone=TONES.get(row.verdict, "neutral"),
    )


def suggestion(row: RosterRow) -> str | None:
    """The Latin name that a new person gets where the file gives none."""
    if row.person_id is not None and row.done_at is None:
        return None
    may_be_new = row.verdict in (RowVerdict.NEW, RowVerdict.CONFLICT)
    name_zh = row.found.get("name_zh") if may_be_new and "name_latin" not in row.found else None
    return suggest_latin(name_zh) if name_zh else None


def option(row: RosterRow, value: str, meant: Meant) -> Option:
    default = NEW if row.verdict is RowVerdict.NEW else None
    person = meant.people.get(person_chosen(value) or 0)
    changes = changes_for(row, person, meant) if person and row.person_id is None else []
    return Option(value, label_of(row, value), (row.choice or default) == value, person, changes)


def changes_for(row: RosterRow, person: Person, meant: Meant) -> list[ChangeText]:
    """What choosing this person would change; what stays is left out."""
    found, is_barred = recognised_again(row.number, row.found), person.id in meant.barred
    changes = [change for change in changes_against(found, person, out_of_reach=is_barred) if not change.kept]
    return wording.change_texts((change.stored() for change in changes), of_stranger=person.id not in meant.seen)


def label_of(row: RosterRow, value: str) -> str:
    if value == NEW:
        return _("A new person")
    if value == AGAIN:
        return _("Enrol this person again")
    if value == SKIP:
        return _("Leave this row out")
    if row.person_id is None:
        return _("This person")
    keeps = any(change["kept"] for change in row.changes)
    return _("Import, and keep what stays") if keeps else _("Import with these changes")
