from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.codes import (
    CodeVerdict,
    is_spoken,
    judge_scanned,
    new_key,
    scanned_code,
    seconds_left,
    spoken_code,
)

KEY = "ab" * 32
NOW = datetime(2026, 3, 9, 1, tzinfo=UTC)


def after(seconds: int) -> datetime:
    return NOW + timedelta(seconds=seconds)


def test_a_code_is_good_for_its_step_and_two_more_then_old_then_unknown() -> None:
    code = scanned_code(KEY, NOW)
    verdicts = [judge_scanned(KEY, code, after(seconds)) for seconds in (0, 59, 60, 3600, 5 * 3600)]
    good, old, wrong = CodeVerdict.GOOD, CodeVerdict.OLD, CodeVerdict.WRONG
    assert verdicts == [good, good, old, old, wrong]


def test_a_code_of_the_next_step_is_good_since_clocks_differ() -> None:
    assert judge_scanned(KEY, scanned_code(KEY, after(20)), NOW) is CodeVerdict.GOOD
    assert judge_scanned(KEY, scanned_code(KEY, after(40)), NOW) is CodeVerdict.WRONG


def test_a_code_of_another_key_is_wrong() -> None:
    assert judge_scanned(KEY, scanned_code(new_key(), NOW), NOW) is CodeVerdict.WRONG


def test_the_spoken_code_may_be_typed_with_blanks_and_full_width_digits() -> None:
    code = spoken_code(KEY, NOW)
    assert is_spoken(KEY, f" {code[:3]} {code[3:]} ", NOW)
    assert is_spoken(KEY, code.translate({48 + n: 0xFF10 + n for n in range(10)}), NOW)


def test_an_old_spoken_code_is_refused() -> None:
    assert not is_spoken(KEY, spoken_code(KEY, NOW), after(60))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.text(max_size=20))
def test_any_text_is_judged_and_the_shown_code_is_always_good(moment: datetime, text: str) -> None:
    moment = moment.replace(tzinfo=UTC)
    assert judge_scanned(KEY, scanned_code(KEY, moment), moment) is CodeVerdict.GOOD
    assert is_spoken(KEY, spoken_code(KEY, moment), moment)
    assert judge_scanned(KEY, text, moment) is CodeVerdict.WRONG
    assert 1 <= seconds_left(moment) <= 20
