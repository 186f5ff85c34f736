"""Dates, times and numbers as each language writes them: 2026年3月9日（周一）09:00, Mon 9 Mar 2026, 09:00."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import flask_babel
from babel import dates, numbers

DEFAULT_TIMEZONE = "Asia/Shanghai"


def format_date(value: date | None, weekday: bool = False) -> str:
    if value is None:
        return ""
    pattern = (
        ("y年M月d日（EEE）" if weekday else "y年M月d日") if _chinese() else ("EEE d MMM y" if weekday else "d MMM y")
    )
    return dates.format_date(value, pattern, locale=_locale())


def format_datetime(value: datetime | None, timezone: str = DEFAULT_TIMEZONE, weekday: bool = True) -> str:
    """A moment as the people in `timezone` (an IANA name) read it."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(timezone))
    separator = ", " if not _chinese() else "" if weekday else " "
    return f"{format_date(local.date(), weekday=weekday)}{separator}{local:%H:%M}"


def format_time(value: datetime | None, timezone: str = DEFAULT_TIMEZONE) -> str:
    return "" if value is None else f"{value.astimezone(ZoneInfo(timezone)):%H:%M}"


def format_number(value: Decimal | int | float | None) -> str:
    """No trailing zeros: 120, 7.5."""
    return "" if value is None else str(numbers.format_decimal(value, format="#,##0.##", locale=_locale()))


def format_percent(share: Decimal | float | None) -> str:
    """A share of 1 as a percentage with at most one decimal place."""
    return "" if share is None else str(numbers.format_percent(share, format="#,##0.#%", locale=_locale()))


def _locale() -> str:
    return str(flask_babel.get_locale() or "zh_Hans_CN")


def _chinese() -> bool:
    return _locale().startswith("zh")
