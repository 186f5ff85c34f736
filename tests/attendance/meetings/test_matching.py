"""Whom a participant is taken for: in the stated order, with the reason, and never where it could be two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.attendance.meetings.directory import Directory, Known, Sought
from cgtraining.attendance.meetings.likeness import alike
from cgtraining.attendance.meetings.matching import Match, match
from cgtraining.attendance.meetings.names import DEVICES, ROLES, is_decoration, place_names
from cgtraining.attendance.meetings.ways import Doubt, Way
from cgtraining.language.names import HAN

FANG = Known(1, "王芳", "WANG Fang", frozenset({"fang@example.org"}), frozenset({"+8613800138001"}), "青榆社区基金会")
QIANG = Known(2, "李强", "LI Qiang", frozenset({"qiang@example.org"}), frozenset({"+8613800138002"}), "深圳市社工协会")
JUN = Known(3, "吴志军", None, frozenset(), frozenset({"+8613911138003"}), "雪松社区基金会")
OTHER_FANG = Known(4, "王芳", "WANG Fang", frozenset(), frozenset({"+8613800138009"}), "罗湖街道办事处")
TEACHER = Known(9, "陈老师", "CHEN Laoshi", frozenset({"chen@example.org"}), is_staff=True)
CLASS = Directory([FANG, QIANG, JUN, TEACHER])
TWINS = Directory([FANG, OTHER_FANG, QIANG])


def found(name: str, directory: Directory = CLASS, **more: str) -> Match:
    return match(Sought(name, **more), directory)


@pytest.mark.parametrize(
    ("sought", "who", "way"),
    [
        (Sought("阳光", email="FANG@example.org"), FANG, Way.EMAIL),
        (Sought("阳光", phone="138 0013 8001"), FANG, Way.PHONE),
        (Sought("王芳", phone="138****8001"), FANG, Way.MASKED_PHONE),
        (Sought("iPhone", phone="+86 138****8001"), FANG, Way.MASKED_PHONE),
        (Sought("王 芳"), FANG, Way.NAME),
        (Sought("深圳-王芳"), FANG, Way.DECORATED_NAME),
        (Sought("王芳（学员）"), FANG, Way.DECORATED_NAME),
        (Sought("01王芳"), FANG, Way.DECORATED_NAME),
        (Sought("第一组 组长 王芳"), FANG, Way.DECORATED_NAME),
        (Sought("广东深圳王芳"), FANG, Way.DECORATED_NAME),
        (Sought("王芳的手机"), FANG, Way.DECORATED_NAME),
        (Sought("雪松社区基金会吴志军"), JUN, Way.DECORATED_NAME),
        (Sought("iPhone", other_name="王芳"), FANG, Way.NAME),
        (Sought("Fang Wang"), FANG, Way.LATIN_NAME),
        (Sought("wangfang iPad"), FANG, Way.LATIN_NAME),
        (Sought("陈老师"), TEACHER, Way.NAME),
        (Sought("Office", is_host=True), None, Way.ROLE),
        (Sought("王芳", is_host=True), FANG, Way.NAME),
    ],
)
def test_each_way_in_its_order(sought: Sought, who: Known | None, way: Way | None) -> None:
    said = match(sought, CLASS)
    assert (said.who, said.way) == (who, way)


@pytest.mark.parametrize(
    ("sought", "doubt", "suggested"),
    [
        (Sought("李强", email="fang@example.org"), Doubt.OTHER_NAME, [FANG, QIANG]),
        (Sought("张陌生", phone="138****8001"), Doubt.OTHER_NAME, [FANG]),
        (Sought("王芳 李强"), Doubt.SEVERAL_NAMES, [FANG, QIANG]),
        (Sought("王方"), Doubt.SIMILAR, [FANG]),
        (Sought("吴至军"), Doubt.SIMILAR, [JUN]),
        (Sought("志军"), Doubt.SIMILAR, [JUN]),
        (Sought("wu zhijun"), Doubt.SIMILAR, [JUN]),
        (Sought("iPhone"), Doubt.DEVICE, []),
        (Sought("手机用户"), Doubt.DEVICE, []),
        (Sought("赵敏"), Doubt.UNKNOWN, []),
    ],
)
def test_what_is_open_is_put_in_front_of_somebody(sought: Sought, doubt: Doubt, suggested: list[Known]) -> None:
    said = match(sought, CLASS)
    assert (said.who, said.doubt, list(said.suggested)) == (None, doubt, suggested)


def test_two_of_one_name_are_told_apart_by_their_organization_or_asked_about() -> None:
    assert found("王芳", TWINS).doubt is Doubt.SAME_NAME
    assert found("罗湖街道办事处-王芳", TWINS) == Match(OTHER_FANG, Way.ORGANIZATION)
    assert found("王芳", TWINS, phone="138****8009") == Match(OTHER_FANG, Way.MASKED_PHONE)


def test_a_telephone_of_two_is_decided_by_the_name_alone() -> None:
    shared = frozenset({"+8613800138001"})
    both = Directory([Known(1, "王芳", phones=shared), Known(2, "李强", phones=shared)])
    assert found("李强", both, phone="13800138001").who == both.people[1]
    assert found("阳光", both, phone="13800138001").doubt is Doubt.SEVERAL_PEOPLE


def test_a_trainee_with_the_name_of_somebody_of_the_staff_is_asked_about() -> None:
    both = Directory([FANG, Known(9, "王芳", is_staff=True)])
    assert found("王芳", both).doubt is Doubt.STAFF_NAMESAKE


def test_a_longer_surname_is_not_cut_to_a_trainee() -> None:
    yang = Directory([Known(1, "阳志军")])
    assert found("欧阳志军", yang).doubt is Doubt.SIMILAR


DECORATIONS = st.sampled_from(sorted([*(ROLES - {"的", "姐", "哥"}), *DEVICES, *place_names(), "第三组", "二班"]))
MARKS = st.sampled_from(["-", "_", " ", "（", "|", "/", "："])
HAN_TEXT = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@given(DECORATIONS, MARKS, st.booleans())
def test_decoration_before_or_after_never_hides_a_name(decoration: str, mark: str, before: bool) -> None:
    shown = f"{decoration}{mark}吴志军" if before else f"吴志军{mark}{decoration}"
    assert match(Sought(shown), CLASS).who == JUN


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=20))
def test_whoever_is_settled_can_be_told_and_nothing_ever_fails(name: str, email: str, phone: str) -> None:
    said = match(Sought(name, email, phone), CLASS)
    assert (said.who is None) or (said.doubt is None and said.way is not None)


@given(HAN_TEXT)
def test_a_stranger_is_never_taken_for_a_trainee(name: str) -> None:
    said = match(Sought(name), Directory([JUN]))
    assert said.who is None or JUN.name_zh in name


@given(HAN_TEXT, HAN_TEXT)
def test_likeness_holds_both_ways_for_names_of_one_length(one: str, other: str) -> None:
    assert alike(one, one)
    if len(one) == len(other):
        assert alike(one, other) == alike(other, one)


def test_a_name_is_no_decoration() -> None:
    assert not any(is_decoration(name) for name in ("王芳", "李强", "吴志军", "社区基金会"))
    assert HAN
