from cgtraining.cohorts.roster.duplicates import marked
from cgtraining.cohorts.roster.remarks import RemarkCode
from cgtraining.cohorts.roster.rows import RejectedRow, UsableRow

PHONE, OTHER_PHONE, EMAIL = "+8613812345678", "+8613912345678", "a@example.org"


def second(one: dict[str, str], two: dict[str, str]) -> tuple[int | None, int | None, list[RemarkCode]]:
    """What is said of the second row after the first: the row it doubles, the row it conflicts with, the remarks."""
    _, row = marked([UsableRow(number=2, **one), UsableRow(number=3, **two)])  # type: ignore[arg-type]
    assert isinstance(row, UsableRow)
    return row.duplicate_of, row.conflicts_with, [remark.code for remark in row.warnings]


def test_the_same_name_with_the_same_phone_or_address_is_the_same_person() -> None:
    assert second({"name_zh": "王芳", "phone": PHONE}, {"name_zh": "王芳", "phone": PHONE, "email": EMAIL})[0] == 2
    assert second({"name_zh": "王芳", "email": EMAIL}, {"name_zh": "王芳", "email": EMAIL, "phone": PHONE})[0] == 2
    assert second({"name_latin": "WANG Fang", "phone": PHONE}, {"name_latin": "Wang Fang", "phone": PHONE})[0] == 2


def test_one_phone_or_address_with_two_names_needs_a_choice() -> None:
    expected = (None, 2, [RemarkCode.SAME_PHONE_OTHER_NAME])
    assert second({"name_zh": "王芳", "phone": PHONE}, {"name_zh": "李娜", "phone": PHONE}) == expected
    expected = (None, 2, [RemarkCode.SAME_EMAIL_OTHER_NAME])
    assert second({"name_zh": "王芳", "email": EMAIL}, {"name_zh": "李娜", "email": EMAIL}) == expected


def test_namesakes_are_two_people() -> None:
    expected = (None, None, [RemarkCode.SAME_NAME])
    assert second({"name_zh": "王芳", "phone": PHONE}, {"name_zh": "王芳", "phone": OTHER_PHONE}) == expected
    assert second({"name_zh": "王芳", "organization": "甲"}, {"name_zh": "王芳", "organization": "乙"}) == expected


def test_without_contacts_name_and_organization_have_to_do() -> None:
    assert second({"name_zh": "王芳", "organization": "甲"}, {"name_zh": "王芳", "organization": "甲"})[0] == 2
    assert second({"name_zh": "王芳", "phone": PHONE}, {"name_zh": "王芳"})[0] is None


def test_different_people_have_nothing_said_about_them() -> None:
    assert second({"name_zh": "王芳", "phone": PHONE}, {"name_zh": "李娜", "email": EMAIL}) == (None, None, [])


def test_a_third_copy_points_to_the_first_row() -> None:
    rows = [UsableRow(number=number, name_zh="王芳", phone=PHONE) for number in (2, 3, 4)]
    assert [row.duplicate_of for row in marked(rows) if isinstance(row, UsableRow)] == [None, 2, 2]


def test_rejected_rows_pass_through() -> None:
    row = RejectedRow(number=2, shown={}, reasons=())
    assert list(marked([row])) == [row]
