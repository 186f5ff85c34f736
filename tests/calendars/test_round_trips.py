"""What we write is read by others, and what they make of it is read by us: nothing is lost on the way."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.calendars.events import Calendar, Event
from cgtraining.calendars.reading import read_events
from cgtraining.calendars.writing import write_calendar
from cgtraining.errors import UnusableFile
from tests.calendars.files import LAYOUTS, escaped, folded

START = datetime(2026, 3, 9, 1, tzinfo=UTC)
EVENT = Event(
    uid="5b1c2c1e-8f3e-4a63-9a0f-0f4f5f6b7c8d",
    sequence=3,
    title="参与式规划；从“谁来做”到怎么做, step 1\\2",
    starts_at=START,
    ends_at=START + timedelta(hours=3),
    timezone="Asia/Shanghai",
    modified=datetime(2026, 3, 2, 1, tzinfo=UTC),
    place="深圳, 福田; 三楼会议室",
    description="雪松计划第九期\n讲师：赵讲师\n4 学时，请带上社区地图；很长的一行很长的一行很长的一行很长的一行",
    link="https://meeting.example.org/j/8?pwd=a,b;c",
    category="雪松计划, 第九期",
)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=90
).filter(lambda text: text == text.strip())
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(
    lambda one: one.replace(microsecond=0, tzinfo=UTC)
)
events = st.builds(
    Event,
    uid=st.uuids().map(str),
    sequence=st.integers(0, 10_000),
    title=texts,
    starts_at=moments,
    ends_at=moments,
    timezone=st.sampled_from(["Asia/Shanghai", "Asia/Urumqi", "Europe/London", "America/New_York"]),
    modified=moments,
    cancelled=st.booleans(),
    place=st.none() | texts,
    description=st.none() | texts,
    link=st.none() | texts.map(lambda text: f"https://example.org/{quote(text)}"),
    category=st.none() | texts,
).map(lambda event: replace(event, ends_at=max(event.ends_at, event.starts_at)))


def written(*found: Event, language: str = "zh") -> bytes:
    return write_calendar(Calendar("我的课表", language, found))  # type: ignore[arg-type]


@given(st.lists(events, max_size=4, unique_by=lambda event: event.uid))
def test_whatever_is_written_is_read_again_unchanged(found: list[Event]) -> None:
    assert read_events(written(*found), "Asia/Shanghai") == sorted(found, key=lambda one: (one.starts_at, one.uid))


@given(st.lists(events, min_size=1, max_size=3))
def test_every_line_is_as_the_standard_wants(found: list[Event]) -> None:
    content = written(*found)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(len(line) for line in lines) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line or line.strip(b" \t") == b""]
    assert content.decode("utf-8").startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")


def test_each_event_says_who_it_is_which_word_this_is_and_by_which_clocks() -> None:
    read = icalendar.Calendar.from_ical(written(EVENT))
    [event], [zone] = read.events, read.timezones
    assert (read["METHOD"], str(read.calendar_name)) == ("PUBLISH", "我的课表")
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == (EVENT.uid, 3, "CONFIRMED")
    assert (event["DTSTAMP"].dt, event["LAST-MODIFIED"].dt) == (EVENT.modified, EVENT.modified)
    assert event["DTSTART"].params["TZID"] == zone["TZID"] == "Asia/Shanghai"
    assert zone.to_tz().utcoffset(datetime(2026, 3, 9, 9)) == timedelta(hours=8)
    assert not read.errors
    assert not event.errors


def test_what_is_cancelled_says_so_and_leaves_the_time_free() -> None:
    [event] = icalendar.Calendar.from_ical(written(replace(EVENT, cancelled=True))).events
    assert (event["STATUS"], event["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_clocks_that_change_in_summer_are_described_for_the_whole_year() -> None:
    summer = replace(EVENT, timezone="Europe/London", starts_at=datetime(2026, 7, 1, 8, tzinfo=UTC))
    summer = replace(summer, ends_at=summer.starts_at + timedelta(hours=2))
    read = icalendar.Calendar.from_ical(written(summer))
    zone = read.timezones[0].to_tz()
    assert zone.utcoffset(datetime(2026, 7, 1, 9)) == timedelta(hours=1)
    assert zone.utcoffset(datetime(2026, 12, 1, 9)) == timedelta(0)
    assert read.events[0].start.isoformat() == "2026-07-01T09:00:00+01:00"


def test_the_same_calendar_is_the_same_file() -> None:
    assert written(EVENT) == written(EVENT)
    assert b"X-WR-TIMEZONE" not in written(EVENT, replace(EVENT, uid="2", timezone="Asia/Urumqi"))


@pytest.mark.parametrize("program", LAYOUTS)
@pytest.mark.parametrize("cancelled", [False, True])
def test_our_event_in_the_layout_of_another_program_comes_back_whole(program: str, cancelled: bool) -> None:
    event = replace(EVENT, cancelled=cancelled)
    texts = {name: escaped(getattr(event, name)) for name in ("title", "place", "description", "category")}
    theirs = LAYOUTS[program].format(
        **texts,
        uid=event.uid,
        link=event.link,
        sequence=event.sequence,
        stamp=f"{event.modified:%Y%m%dT%H%M%SZ}",
        status="CANCELLED" if cancelled else "CONFIRMED",
    )
    content = folded(theirs)
    assert read_events(content, "Asia/Shanghai") == [event]
    again = icalendar.Calendar.from_ical(content).to_ical()
    assert read_events(bytes(again), "Asia/Shanghai") == [event]


@pytest.mark.parametrize(
    ("lines", "hours"),
    [
        ("DTSTART:20260309T090000\r\nDURATION:PT90M", 1.5),
        ("DTSTART;VALUE=DATE:20260309", 24),
        ("DTSTART;TZID=Asia/Shanghai:20260309T090000", 0),
        ("DTSTART:20260309T010000Z\r\nDTEND:20260308T010000Z", 0),
    ],
)
def test_an_end_may_be_given_in_many_ways_or_not_at_all(lines: str, hours: float) -> None:
    content = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode("utf-8-sig")
    [event] = read_events(content, "Asia/Shanghai")
    assert (event.ends_at - event.starts_at) == timedelta(hours=hours)
    assert (event.uid, event.sequence, event.timezone) == ("", 0, "Asia/Shanghai")


def test_an_event_without_a_beginning_is_left_out() -> None:
    content = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert read_events(content, "Asia/Shanghai") == []


@pytest.mark.parametrize(
    "content", [b"", b"hello", written(EVENT)[:-40], b"\xff\xfe\x00", b"BEGIN:VEVENT\r\nEND:VCALENDAR\r\n"]
)
def test_what_is_no_calendar_or_was_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(UnusableFile):
        read_events(content, "Asia/Shanghai")
