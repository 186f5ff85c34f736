"""Participants of a meeting as a report names them, and what there is to say about their rows."""

import enum
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask_babel import lazy_gettext as _l

from cgtraining.attendance.meetings.presence import Stay


class Note(enum.Enum):
    NO_LEAVE = "no_leave"
    TIME_UNREADABLE = "time_unreadable"

    @property
    def sentence(self) -> object:
        if self is Note.NO_LEAVE:
            return _l("No time of leaving is given: taken to have stayed to the end.")
        return _l("A time of this participant cannot be read and was left out.")


@dataclass(frozen=True)
class Participant:
    """`rows` are counted as a spreadsheet program does; `exact` where each join is told by itself."""

    name: str
    email: str = ""
    phone: str = ""
    other_name: str = ""
    is_host: bool = False
    sheet: str = ""
    rows: tuple[int, ...] = ()
    stays: tuple[Stay, ...] = ()
    notes: tuple[Note, ...] = ()
    exact: bool = True

    @property
    def identity(self) -> tuple[str, str, str]:
        return (self.email.casefold(), self.phone, self.name if not self.email else "")


def put_together(rows: Iterable[Participant]) -> list[Participant]:
    """One for each name, e-mail and phone, in the order of the report.

    Where the same people stand in a table of sums too, only the table of their joins is taken.
    """
    found: dict[tuple[str, str, str], list[Participant]] = defaultdict(list)
    for row in rows:
        found[row.identity].append(row)
    return [merged(same) for same in found.values()]


def merged(same: list[Participant]) -> Participant:
    taken = [each for each in same if each.exact and each.stays] or same
    first = taken[0]
    return replace(
        first,
        is_host=any(each.is_host for each in same),
        rows=tuple(number for each in taken for number in each.rows),
        stays=tuple(stay for each in taken for stay in each.stays),
        notes=tuple(dict.fromkeys(note for each in taken for note in each.notes)),
    )
