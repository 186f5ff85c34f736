import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.cohorts.roster import naming
from cgtraining.cohorts.roster.remarks import RemarkCode


@pytest.mark.parametrize(
    ("main", "latin", "found"),
    [
        ("王 芳", "", ("王芳", None)),
        ("王芳", "Wang Fang", ("王芳", "Wang Fang")),
        ("王芳（WANG Fang）", "", ("王芳", "WANG Fang")),
        ("Fang Wang（王芳）", "", ("王芳", "Fang Wang")),
        ("Maria Fernández-Østergård", "Maria Fernández-Østergård", (None, "Maria Fernández-Østergård")),
        ("", "Wang Fang", (None, "Wang Fang")),
        ("", "王芳", ("王芳", None)),
        ("阿依古丽•买买提", "", ("阿依古丽·买买提", None)),
        ("李", "Li X.", ("李", "Li X.")),
        ("김철수", "", (None, "김철수")),
        ("𬱖㛃", "", ("𬱖㛃", None)),
    ],
)
def test_names_are_found_in_both_scripts(main: str, latin: str, found: tuple[str | None, str | None]) -> None:
    name = naming.name_of(main, latin)
    assert ((name.zh, name.latin), name.problem) == (found, None)


def test_a_note_in_brackets_beside_a_name_is_kept_apart() -> None:
    name = naming.name_of("王芳（组长）")
    assert (name.zh, name.notes, name.problem) == ("王芳", ["组长"], None)
    name = naming.name_of("王芳（女）")
    assert (name.zh, name.notes, name.gender) == ("王芳", [], "女")


@pytest.mark.parametrize(
    ("main", "code"),
    [
        ("", RemarkCode.NAME_MISSING),
        ("李", RemarkCode.NAME_TOO_SHORT),
        ("王芳1", RemarkCode.NAME_UNUSABLE),
        ("13812345678", RemarkCode.NAME_UNUSABLE),
        ("深圳-王芳", RemarkCode.NAME_UNUSABLE),
        ("王芳/李娜", RemarkCode.NAME_UNUSABLE),
        ("a@example.org", RemarkCode.NAME_UNUSABLE),
        ("X", RemarkCode.NAME_UNUSABLE),
        ("（）", RemarkCode.NAME_UNUSABLE),
        ("Wang " * 20, RemarkCode.NAME_UNUSABLE),
    ],
)
def test_what_is_no_name_is_said(main: str, code: RemarkCode) -> None:
    problem = naming.name_of(main).problem
    assert problem is not None
    assert problem.code is code


@pytest.mark.parametrize(
    ("main", "zh", "notes", "gender"),
    [
        ("王芳老师", "王芳", [], ""),
        ("王芳 女士", "王芳", [], "女士"),
        ("王芳主任", "王芳", ["主任"], ""),
        ("王芳 （组长）", "王芳", ["组长"], ""),
        ("欧阳若溪 副秘书长", "欧阳若溪", ["副秘书长"], ""),
        ("1、王芳", "王芳", [], ""),
        ("（12）王芳", "王芳", [], ""),
        ("★王芳*", "王芳", [], ""),
        ("王芳 13812345678", "王芳", [], ""),
        ("王芳（电话：138-1234-5678）", "王芳", [], ""),
        ("张博士", "张博士", [], ""),
        ("李〇一", "李〇一", [], ""),
        ("阿卜杜热西提·阿卜杜热合曼", "阿卜杜热西提·阿卜杜热合曼", [], ""),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(main: str, zh: str, notes: list[str], gender: str) -> None:
    name = naming.name_of(main)
    assert (name.zh, name.latin, name.notes, name.gender, name.problem) == (zh, None, notes, gender, None)


@pytest.mark.parametrize(
    ("main", "code"),
    [
        ("张老师", RemarkCode.NAME_TOO_SHORT),
        ("李主任", RemarkCode.NAME_TOO_SHORT),
        ("王某某", RemarkCode.NAME_UNUSABLE),
        ("某某某", RemarkCode.NAME_UNUSABLE),
        ("待定", RemarkCode.NAME_UNUSABLE),
        ("测试", RemarkCode.NAME_UNUSABLE),
        ("请准时参加", RemarkCode.NAME_UNUSABLE),
        ("前来报到的各位学员都在这里了", RemarkCode.NAME_UNUSABLE),
        ("青榆社区基金会", RemarkCode.NAME_UNUSABLE),
        ("2019年培训班学员名册", RemarkCode.NAME_UNUSABLE),
    ],
)
def test_what_stands_for_nobody_is_no_name(main: str, code: RemarkCode) -> None:
    problem = naming.name_of(main).problem
    assert problem is not None
    assert problem.code is code


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    naming.name_of(text, text)
