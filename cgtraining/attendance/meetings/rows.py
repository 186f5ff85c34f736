"""One row of a report: who it names, whether they were in the meeting, and from when to when."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from cgtraining.attendance.meetings.headings import Field, compact
from cgtraining.attendance.meetings.moments import Order, plain, read_length, read_moment, says_nothing
from cgtraining.attendance.meetings.participants import Note, Participant
from cgtraining.attendance.meetings.presence import Stay
from cgtraining.attendance.meetings.tables import TIMES, Table

LONGEST_TEXT = 200
TOTAL = re.compile(r"^(?:合计|总计|小计|总人数|参会人数|total|sum)\b", re.IGNORECASE)
HOST = re.compile(r"host|organi[sz]er|主持|创建者|发起人|会议室|主讲")
HOST_IN_NAME = re.compile(r"[(（](?:co-?host|host|主持人|联席主持人)[^)）]*[)）]", re.IGNORECASE)
AWAY = re.compile(
    r"未(?:参会|参加|入会|到|出席|加入|签到|观看)|缺席|缺勤|absent|not(?:attend|join)|didnot|^no$|^否$|declined|拒绝"
)
ARRIVED = re.compile(r"join|加入|进入|入会|上线|签到")
YES = re.compile(r"^(?:yes|y|true|是|1)$", re.IGNORECASE)


@dataclass(frozen=True)
class Clock:
    """How times of a report are read: which of day and month comes first, in which zone, and on which day if none."""

    order: Order
    zone: tzinfo
    day: date

    def moment(self, text: str) -> datetime | None:
        written = read_moment(text, self.order) if text else None
        return written.moment(self.zone, self.day) if written else None


def participants_of(table: Table, clock: Clock, host: str) -> Iterator[Participant]:
    """One for each row that says that somebody was there; of a table of events, one for each participant."""
    rows = [(row, named) for number, row in table.rows if (named := named_by(table, row, number, host))]
    if Field.ACTION in table.columns:
        yield from participants_of_events(table, rows, clock)
        return
    for row, named in rows:
        if was_away(table, row):
            continue
        stay, notes = stay_of(table, row, clock)
        if stay or notes:
            yield replace(named, stays=(stay,) if stay else (), notes=notes)


def named_by(table: Table, row: list[str], number: int, host: str) -> Participant | None:
    """None for a row that names nobody: blank, a total."""
    parts = (table.cell(row, Field.LAST_NAME), table.cell(row, Field.FIRST_NAME))
    name = table.cell(row, Field.NAME) or " ".join(filter(None, parts)) or table.cell(row, Field.REAL_NAME)
    email, phone = table.cell(row, Field.EMAIL), table.cell(row, Field.PHONE)
    if not (name or email or phone) or TOTAL.match(name):
        return None
    is_host = HOST.search(compact(table.cell(row, Field.ROLE))) or HOST_IN_NAME.search(name)
    return Participant(
        name=HOST_IN_NAME.sub("", name)[:LONGEST_TEXT].strip(),
        email=email[:LONGEST_TEXT] if "@" in email else "",
        phone="" if says_nothing(phone) else phone[:LONGEST_TEXT],
        other_name=table.cell(row, Field.REAL_NAME)[:LONGEST_TEXT],
        is_host=bool(is_host) or ("@" in email and email.casefold() in host.casefold()),
        sheet=table.sheet.name,
        rows=(number + 1,),
        exact=table.exact,
    )


def was_away(table: Table, row: list[str]) -> bool:
    """Invited and did not come, or only in the waiting room."""
    return bool(AWAY.search(compact(table.cell(row, Field.STATE)))) or bool(
        YES.match(plain(table.cell(row, Field.WAITING)))
    )


def stay_of(table: Table, row: list[str], clock: Clock) -> tuple[Stay | None, tuple[Note, ...]]:
    """No stay and no note: the row says of nothing that it was there."""
    said = [table.cell(row, Field.JOINED, Field.FIRST_JOINED), table.cell(row, Field.LEFT, Field.LAST_LEFT)]
    joined, left = map(clock.moment, said)
    lasted = length_of(table, row)
    unreadable = any(text and not says_nothing(text) and clock.moment(text) is None for text in said)
    notes = (Note.TIME_UNREADABLE,) if unreadable else ()
    if joined is None and left is not None and lasted is not None:
        joined = left - lasted
    if joined is None:
        has_columns = any(each in table.columns for each in TIMES)
        return (Stay(lasted=lasted) if lasted and not (has_columns and unreadable) else None), notes
    left = left if left is not None else (joined + lasted if lasted is not None else None)
    if left is not None and left < joined:
        left += timedelta(days=1)  # clock times only, over midnight
    if left is None or left - joined > timedelta(days=1):
        return (Stay(joined), (Note.NO_LEAVE,)) if left is None and not unreadable else (None, (Note.TIME_UNREADABLE,))
    return Stay(joined, left, lasted), notes


def length_of(table: Table, row: list[str]) -> timedelta | None:
    text = table.cell(row, Field.DURATION)
    seconds = None if says_nothing(text) else read_length(text, plain_is=table.plain_is)
    return timedelta(seconds=seconds) if seconds else None


def participants_of_events(
    table: Table, rows: list[tuple[list[str], Participant]], clock: Clock
) -> Iterator[Participant]:
    """'Joined' and 'Left', each in a row of its own."""
    events: dict[tuple[str, str, str], list[tuple[datetime, bool, Participant]]] = defaultdict(list)
    for row, named in rows:
        moment = clock.moment(table.cell(row, Field.AT))
        arrived = ARRIVED.search(compact(table.cell(row, Field.ACTION))) is not None
        if moment is None:
            yield replace(named, notes=(Note.TIME_UNREADABLE,))
        else:
            events[named.identity].append((moment, arrived, named))
    for own in events.values():
        yield from paired(sorted(own, key=lambda each: each[0]))


def paired(events: list[tuple[datetime, bool, Participant]]) -> Iterator[Participant]:
    since: datetime | None = None
    for moment, arrived, named in events:
        if arrived:
            since = since or moment
        elif since is not None:
            yield replace(named, stays=(Stay(since, moment),))
            since = None
    if since is not None:
        yield replace(events[-1][2], stays=(Stay(since),), notes=(Note.NO_LEAVE,))
