"""When a reminder goes out: never in quiet hours, never when it is over, and always before that."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.notices.due import EARLIER, Quiet, Verdict, send_from, verdict

SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = Quiet(time(21, 30), time(8), SHANGHAI)
NO_QUIET = Quiet(time(8), time(8), SHANGHAI)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
zones = st.sampled_from(["Asia/Shanghai", "UTC", "America/New_York"]).map(ZoneInfo)
quiets = st.builds(Quiet, st.times(), st.times(), zones)


def at(hour: int, minute: int = 0, day: int = 9) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=SHANGHAI)


@given(moments, moments, moments, quiets)
def test_nothing_is_sent_in_quiet_hours_or_when_it_is_over(now, moment, until, quiet) -> None:
    answer = verdict(now, moment, until, quiet)
    assert (answer is Verdict.TOO_LATE) == (now >= until)
    if answer is Verdict.SEND:
        assert quiet.span(now) is None
        assert now >= moment or quiet.span(moment) is not None


@given(moments, st.timedeltas(timedelta(minutes=1), timedelta(days=7)), quiets)
def test_it_begins_before_it_is_over(moment, lead, quiet) -> None:
    assert send_from(moment, moment + lead, quiet) < moment + lead


@given(moments, quiets)
def test_quiet_hours_hold_the_moment_and_end_within_a_day(moment, quiet) -> None:
    span = quiet.span(moment)
    if span is not None:
        assert span[0] <= moment < span[1]
        assert span[1] - span[0] <= timedelta(days=1)
        assert moment.astimezone(quiet.zone).time() != quiet.ends


def test_what_falls_into_the_night_waits_for_the_morning() -> None:
    assert send_from(at(23), at(23, day=10), NIGHT) == at(8, day=10)
    assert send_from(at(3), at(23), NIGHT) == at(8)
    assert verdict(at(3), at(3), at(23), NIGHT) is Verdict.WAIT
    assert verdict(at(8), at(3), at(23), NIGHT) is Verdict.SEND


def test_before_a_session_in_the_early_morning_it_goes_out_the_evening_before() -> None:
    begins = at(8, day=10)
    assert send_from(at(6, day=10), begins, NIGHT) == at(21, 30) - EARLIER
    assert verdict(at(20), at(6, day=10), begins, NIGHT) is Verdict.WAIT
    assert verdict(at(20, 45), at(6, day=10), begins, NIGHT) is Verdict.SEND
    assert verdict(at(22), at(6, day=10), begins, NIGHT) is Verdict.WAIT
    assert verdict(begins, at(6, day=10), begins, NIGHT) is Verdict.TOO_LATE


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    noon = Quiet(time(12), time(14), SHANGHAI)
    assert noon.span(at(13)) == (at(12), at(14))
    assert (noon.span(at(11)), noon.span(at(14))) == (None, None)
    assert send_from(at(3), at(9), NO_QUIET) == at(3)
