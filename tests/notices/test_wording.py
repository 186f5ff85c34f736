"""Names in braces: filled in once, left out with their line, or refused."""

from hypothesis import given
from hypothesis import strategies as st

from cgtraining.notices.wording import filled, unknown_names

LINES = st.text(st.characters(blacklist_characters="{}", blacklist_categories=("Cc", "Zl", "Zp", "Cs")))


@given(st.lists(LINES))
def test_a_text_without_names_stays_as_it_is(lines: list[str]) -> None:
    assert filled("\n".join(lines), {}) == "\n".join(lines)


@given(LINES.filter(bool), st.text(min_size=1))
def test_a_value_is_taken_as_it_is_even_if_it_looks_like_a_name(line: str, value: str) -> None:
    assert filled(f"{line}{{name}}", {"name": value}) == f"{line}{value}"
    assert filled("{name}", {"name": "{place}", "place": "x"}) == "{place}"


def test_a_line_that_names_what_is_empty_is_left_out() -> None:
    assert filled("Begins {when}.\nPlace: {place}\nCome.", {"when": "9", "place": ""}) == "Begins 9.\nCome."


def test_unknown_names_are_told_once_as_they_are_written() -> None:
    assert unknown_names("{name} {x} {y} {x} {}", ("name",)) == ["{x}", "{y}"]
