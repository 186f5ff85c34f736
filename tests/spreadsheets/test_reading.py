from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets import archives, kinds, reading
from cgtraining.spreadsheets.reading import read_rows, read_sheets, tidy_cell
from tests.spreadsheets.files import archive, ods, part, replaced, saved, xlsx
from tests.spreadsheets.old_workbook import XLS

PEOPLE = [["姓名", "手机"], ["王芳", "13812345678"], ["李娜", "13912345678"]]


def refusal(data: bytes, filename: str = "名单.xlsx") -> str:
    with pytest.raises(UnusableFile) as refused:
        read_rows(data, filename)
    return str(refused.value)


def test_values_are_text_as_a_person_sees_them() -> None:
    rows = [
        [13812345678.0, 0.1 + 0.2, True, date(2019, 3, 9), datetime(2019, 3, 9, 14, 5), datetime(2019, 3, 9, 14, 5, 7)],
        [time(9, 30), timedelta(hours=30), "１３８", " 王\xa0 芳\t", "a\u200b\r\nb", None],
    ]
    assert read_rows(xlsx(rows), "x.xlsx").rows == [
        ["13812345678", "0.3", "TRUE", "2019-03-09", "2019-03-09 14:05", "2019-03-09 14:05:07"],
        ["09:30:00", "30:00:00", "１３８", "王 芳", "a\nb", ""],
    ]


def test_a_path_is_read_as_well(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("姓名,手机\n王芳,1\n", "utf-8")
    assert read_rows(file, file.name).rows == [["姓名", "手机"], ["王芳", "1"]]


def test_empty_ends_are_cut_off_and_merged_cells_reported() -> None:
    sheet = read_rows(xlsx([["Title", None], *PEOPLE, [None, " "], ["", ""]], merged=["A1:B1"]), "x.xlsx")
    assert sheet.rows == [["Title", ""], *PEOPLE]
    assert sheet.merged == [((0, 0), (0, 1))]


def test_hidden_and_empty_sheets_are_left_out_and_the_longest_is_taken() -> None:
    data = xlsx([["说明"]], 名单=PEOPLE, 空=[], hidden_old=[*PEOPLE, *PEOPLE])
    assert [sheet.name for sheet in read_sheets(data, "x.xlsx")] == ["Sheet1", "名单"]
    assert read_rows(data, "x.xlsx").name == "名单"


def test_open_documents_are_read() -> None:
    assert read_rows(ods(PEOPLE), "x.ods").rows == PEOPLE


def test_workbooks_of_excel_97_are_read() -> None:
    sheet = read_rows(XLS, "x.xls")
    assert sheet.name == "名单"
    assert sheet.rows == [["姓名", "手机", "日期"], ["王芳", "13812345678", "2019-03-09"], ["李娜", "13912345678", ""]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_text_is_read_in_every_encoding_and_with_every_separator(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in PEOPLE)
    assert read_rows(text.encode(encoding), "名单.csv").rows == PEOPLE


def test_text_from_taiwan_and_from_windows_is_read() -> None:
    taiwan = [["姓名", "電話", "服務單位"], ["陳美玲", "0912345678", "臺北市社區發展協會"]]
    assert read_rows("\n".join(map(",".join, taiwan)).encode("big5"), "a.csv").rows == taiwan
    western = [["Name", "City"], ["José Fernández", "Málaga"]]
    assert read_rows("\n".join(map(",".join, western)).encode("cp1252"), "a.csv").rows == western


def test_rare_characters_in_gb18030_are_read() -> None:
    rows = [["姓名"], ["王䶮"], ["陈𬱖"]]
    assert read_rows("\n".join(row[0] for row in rows).encode("gb18030"), "a.csv").rows == rows


def test_utf8_with_a_character_cut_in_two_is_still_utf8() -> None:
    text = "姓名,单位\n" + "王芳,深圳社区基金会\n" * 5
    assert len(read_rows(text.encode() + "李".encode()[:2], "a.csv").rows) == 7


def test_text_written_as_a_formula_is_text() -> None:
    assert read_rows('姓名,手机\n王芳,="13812345678"\n'.encode(), "a.csv").rows[1] == ["王芳", "13812345678"]


def test_quoted_line_breaks_stay_inside_their_cell() -> None:
    assert read_rows('姓名,备注\n王芳,"一\n二"\n\n,\n'.encode(), "a.csv").rows[1] == ["王芳", "一\n二"]


def test_a_quotation_mark_that_is_never_closed_costs_nobody_their_row() -> None:
    lines = ["姓名,备注", '王芳,"好', *(f"学员{number},x" for number in range(60))]
    assert len(read_rows("\n".join(lines).encode(), "a.csv").rows) == 62


def test_a_title_line_does_not_hide_the_separator() -> None:
    text = "2019年学员名单\n姓名;手机\n王芳;1\n李娜;2\n"
    assert read_rows(text.encode(), "a.csv").rows[1] == ["姓名", "手机"]


@pytest.mark.parametrize("separator", ["\t", ","])
@pytest.mark.parametrize("filename", ["导出.xls", "导出.xlsx", "导出"])
def test_separated_text_named_as_a_workbook_is_read(separator: str, filename: str) -> None:
    text = "\n".join(separator.join(row) for row in PEOPLE)
    assert read_rows(text.encode("gb18030"), filename).rows == PEOPLE


@pytest.mark.parametrize(
    ("data", "filename", "sentence"),
    [
        (b"", "a.xlsx", kinds.EMPTY),
        (b"\xef\xbb\xbf\r\n", "a.csv", kinds.EMPTY),
        (b"%PDF-1.7 ...", "a.xlsx", kinds.A_PDF),
        (b"\x89PNG\r\n\x1a\n", "a.xlsx", kinds.A_PICTURE),
        (b"\0\0\0\x18ftypheic", "a.csv", kinds.A_PICTURE),
        (b"{\\rtf1}", "a.xls", kinds.A_DOCUMENT),
        (b"<html><h1>404</h1></html>", "a.xls", kinds.A_WEB_PAGE),
        (b"a,b", "a.xlsx", kinds.NOT_A_SPREADSHEET),
        (b"just a few words", "a.xlsx", kinds.NOT_A_SPREADSHEET),
        (b"a,b\n" + bytes(range(1, 32)) * 9, "a.csv", kinds.NOT_A_SPREADSHEET),
        (b"\x01\0\x02\0\0\x03\x04\0\0\x05", "a.csv", kinds.NOT_A_SPREADSHEET),
        (b"\xff\xfe\0", "a.csv", kinds.NOT_A_SPREADSHEET),
        (b"PK\x03\x04 cut off", "a.xlsx", archives.DAMAGED),
        (archive(word__document_xml=b"<w/>"), "a.xlsx", kinds.A_DOCUMENT),
        (archive(xl__workbook_bin=b"1"), "a.xlsb", kinds.OTHER_WORKBOOK),
        (archive(content_xml=b"1"), "a.ods", kinds.NOT_A_SPREADSHEET),
        (kinds.OLE + "WordDocument".encode("utf-16-le"), "a.xls", kinds.A_DOCUMENT),
        (kinds.OLE + "Something".encode("utf-16-le"), "a.xls", kinds.NOT_A_SPREADSHEET),
        (kinds.OLE + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", archives.PROTECTED),
        (kinds.OLE + "Workbook".encode("utf-16-le"), "a.xls", archives.DAMAGED),
    ],
)
def test_what_is_no_spreadsheet_is_refused_for_what_it_is(data: bytes, filename: str, sentence: object) -> None:
    assert refusal(data, filename) == str(sentence)


def test_a_workbook_without_text_is_refused() -> None:
    assert refusal(xlsx([[None, " "]])) == "There is nothing in this file: no visible sheet holds any text."


def test_a_file_cut_short_anywhere_is_refused() -> None:
    whole = xlsx(PEOPLE)
    for length in range(4, len(whole) - 1, 97):
        assert refusal(whole[:length]) == str(archives.DAMAGED)


def test_a_workbook_with_broken_parts_is_refused() -> None:
    assert refusal(replaced(xlsx(PEOPLE), "xl/workbook.xml", b"<workbook><sheets>")) == str(archives.DAMAGED)
    assert refusal(replaced(xlsx(PEOPLE), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row")) == str(
        archives.DAMAGED
    )


def test_large_files_long_and_wide_sheets_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_ROWS", 2)
    assert refusal(xlsx(PEOPLE)) == "This sheet has more than 2 rows. Please divide it into several files."
    monkeypatch.setattr(reading, "MAX_ROWS", 9)
    monkeypatch.setattr(reading, "MAX_COLUMNS", 1)
    assert refusal(b"a,b", "a.csv").startswith("This sheet has more than 1 columns.")
    monkeypatch.setattr(reading, "MAX_BYTES", 1)
    assert refusal(b"a,b", "a.csv").startswith("This file is larger than 0 MB")


def test_a_workbook_that_would_need_half_a_terabyte_is_refused() -> None:
    workbook = Workbook()
    workbook.worksheets[0]["A1"] = "姓名"
    workbook.worksheets[0]["XFD1048576"] = "x"
    assert refusal(saved(workbook)) == str(reading.TOO_FAR)


def test_reading_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS_TO_READ", 0.0001)
    assert refusal(xlsx(PEOPLE)) == "Reading this file takes far too long, so it was given up."


def test_entity_bombs_are_refused_even_across_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = part(xlsx(PEOPLE), "xl/worksheets/sheet1.xml")
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet
    data = replaced(xlsx(PEOPLE), "xl/worksheets/sheet1.xml", bomb)
    assert refusal(data) == str(archives.DANGEROUS)
    monkeypatch.setattr(archives, "PIECE", 7)
    assert refusal(data) == str(archives.DANGEROUS)


def test_cells_are_tidied_without_losing_full_width_forms() -> None:
    assert tidy_cell(" １３８\u3000００１３ ") == "１３８ ００１３"
    assert tidy_cell("a  b") == "a b"
    assert tidy_cell("13812345678\t") == "13812345678"
