import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.programs.serials import (
    DEFAULT_PATTERN,
    Series,
    common_serial,
    pattern_of,
    pattern_problems,
    serial_of,
    series_for,
    tidy_pattern,
)

CEDAR = Series("CEDAR", DEFAULT_PATTERN)
CHINESE = Series("CEDAR", "雪松结字〔{year}〕{number:000}号")
PIECES = st.lists(st.sampled_from(["0", "1", "20", "2", "-", "A", "号"]), max_size=3).map("".join)
YEARS = st.integers(2000, 2999)


@st.composite
def patterns(draw: st.DrawFn) -> str:
    fields = draw(
        st.permutations(["{code}", "{year}", "{number" + draw(st.sampled_from(["", ":0", ":00", ":0000"])) + "}"])
    )
    return "".join(draw(PIECES) + field for field in fields) + draw(PIECES)


def test_numbers_have_as_many_digits_as_zeros_and_grow_when_needed() -> None:
    assert serial_of(CEDAR, 2026, 7) == "CEDAR-2026-0007"
    assert serial_of(CEDAR, 2026, 10000) == "CEDAR-2026-10000"
    assert serial_of(CHINESE, 2026, 7) == "雪松结字〔2026〕007号"


@given(patterns(), YEARS, st.integers(1, 10**6), YEARS, st.integers(1, 10**6))
def test_a_pattern_never_gives_the_same_twice(
    pattern: str, year: int, number: int, other_year: int, other_number: int
) -> None:
    one, other = (
        serial_of(Series("A1", pattern), year, number),
        serial_of(Series("A1", pattern), other_year, other_number),
    )
    assert (one == other) == ((year, number) == (other_year, other_number))


@given(patterns(), patterns(), YEARS, st.integers(1, 120), st.integers(1, 120))
def test_patterns_that_are_told_apart_never_meet(first: str, second: str, year: int, number: int, other: int) -> None:
    one, two = Series("A1", first), Series("A10", second)
    if common_serial(one, two) is None:
        assert serial_of(one, year, number).casefold() != serial_of(two, year, other).casefold()


@given(patterns(), YEARS, st.integers(1, 10**5))
def test_a_pattern_meets_itself(pattern: str, year: int, number: int) -> None:
    assert common_serial(Series("A1", pattern), Series("A1", pattern)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("{code}{year}{number:0000}", "A{year}{number:0000}"),
        ("X-{year}-{number:000}", "X-{year}-{number:0000}"),
        ("A{year}{number:0}", "A20{year}{number:0}"),
        ("a-{year}-{number:0}", "A-{year}-{number:0}"),
        ("（{year}）{number:0}", "({year}){number:0}"),
    ],
)
def test_patterns_that_could_meet_are_found(one: str, other: str) -> None:
    assert common_serial(Series("A", one), Series("B", other)) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DEFAULT_PATTERN, DEFAULT_PATTERN),
        ("结字〔{year}〕{number:000}号", "荣字〔{year}〕{number:000}号"),
        ("X-{year}-{number:000}", "X-{year}-H{number:000}"),
        ("{year}-{number:000}-A", "{year}-{number:000}-B"),
    ],
)
def test_patterns_that_cannot_meet_are_left_alone(one: str, other: str) -> None:
    assert common_serial(Series("A", one), Series("B", other)) is None


def test_the_shared_serial_is_an_example_that_both_can_give() -> None:
    found = common_serial(Series("A", "X{year}{number:00}"), Series("B", "X{year}1{number:0}"))
    assert found == "x2999" + "1" + "9"


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{code}-{number:0000}", "Write {year} once"),
        ("{code}-{year}", "Write {number:0000} once"),
        ("{year}-{number:0}-{number:0}", "Write {number:0000} once"),
        ("{year}-{number:0}-{name}", "Between braces"),
        ("{year}/{number:0}", "file names have none of them: /"),
        (".{year}{number:0}", "begins with a letter"),
        ("{year}{number:0}" + "长" * 40, "too long"),
    ],
)
def test_faulty_patterns_are_named(pattern: str, problem: str) -> None:
    assert any(problem in str(one) for one in pattern_problems(Series("CEDAR", pattern)))


@pytest.mark.parametrize(
    "pattern", [DEFAULT_PATTERN, CHINESE.pattern, "{year}{number}", "[{code}] {number:000000}.{year}"]
)
def test_sound_patterns_have_no_problem(pattern: str) -> None:
    assert list(pattern_problems(Series("CEDAR", pattern))) == []


def test_a_pattern_is_kept_in_one_form() -> None:
    assert tidy_pattern("  雪松｛year｝  {number：000} ") == "雪松{year} {number:000}"


def test_a_kind_is_numbered_by_its_own_series_or_by_the_general_one() -> None:
    kept = {"honour": "荣字〔{year}〕{number:000}号"}
    assert [series_for(kept, kind) for kind in ("honour", "hours")] == ["honour", ""]
    assert pattern_of(kept, "honour") == kept["honour"]
    assert pattern_of(kept, "") == DEFAULT_PATTERN
