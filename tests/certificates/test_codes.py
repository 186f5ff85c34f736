import string

from hypothesis import assume, given
from hypothesis import strategies as st

from cgtraining.certificates.codes import ALPHABET, LENGTH, RANDOM_LENGTH, Code, check_character, new_code, parse_code

codes = st.text(alphabet=ALPHABET, min_size=RANDOM_LENGTH, max_size=RANDOM_LENGTH).map(
    lambda random: Code(random + check_character(random))
)
places = st.integers(0, LENGTH - 1)


def test_new_codes_are_well_formed_and_differ() -> None:
    made = {new_code() for _ in range(200)}
    assert len(made) == 200
    assert all(parse_code(code.value) == code for code in made)


@given(codes)
def test_a_code_is_printed_in_groups_of_four(code: Code) -> None:
    assert [len(group) for group in str(code).split("-")] == [4, 4, 4, 4, 1]


@given(codes)
def test_a_code_is_read_back_in_every_usual_form(code: Code) -> None:
    full_width = str(code).translate({ord(a): ord(a) + 0xFEE0 for a in string.ascii_uppercase + string.digits + "-"})
    forms = [code.value, code.grouped, code.grouped.lower(), full_width, f"  {code.grouped.replace('-', ' – ')}\n"]
    forms += [code.value.replace("0", "O"), code.value.replace("1", "l"), code.value.replace("1", "I")]
    forms += [code.grouped.replace("-", "\u3000"), "\u200b" + code.grouped, code.grouped.replace("-", "\u2212")]
    assert [parse_code(form) for form in forms] == [code] * len(forms)


@given(codes, places, st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(code: Code, place: int, other: str) -> None:
    assume(code.value[place] != other)
    assert parse_code(code.value[:place] + other + code.value[place + 1 :]) == "mistyped"


@given(codes, places, places)
def test_every_swap_of_two_characters_is_noticed(code: Code, first: int, second: int) -> None:
    characters = list(code.value)
    assume(characters[first] != characters[second])
    characters[first], characters[second] = characters[second], characters[first]
    assert parse_code("".join(characters)) == "mistyped"


@given(st.text())
def test_any_text_gives_a_well_formed_code_or_is_mistyped(text: str) -> None:
    found = parse_code(text)
    assert found == "mistyped" or parse_code(found.value) == found


def test_too_short_too_long_and_foreign_characters_are_mistyped() -> None:
    code = new_code().value
    assert [parse_code(text) for text in ("", code[:-1], code + "0", "U" * LENGTH, "证" * LENGTH)] == ["mistyped"] * 5
