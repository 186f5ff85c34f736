"""Moments and lengths of time as programs for meetings write them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from datetime import timezone as fixed
from typing import Literal

Order = Literal["mdy", "dmy"]

MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
CLOCK = re.compile(
    r"(?P<before>上午|下午|凌晨|早上|中午|晚上|傍晚)?\s*(?P<hour>\d{1,2})(?::|时|点)\s*(?P<minute>\d{1,2})(?:分)?"
    r"(?:[:.]?(?P<second>\d{2})(?:[.,]\d+)?(?:秒)?)?\s*(?P<after>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?!\d)")
MONTH_BY_NAME = re.compile(r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.IGNORECASE)
DAY_THEN_MONTH = re.compile(r"(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{4})", re.IGNORECASE)
OFFSET = re.compile(r"(?:UTC|GMT)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?|([+-])(\d{2}):?(\d{2})\s*$", re.IGNORECASE)
PLAIN_UTC = re.compile(r"(?<=\d)Z$|\b(?:UTC|GMT)\b(?!\s*[+-])", re.IGNORECASE)
AFTERNOON, MORNING = ("下午", "晚上", "傍晚"), ("上午", "凌晨", "早上")
NOTHING = ("", "-", "--", "—", "/", "n/a", "null", "none", "无")


@dataclass(frozen=True)
class Written:
    """A moment as it stands in a cell: `day` is None where only a clock time is given, `offset` where none is."""

    day: date | None
    at: time
    offset: tzinfo | None

    def moment(self, zone: tzinfo, day: date) -> datetime:
        return datetime.combine(self.day or day, self.at, self.offset or zone).astimezone(UTC)


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).replace("\u202f", " ").split())


def says_nothing(text: str) -> bool:
    return plain(text).casefold() in NOTHING


def read_moment(text: str, order: Order) -> Written | None:
    """None for a text that is no moment. `order` decides where day and month could be either."""
    said = plain(text)
    without_offset = OFFSET.sub("", said) if is_offset(said) else said
    found, day = _day_of(without_offset, order)
    rest = without_offset.replace(found, " ", 1) if found else without_offset
    at = _time_of(rest.replace("T", " "))
    if at is None or (day is None and (found or not _is_bare_time(rest))):
        return None
    return Written(day, at, offset_of(said))


def is_offset(said: str) -> bool:
    """2019-03-09 ends like an offset of -09."""
    found = OFFSET.search(said)
    return found is not None and (found[1] is not None or ":" in said[: found.start()])


def offset_of(text: str) -> tzinfo | None:
    """(GMT+8), UTC+08:00, Z or a plain UTC; None where no offset is said."""
    said = plain(text)
    found = OFFSET.search(said) if is_offset(said) else None
    if found is None:
        return UTC if PLAIN_UTC.search(said) else None
    sign, hours, minutes = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    shift = timedelta(hours=int(hours), minutes=int(minutes or 0))
    return fixed(shift if sign == "+" else -shift) if shift < timedelta(hours=24) else None


def _day_of(text: str, order: Order) -> tuple[str, date | None]:
    """The text of the day, and the day; a day that cannot be is None."""
    if found := YEAR_FIRST.search(text):
        return found[0], _day(int(found[1]), int(found[2]), int(found[3]))
    if found := YEAR_LAST.search(text):
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        month, day = (first, second) if order == "mdy" else (second, first)
        return found[0], _day(year + 2000 if year < 100 else year, month, day)
    if found := MONTH_BY_NAME.search(text):
        return found[0], _day(int(found[3]), MONTHS.get(found[1].casefold(), 0), int(found[2]))
    if found := DAY_THEN_MONTH.search(text):
        return found[0], _day(int(found[3]), MONTHS.get(found[2].casefold(), 0), int(found[1]))
    return "", None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _time_of(text: str) -> time | None:
    found = CLOCK.search(text)
    if found is None:
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    before, after = found["before"] or "", (found["after"] or "").casefold()
    if (before in AFTERNOON or after.startswith("p")) and hour < 12:
        hour += 12
    elif (before in MORNING or after.startswith("a")) and hour == 12:
        hour = 0
    try:
        return time(hour, minute, second)
    except ValueError:
        return None


def _is_bare_time(text: str) -> bool:
    return CLOCK.fullmatch(text.strip()) is not None


def likely_order(texts: Iterable[str], near: date) -> Order:
    """Whether 03/09/2019 is a day in March: the order in which more of the days can be, and come nearer to `near`."""
    written = [text for text in texts if text and not YEAR_FIRST.search(text)]
    return min(("mdy", "dmy"), key=lambda order: _strangeness(written, order, near))


def _strangeness(texts: list[str], order: Order, near: date) -> tuple[int, int]:
    days = [day for text in texts for found, day in [_day_of(plain(text), order)] if found]
    possible = [abs((day - near).days) for day in days if day]
    return len(days) - len(possible), min(possible, default=0)


UNITS = {"h": 3600, "小": 3600, "时": 3600, "m": 60, "分": 60, "s": 1, "秒": 1, "天": 86400, "d": 86400}
WITH_UNITS = re.compile(
    r"(\d+(?:\.\d+)?)\s*(天|d|小时|时|hours?|hrs?|h|分钟|分|minutes?|mins?|m|秒钟?|seconds?|secs?|s)", re.I
)
CLOCK_LENGTH = re.compile(r"(\d{1,3}):(\d{2})(?::(\d{2}))?")
ISO_LENGTH = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?", re.I)


def read_length(text: str, *, plain_is: int) -> int | None:
    """Seconds; a number without a unit is of `plain_is` seconds. 80, 02:58:00, 2h 5m, 1小时20分钟, PT1H5M."""
    said = plain(text).replace(",", "")
    if re.fullmatch(r"\d{1,7}(?:\.\d+)?", said):
        return round(float(said) * plain_is)
    if found := CLOCK_LENGTH.fullmatch(said):
        hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
        return hours * 3600 + minutes * 60 + seconds
    if (found := ISO_LENGTH.fullmatch(said)) and len(said) > 2:
        return round(int(found[1] or 0) * 3600 + int(found[2] or 0) * 60 + float(found[3] or 0))
    if WITH_UNITS.sub("", said).strip(" 零又"):
        return None
    parts = WITH_UNITS.findall(said)
    return round(sum(float(number) * UNITS[unit[0].casefold()] for number, unit in parts)) if parts else None
