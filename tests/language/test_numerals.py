from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.numerals import chinese_number

DIGITS = "零一二三四五六七八九"


def written(number: int) -> str:
    """As it is said: 一百零三, 十五, 一千零一十."""
    text, pending_zero = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if pending_zero and text else "") + DIGITS[digit] + sign
            pending_zero = False
        else:
            pending_zero = True
    return text or "零"


@given(st.integers(0, 9999), st.integers(0, 99))
def test_what_is_written_is_read(whole: int, hundredths: int) -> None:
    assert chinese_number(written(whole)) == whole
    decimals = f"{hundredths:02d}"
    with_decimals = written(whole) + "点" + "".join(DIGITS[int(digit)] for digit in decimals)
    assert chinese_number(with_decimals) == Decimal(f"{whole}.{decimals}")


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("十五", 15), ("八十", 80), ("九五", 95), ("一百", 100), ("一〇〇", 100), ("两百", 200), ("〇", 0)],
)
def test_short_forms_are_read(text: str, number: int) -> None:
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "点五", "八十点", "八十点十", "百", "十十", "十百", "三五十", "优", "八a", "一" * 13, "85"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert chinese_number(text) is None
