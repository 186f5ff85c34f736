import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.phones import display_phone, is_mobile, lost_digits, mask_phone, normalise_phone, phones_in

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
FULL_WIDTH = str.maketrans("0123456789-+ ", "０１２３４５６７８９－＋\uff00")


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("138-1234-5678", "+8613812345678"),
        ("+86 15642190546", "+8615642190546"),
        ("0086 138 1234 5678", "+8613812345678"),
        ("86-13812345678", "+8613812345678"),
        ("13812345678.0", "+8613812345678"),
        ("1.3812345678E10", "+8613812345678"),
        ("手机：13812345678", "+8613812345678"),
        ("13812345678（微信同号）", "+8613812345678"),
        ("0755-82345678", "+8675582345678"),
        ("(0755) 8234 5678 转 801", "+8675582345678"),
        ("+852 9123 4567", "+85291234567"),
        ("852-91234567", "+85291234567"),
        ("+853 6612 3456", "+85366123456"),
        ("+886 912 345 678", "+886912345678"),
        ("+1 650 253 0000", "+16502530000"),
    ],
)
def test_what_offices_write_becomes_international(written: str, number: str) -> None:
    assert normalise_phone(written) == number


@pytest.mark.parametrize("written", ["", "1380013", "not a number", "1.38123E+10", "23812345678", "9" * 40, "852-1"])
def test_what_cannot_be_a_number_is_none(written: str) -> None:
    assert normalise_phone(written) is None


def test_a_region_gives_short_numbers_their_prefix() -> None:
    assert normalise_phone("9123 4567", "HK") == "+85291234567"
    assert normalise_phone("0912 345 678", "TW") == "+886912345678"
    assert normalise_phone("13812345678", "HK") is None


def test_two_numbers_in_one_cell_are_both_found_once() -> None:
    assert phones_in("13800138000/13900139000、13800138000") == ["+8613800138000", "+8613900139000"]


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("13812345678 13912345678", ["+8613812345678", "+8613912345678"]),
        ("138 1234 5678 139-1234-5678", ["+8613812345678", "+8613912345678"]),
        ("0755-83456789 13812345678", ["+8675583456789", "+8613812345678"]),
        ("13812345678 12", ["+8613812345678"]),
        ("138123456789", []),
    ],
)
def test_two_numbers_with_a_blank_between_them_are_both_found(written: str, numbers: list[str]) -> None:
    assert phones_in(written) == numbers


@pytest.mark.parametrize("written", ["010-66123456-8012", "(0755)83456789-1", "0755-83456789转8012"])
def test_an_extension_after_a_dash_is_left_out(written: str) -> None:
    assert normalise_phone(written) in ("+861066123456", "+8675583456789")


def test_mobile_numbers_are_told_from_those_of_offices() -> None:
    assert all(map(is_mobile, ("+8613812345678", "+85291234567", "+886912345678", "+14155552671")))
    assert not any(map(is_mobile, ("+8675583456789", "+861066123456", "+85223456789")))


def test_a_shortened_number_is_told_from_a_whole_one() -> None:
    assert lost_digits("1.38123E+10")
    assert not lost_digits("1.3812345678E10")
    assert not lost_digits("13812345678")


@given(mobiles, st.sampled_from(["{}", "+86{}", "0086 {}", "86{}", " {}\t", "{}.0"]), st.booleans())
def test_every_way_of_writing_a_mobile_number_gives_the_same(digits: str, layout: str, full_width: bool) -> None:
    written = layout.format(digits)
    assert normalise_phone(written.translate(FULL_WIDTH) if full_width else written) == f"+86{digits}"


@given(mobiles, st.sampled_from("- .\u2013\u3000"))
def test_separators_between_digits_do_not_matter(digits: str, separator: str) -> None:
    assert normalise_phone(separator.join((digits[:3], digits[3:7], digits[7:]))) == f"+86{digits}"


@given(st.text(max_size=40))
def test_any_text_is_answered_and_a_number_normalises_to_itself(text: str) -> None:
    number = normalise_phone(text)
    assert number is None or normalise_phone(number) == number


def test_numbers_are_shown_as_people_read_them() -> None:
    assert display_phone("+8613812345678") == "138 1234 5678"
    assert display_phone("+8675582345678") == "0755 8234 5678"
    assert display_phone("+85291234567") == "+852 9123 4567"


def test_a_masked_number_cannot_be_called() -> None:
    assert mask_phone("+8613812345678") == "138****5678"
    assert mask_phone("+8675582345678") == "+86 ****5678"
    assert mask_phone("+85291234567") == "+852 ****4567"
