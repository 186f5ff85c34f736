"""Participants of a report as its page shows them, with whom they may be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from cgtraining.attendance.meetings.choices import SKIP, enrolment_of, is_undecided, of_enrolment
from cgtraining.attendance.meetings.judging import stays_of
from cgtraining.attendance.meetings.participants import Note
from cgtraining.attendance.meetings.ways import Doubt, Way
from cgtraining.attendance.models import MeetingRow, MeetingVerdict
from cgtraining.attendance.queries.marks import RegisterRow
from cgtraining.language.choosing import language
from cgtraining.language.names import display_name
from cgtraining.language.text import BilingualText

NUMBER_OF_TRAINEE = re.compile(r"#(\d{1,9})\s*$", re.ASCII)


@dataclass(frozen=True)
class Option:
    """One answer to 'who was this?'."""

    value: str
    label: str
    trainee: RegisterRow | None
    checked: bool


@dataclass(frozen=True)
class RowShown:
    """`first` and `last` of all joins; `lasted` where the report says only how long."""

    row: MeetingRow
    first: datetime | None
    last: datetime | None
    lasted: timedelta | None
    joins: int
    way: str
    sentences: list[str]
    options: list[Option]
    chosen: RegisterRow | None

    @property
    def undecided(self) -> bool:
        return is_undecided(self.row)


def shown(rows: Iterable[MeetingRow], register: Sequence[RegisterRow]) -> list[RowShown]:
    trainees = {row.enrolment_id: row for row in register}
    return [row_shown(row, trainees) for row in rows]


def row_shown(row: MeetingRow, trainees: Mapping[int, RegisterRow]) -> RowShown:
    stays = stays_of(row.found)
    return RowShown(
        row=row,
        first=min((stay.joined for stay in stays if stay.joined), default=None),
        last=max((stay.left for stay in stays if stay.left), default=None),
        lasted=next((stay.lasted for stay in stays if stay.lasted and not stay.joined), None),
        joins=len(stays),
        way=str(Way(row.way).label) if row.way else "",
        sentences=sentences_about(row),
        options=options_of(row, trainees),
        chosen=trainees.get(enrolment_of(row) or 0),
    )


def sentences_about(row: MeetingRow) -> list[str]:
    doubt = [str(Doubt(row.doubt).sentence)] if row.doubt else []
    return doubt + [str(Note(note).sentence) for note in row.found.get("notes", ())]


def options_of(row: MeetingRow, trainees: Mapping[int, RegisterRow]) -> list[Option]:
    """None of staff, and of unknown people only to take back what was chosen."""
    meant = [*row.candidates, row.enrolment_id, enrolment_of(row)]
    ids = [i for i in dict.fromkeys(meant) if i is not None and i in trainees]
    if row.verdict is MeetingVerdict.STAFF or (row.verdict is MeetingVerdict.UNKNOWN and not ids):
        return []
    own = enrolment_of(row)
    found = [Option(of_enrolment(i), label_of(trainees[i]), trainees[i], i == own) for i in ids]
    is_out = row.choice == SKIP or (row.verdict is MeetingVerdict.UNKNOWN and own is None)
    return [*found, Option(SKIP, _("Leave out"), None, is_out)]


def label_of(row: RegisterRow) -> str:
    """With the organization, which tells two of one name apart."""
    organization = BilingualText(row.organization_zh, row.organization_en).in_language(language())
    return " · ".join(filter(None, (display_name(row, language()), organization)))


def label_to_type(row: RegisterRow) -> str:
    """As it is offered while typing; the number finds the trainee again."""
    return f"{label_of(row)} #{row.enrolment_id}"


def trainee_typed(text: str) -> int | None:
    found = NUMBER_OF_TRAINEE.search(text)
    return int(found[1]) if found else None
