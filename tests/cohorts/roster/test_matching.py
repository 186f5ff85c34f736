"""Who a row is, and what importing it would do."""

import pytest

from cgtraining.cohorts.models import Cohort, EnrolmentState, Group, RowVerdict
from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.cohorts.roster.lists import LI, WANG, codes, counts, csv_of, known, read, row, rows


@pytest.fixture
def cohort(app: object) -> Cohort:
    return factories.cohort()


def test_unknown_people_are_new(cohort: Cohort) -> None:
    found = read(cohort, csv_of(WANG, LI))

    assert counts(found) == {RowVerdict.NEW: 2}
    assert [each.found["phone"] for each in rows(found)] == ["+8613800138001", "+8613800138002"]
    assert all(each.enrols for each in rows(found))


def test_person_known_from_elsewhere_is_new_in_this_cohort(cohort: Cohort) -> None:
    someone = known()

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, found.person_id, found.enrols) == (RowVerdict.KNOWN, someone.id, True)


def test_person_in_the_cohort_is_already_here(cohort: Cohort) -> None:
    group = factories._added(Group(cohort=cohort, title_zh="第一组"))
    factories.enrolment(cohort, known(), group=group)

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, found.changes, found.enrols) == (RowVerdict.UNCHANGED, [], False)


def test_other_values_are_changes_and_blanks_are_not(cohort: Cohort) -> None:
    known(position_zh="理事", province_code="440000", email="wang@example.org")

    found = row(read(cohort, csv_of(WANG)))

    assert found.verdict is RowVerdict.CHANGED
    assert found.changes == [{"field": "position_zh", "old": "理事", "new": "秘书长", "kept": False}]


def test_telephone_and_mail_of_two_people_are_a_conflict(cohort: Cohort) -> None:
    first = known()
    second = factories.person("王芳", "WANG Fang", email="li@example.org", phone=None)

    found = row(read(cohort, csv_of(WANG | {"邮箱": "li@example.org"})))

    assert (found.verdict, codes(found)) == (RowVerdict.CONFLICT, ["two_people"])
    assert (found.candidates, found.choice) == ([first.id, second.id], None)


def test_shared_phone_with_another_name_is_a_conflict(cohort: Cohort) -> None:
    someone = factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, codes(found)) == (RowVerdict.CONFLICT, ["phone_of_another"])
    assert found.candidates == [someone.id]


def test_mail_of_another_name_is_a_conflict(cohort: Cohort) -> None:
    factories.person("张伟", "ZHANG Wei", phone=None, email="li@example.org")

    assert codes(row(read(cohort, csv_of(LI)))) == ["email_of_another"]


def test_of_several_with_one_phone_the_name_decides(cohort: Cohort) -> None:
    factories.person("张伟", "ZHANG Wei", phone="+8613800138001", email=None)
    someone = known()

    assert row(read(cohort, csv_of(WANG))).person_id == someone.id


def test_of_several_with_phone_and_name_the_organization_decides(cohort: Cohort) -> None:
    known(organization=factories.organization())
    someone = known()

    assert row(read(cohort, csv_of(WANG))).person_id == someone.id


def test_several_who_cannot_be_told_apart_are_a_conflict(cohort: Cohort) -> None:
    people = [known().id, known().id]

    found = row(read(cohort, csv_of(WANG)))

    assert (codes(found), found.candidates) == (["several_people"], people)


def test_name_and_organization_only_suggest(cohort: Cohort) -> None:
    someone = known(phone="+8613900000000")

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, codes(found), found.candidates) == (RowVerdict.NEW, ["namesake"], [someone.id])


def test_namesake_of_another_organization_is_not_mentioned(cohort: Cohort) -> None:
    known(phone="+8613900000000", organization=factories.organization())

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, codes(found)) == (RowVerdict.NEW, [])


def test_colleague_of_the_same_name_in_the_cohort_has_to_be_chosen(cohort: Cohort) -> None:
    factories.enrolment(cohort, known(phone="+8613900000000"))

    assert codes(row(read(cohort, csv_of(WANG)))) == ["namesake_here"]


def test_without_contacts_name_and_organization_do_within_the_cohort(cohort: Cohort) -> None:
    someone = known(phone=None)
    factories.enrolment(cohort, someone)

    found = row(read(cohort, csv_of(WANG | {"手机": "", "小组": ""})))

    assert (found.verdict, found.person_id) == (RowVerdict.UNCHANGED, someone.id)


def test_without_contacts_a_namesake_elsewhere_has_to_be_chosen(cohort: Cohort) -> None:
    known(phone=None)

    found = row(read(cohort, csv_of(WANG | {"手机": ""})))

    assert (found.verdict, codes(found)[0]) == (RowVerdict.CONFLICT, "namesake_unreachable")


def test_confirmed_value_is_a_conflict_that_keeps_it(cohort: Cohort) -> None:
    someone = known(position_zh="理事", confirmed_fields=["position_zh"])

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, codes(found)) == (RowVerdict.CONFLICT, ["confirmed"])
    assert found.changes == [{"field": "position_zh", "old": "理事", "new": "秘书长", "kept": True}]
    assert found.choice == f"person:{someone.id}"


def test_confirmed_value_of_someone_who_is_here_leaves_nothing_to_do(cohort: Cohort) -> None:
    factories.enrolment(cohort, known(position_zh="理事", confirmed_fields=["position_zh"]))

    found = row(read(cohort, csv_of(WANG | {"小组": ""})))

    assert (found.verdict, found.choice) == (RowVerdict.CONFLICT, "skip")


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (EnrolmentState.WITHDRAWN, "withdrawn_here"),
        (EnrolmentState.DEFERRED, "deferred_here"),
        (EnrolmentState.TRANSFERRED, "transferred_here"),
    ],
)
def test_someone_who_left_is_not_taken_back_silently(cohort: Cohort, state: EnrolmentState, code: str) -> None:
    factories.enrolment(cohort, known(), state=state)

    found = row(read(cohort, csv_of(WANG)))

    assert (found.verdict, codes(found), found.choice) == (RowVerdict.CONFLICT, [code], None)


def test_same_person_in_two_rows_is_taken_once(cohort: Cohort) -> None:
    known(email="wang@example.org")
    by_phone, by_mail = WANG, {"姓名": "王芳", "邮箱": "wang@example.org"}

    found = rows(read(cohort, csv_of(by_phone, by_mail)))

    assert [each.verdict for each in found] == [RowVerdict.KNOWN, RowVerdict.DUPLICATE]
    assert found[1].remarks[0] == {"code": "duplicate", "value": "", "row": 2, "sheet": ""}


def test_repeated_row_is_shown_with_the_row_that_it_repeats(cohort: Cohort) -> None:
    found = rows(read(cohort, csv_of(WANG, LI, WANG)))

    assert [each.verdict for each in found] == [RowVerdict.NEW, RowVerdict.NEW, RowVerdict.DUPLICATE]
    assert found[2].remarks[0]["row"] == 2


def test_row_that_cannot_be_used_keeps_what_stood_in_it(cohort: Cohort) -> None:
    found = rows(read(cohort, csv_of(WANG, {"姓名": "李强", "手机": "12"})))[1]

    assert found.verdict is RowVerdict.REJECTED
    assert (found.found["shown"]["phone"], codes(found)) == ("12", ["phone_invalid"])


@pytest.mark.parametrize(
    ("row_name", "known_zh", "known_latin"),
    [
        ("Fang Wang", None, "WANG Fang"),
        ("WANG Fang", "王芳", None),
        ("王芳", None, "Wang Fang"),
    ],
)
def test_names_in_different_scripts_are_compared_by_pinyin(
    cohort: Cohort, row_name: str, known_zh: str | None, known_latin: str | None
) -> None:
    someone: Person = factories.person(known_zh, known_latin, phone="+8613800138001", email=None)

    assert row(read(cohort, csv_of({"姓名": row_name, "手机": "13800138001"}))).person_id == someone.id


def test_a_province_without_city_takes_the_old_city_away(cohort: Cohort) -> None:
    known(province_code="440000", city_code="440300")

    found = row(read(cohort, csv_of(WANG | {"省份": "浙江省"})))

    assert [(each["field"], each["new"]) for each in found.changes] == [
        ("province_code", "330000"),
        ("city_code", None),
    ]


def test_many_rows_take_as_many_statements_as_few(cohort: Cohort, count_queries: object) -> None:
    db.session.commit()
    few = count_queries(lambda: read(cohort, csv_of(WANG)))  # type: ignore[operator]
    many = count_queries(lambda: read(cohort, csv_of(WANG, LI, *several(50))))  # type: ignore[operator]

    assert few == many


def several(number: int) -> list[dict[str, str]]:
    return [{"姓名": "赵敏", "单位": f"第{n}居委会", "手机": f"139{n:08d}"} for n in range(number)]
