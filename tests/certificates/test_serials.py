from hypothesis import given
from hypothesis import strategies as st

from cgtraining.certificates.serials import serial_number


def test_serial_numbers_have_four_digits_and_grow_when_needed() -> None:
    assert serial_number("CEDAR", 2026, 7) == "CEDAR-2026-0007"
    assert serial_number("CEDAR", 2026, 10000) == "CEDAR-2026-10000"


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_different_numbers_give_different_serials(first: int, second: int) -> None:
    same = serial_number("A", 2026, first) == serial_number("A", 2026, second)
    assert same == (first == second)
