import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from cgtraining.spreadsheets.delimited import parse_paste
from cgtraining.spreadsheets.reading import read_sheets
from cgtraining.spreadsheets.writing import Column, SheetToWrite, Value, harmless, write_csv, write_workbook

COLUMNS = [Column("姓名"), Column("手机"), Column("分数", "number"), Column("日期", "date"), Column("时间", "moment")]
ROW: list[Value] = [
    "王芳",
    "+8613812345678",
    Decimal("87.5"),
    date(2026, 3, 9),
    datetime(2026, 3, 9, 9, 30, tzinfo=UTC),
]


def test_a_workbook_is_read_back_as_it_was_written() -> None:
    data = write_workbook([SheetToWrite("成绩", COLUMNS, [ROW, ["李娜", None, None, None, None]])])
    (sheet,) = read_sheets(data, "x.xlsx")
    assert sheet.rows == [
        ["姓名", "手机", "分数", "日期", "时间"],
        ["王芳", "+8613812345678", "87.5", "2026-03-09", "2026-03-09 09:30"],
        ["李娜", "", "", "", ""],
    ]


def test_headings_stay_in_sight_and_columns_fit_chinese() -> None:
    data = write_workbook([SheetToWrite("成绩", [Column("单位"), Column("备注", width=12)], [["社区" * 6, "x"]])])
    worksheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert worksheet.freeze_panes == "A2"
    assert (worksheet.column_dimensions["A"].width, worksheet.column_dimensions["B"].width) == (26, 12)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1"])
def test_nothing_runs_as_a_formula(text: str) -> None:
    cell = load_workbook(io.BytesIO(write_workbook([SheetToWrite("a", [Column("x", "number")], [[text]])]))).worksheets[
        0
    ]["A2"]
    assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["+8613812345678", "+86 138 1234 5678", "-5", "+3.5%", "王芳", "0755-82345678", ""])
def test_numbers_and_phone_numbers_stay_readable(text: str) -> None:
    assert harmless(text) == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20))
def test_no_csv_cell_begins_like_a_formula(text: str) -> None:
    data = write_csv([Column("x")], [[text]]).decode("utf-8-sig")
    cell = [*csv.reader(io.StringIO(data, newline=""))][1:]
    assert cell in ([[text]], [[f"'{text}"]], [[]])


def test_csv_opens_in_excel_with_chinese_intact() -> None:
    data = write_csv(COLUMNS, [ROW, ["=1", None, 1, None, None]])
    assert data.startswith("\ufeff姓名,手机".encode())
    assert data.decode("utf-8-sig").splitlines()[1:] == [
        "王芳,+8613812345678,87.5,2026-03-09,2026-03-09 09:30",
        "'=1,,1,,",
    ]


def test_sheet_names_are_made_possible_and_unique() -> None:
    names = ["第一期/成绩", "第一期 成绩", "", "x" * 40, "x" * 40]
    data = write_workbook([SheetToWrite(name, [Column("a")], []) for name in names])
    assert load_workbook(io.BytesIO(data)).sheetnames == [
        "第一期 成绩",
        "第一期 成绩 (2)",
        "Sheet",
        "x" * 31,
        "x" * 27 + " (2)",
    ]


def test_what_a_workbook_cannot_hold_is_left_out() -> None:
    data = write_workbook([SheetToWrite("a", [Column("x")], [["a\x00b\x0bc"]])])
    assert read_sheets(data, "x.xlsx")[0].rows[1] == ["abc"]


def test_a_paste_is_divided_by_tabs_with_quoted_line_breaks() -> None:
    assert parse_paste('王芳\t90\r\n李娜\t"两\n行"\r\n\r\n') == [["王芳", "90"], ["李娜", "两\n行"]]
    assert parse_paste("90,5") == [["90,5"]]
    assert parse_paste("") == []
