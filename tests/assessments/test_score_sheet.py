from decimal import Decimal

import pytest

from cgtraining.assessments.cells import Cell
from cgtraining.assessments.score_sheet import MOST_ROWS, ItemColumn, SheetPlan, Trainee, plan_sheet, table_of_changes
from cgtraining.errors import RuleBroken

pytestmark = pytest.mark.usefixtures("app")
WANG = Trainee(1, ("王芳", "WANG Fang"), "+8613800000001", "wang@example.org")
OTHER_WANG = Trainee(2, ("王芳", "WANG Fang"), "+8613800000002", "fang@example.org")
LI = Trainee(3, ("李雷",), None, None)
ESSAY = ItemColumn(11, ("essay", "论文", "Essay"), Decimal(100))
DEFENCE = ItemColumn(12, ("defence", "结业答辩"), Decimal(50))


def plan(*table: list[str], standing: dict[tuple[int, int], Cell] | None = None) -> SheetPlan:
    return plan_sheet(table, [WANG, OTHER_WANG, LI], [ESSAY, DEFENCE], standing or {})


def trainees(found: SheetPlan) -> list[int | None]:
    return [row.trainee.enrolment_id if row.trainee else None for row in found.rows]


def test_columns_are_found_by_code_or_title_below_title_rows() -> None:
    found = plan(["第一期成绩表"], [], ["序号", "姓名", "结业答辩（50分）", "ESSAY", ""], ["1", "李雷", "45", "88", ""])
    assert found.item_ids == (12, 11)
    assert found.unknown_heads == ("序号",)
    assert [(cell.item_id, cell.new) for cell in found.rows[0].cells] == [
        (12, Cell(Decimal(45))),
        (11, Cell(Decimal(88))),
    ]
    assert found.rows[0].number == 4


def test_namesakes_are_told_apart_by_phone_or_email() -> None:
    found = plan(
        ["姓名", "手机", "E-mail", "essay"],
        ["王芳", "", "", "80"],
        ["王芳", "138 0000 0002", "", "81"],
        ["WANG Fang", "", "wang@example.org", "82"],
    )
    assert trainees(found) == [None, 2, 1]
    assert found.refused == 1


def test_the_number_of_our_export_finds_the_trainee_unless_the_name_is_another() -> None:
    found = plan(["学员编号", "姓名", "essay"], ["2", "王芳", "80"], ["3", "韩梅梅", "80"], ["77", "", "80"])
    assert trainees(found) == [2, None, None]


def test_a_trainee_comes_once() -> None:
    found = plan(["姓名", "essay"], ["李雷", "80"], ["李雷", "90"])
    assert trainees(found) == [3, None]
    assert [change[1].text for change in found.changes] == ["80"]


def test_blank_cells_change_nothing_and_bad_ones_are_told() -> None:
    standing = {(11, 3): Cell(Decimal(70))}
    found = plan(["姓名", "essay", "defence"], ["李雷", "", "51"], ["", "", ""], standing=standing)
    assert found.changes == []
    assert found.refused == 1
    assert len(found.rows) == 1


def test_unchanged_and_changed_are_told_apart() -> None:
    standing = {(11, 3): Cell(Decimal(70)), (12, 3): Cell(Decimal(40))}
    found = plan(["姓名", "essay", "defence"], ["李雷", "70.0", "41"], standing=standing)
    assert [cell.is_change for cell in found.rows[0].cells] == [False, True]


def test_a_row_without_anyone_is_told() -> None:
    found = plan(["姓名", "手机", "essay"], ["", "", "80"], ["合计", "", "240"])
    assert trainees(found) == [None, None]


def test_the_changes_alone_make_a_table_of_their_own() -> None:
    standing = {(11, 3): Cell(Decimal(70)), (12, 1): Cell(Decimal(40))}
    found = plan(
        ["姓名", "手机", "单位", "essay", "defence"],
        ["李雷", "", "某某基金会", "70", "45"],
        ["王芳", "13800000001", "", "免", "40"],
        ["张三", "", "", "9", "9"],
        standing=standing,
    )
    table = table_of_changes(found, {11: "essay", 12: "defence"})
    assert table == [["学员编号", "essay", "defence"], ["3", "", "45"], ["1", "免", ""]]
    assert plan(*table, standing=standing).changes == found.changes


def test_padded_names_are_found_and_a_dash_is_no_score() -> None:
    found = plan(["姓名", "essay", "defence"], ["李　雷", "—", "八十"], standing={(11, 3): Cell(Decimal(70))})
    assert trainees(found) == [3]
    assert [(cell.item_id, cell.sentence is None) for cell in found.rows[0].cells] == [(12, False)]


def test_short_rows_are_filled_up() -> None:
    assert plan(["姓名", "essay"], ["李雷"]).rows[0].cells == ()


@pytest.mark.parametrize("table", [[], [["姓名", "籍贯"], ["李雷", "湖南"]], [["essay"], ["80"]]])
def test_a_table_without_titles_is_refused(table: list[list[str]]) -> None:
    with pytest.raises(RuleBroken):
        plan(*table)


def test_a_table_without_end_is_refused() -> None:
    with pytest.raises(RuleBroken):
        plan(*[["x"]] * (MOST_ROWS + 1))
