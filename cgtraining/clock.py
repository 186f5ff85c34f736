"""The only source of the present moment: always UTC and aware, and adjustable for stories and tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    return _frozen.get() or datetime.now(UTC)


def today(timezone: str = "Asia/Shanghai") -> date:
    """The calendar day in `timezone` (an IANA name), which is what people mean by today."""
    return now().astimezone(ZoneInfo(timezone)).date()


@contextmanager
def frozen(moment: datetime) -> Iterator[None]:
    """Within the block, `now()` is `moment` (aware)."""
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
