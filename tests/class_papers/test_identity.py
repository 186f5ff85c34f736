from hypothesis import given
from hypothesis import strategies as st

from cgtraining.class_papers.identity import check_character, is_resident_number, masked, tidy_number

DAYS = st.dates().map(lambda day: f"{max(day.year, 1900) % 100 + 1900}{day.month:02d}{min(day.day, 28):02d}")
BODIES = st.builds(
    lambda area, day, order: f"{area}{day}{order:03d}", st.integers(110000, 659999), DAYS, st.integers(0, 999)
)


def test_the_example_of_the_standard_is_right():
    """GB 11643-1999, annex A."""
    assert is_resident_number("11010519491231002X")
    assert is_resident_number("440524188001010014")


@given(BODIES, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(body, place, more):
    number = body + check_character(body)
    assert is_resident_number(number)
    wrong = f"{number[:place]}{(int(number[place]) + more) % 10}{number[place + 1 :]}"
    assert not is_resident_number(wrong)


@given(st.text("0123456789", min_size=17, max_size=17), st.sampled_from("0123456789X"))
def test_a_day_that_is_none_is_no_number(digits, last):
    assert not is_resident_number(f"110105{'19491331'}{digits[:3]}{last}")


@given(BODIES)
def test_a_masked_number_hides_the_birthday_and_most_of_the_rest(body):
    number = body + check_character(body)
    shown = masked(number)
    assert len(shown) == 18
    assert shown.count("*") == 13
    assert number[6:14] not in shown


def test_numbers_are_read_as_people_type_them():
    assert tidy_number(" １１０１０５ 19491231-002x ") == "11010519491231002X"
