from dataclasses import dataclass
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.certificates.models import Standing
from cgtraining.certificates.standing import standing_of

TODAY = date(2026, 6, 1)


@dataclass
class Dates:
    revoked_at: datetime | None = None
    replaced_at: datetime | None = None
    suspended_at: datetime | None = None
    valid_until: date | None = None


moments = st.none() | st.datetimes(min_value=datetime(2020, 1, 1), timezones=st.just(UTC))
histories = st.builds(Dates, moments, moments, moments, st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)))


def test_the_last_day_of_validity_is_still_valid() -> None:
    assert standing_of(Dates(valid_until=TODAY), TODAY) is Standing.VALID
    assert standing_of(Dates(valid_until=date(2026, 5, 31)), TODAY) is Standing.EXPIRED


@given(histories)
def test_the_gravest_event_decides(dates: Dates) -> None:
    happened = {
        Standing.REVOKED: dates.revoked_at is not None,
        Standing.REPLACED: dates.replaced_at is not None,
        Standing.SUSPENDED: dates.suspended_at is not None,
        Standing.EXPIRED: dates.valid_until is not None and dates.valid_until < TODAY,
        Standing.VALID: True,
    }
    assert standing_of(dates, TODAY) is next(standing for standing, is_so in happened.items() if is_so)
