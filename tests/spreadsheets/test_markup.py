"""Tables of web systems under the name of a workbook."""

import pytest

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets import archives, kinds, markup
from cgtraining.spreadsheets.reading import read_rows, read_sheets

PEOPLE = [["姓名", "手机"], ["王芳", "13812345678"], ["李娜", "13912345678"]]
EXCEL_2003 = """<?xml version="1.0" encoding="UTF-8"?>
<?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
 <DocumentProperties><Author>x</Author></DocumentProperties>
 <ss:Worksheet ss:Name="说明"><Table>
  <Row><Cell><Data ss:Type="String">请如实填写</Data></Cell></Row></Table></ss:Worksheet>
 <Worksheet ss:Name="名单"><Table ss:ExpandedColumnCount="3">
  <Row><Cell ss:MergeAcross="1"><Data ss:Type="String">学员</Data></Cell></Row>
  <Row ss:Index="3"><Cell><Data ss:Type="String"><![CDATA[王芳]]></Data>
    <Comment><ss:Data>主任</ss:Data></Comment></Cell>
   <Cell ss:Index="3"><Data ss:Type="Number">13812345678</Data></Cell></Row>
 </Table></Worksheet>
</Workbook>"""


def html(rows: list[list[str]], before: str = "<html><body>") -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"{before}<table border=1>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("before", ["<html><body>", "<!DOCTYPE html>", "", "<meta charset=gbk>", "<style>td{}</style>"])
def test_a_table_of_a_web_page_is_a_sheet(encoding: str, before: str) -> None:
    assert read_rows(html(PEOPLE, before).encode(encoding), "导出.xls").rows == PEOPLE


def test_cells_are_read_as_a_browser_shows_them() -> None:
    page = """<table><thead><tr><th colspan="3">学员&nbsp;名单</th><tbody>
        <tr><td rowspan=2>第一组<td>王<b>芳</b><td>13812345678<br>wang&#64;example.org
        <tr><td>李
        娜<td><script>alert(1)</script>-</table><p>共2人</p>"""
    sheet = read_rows(page.encode(), "导出.xls")
    assert sheet.rows == [
        ["学员 名单", "", ""],
        ["第一组", "王芳", "13812345678\nwang@example.org"],
        ["", "李 娜", "-"],
    ]
    assert sheet.merged == [((0, 0), (0, 2)), ((1, 0), (2, 0))]


def test_a_table_within_a_cell_is_a_sheet_of_its_own() -> None:
    page = f"<table><tr><td>菜单</td><td>{html(PEOPLE, '')}</td></tr></table>"
    assert [sheet.rows for sheet in read_sheets(page.encode(), "导出.xls")] == [[["菜单"]], PEOPLE]


def test_sheets_have_names_of_their_own() -> None:
    page = html(PEOPLE) + html(PEOPLE, "") + EXCEL_2003[EXCEL_2003.index("<ss:Worksheet") :].replace("名单", "说明")
    assert [sheet.name for sheet in read_sheets(page.encode(), "导出.xls")] == ["1", "2", "说明", "说明 (4)"]


def test_the_xml_of_excel_2003_is_read() -> None:
    first, second = read_sheets(EXCEL_2003.encode(), "导出.xls")
    assert (first.name, first.rows) == ("说明", [["请如实填写"]])
    assert (second.name, second.rows) == ("名单", [["学员", "", ""], ["", "", ""], ["王芳", "", "13812345678"]])
    assert second.merged == [((0, 0), (0, 1))]


@pytest.mark.parametrize("page", ["<html><h1>404</h1></html>", '<?xml version="1.0"?><svg/>'])
def test_a_page_without_a_table_is_refused(page: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        read_rows(page.encode(), "导出.xls")
    assert str(refused.value) == str(kinds.A_WEB_PAGE)


@pytest.mark.parametrize(
    "cells",
    [
        "<td colspan=9999 rowspan=9999>",
        '<cell ss:index="9999"><tr>' * 999,
        '<row ss:index="999999"></table><table>' * 4,
    ],
)
def test_absurd_extents_are_refused_before_they_fill_the_memory(cells: str) -> None:
    with pytest.raises(UnusableFile) as refused:
        markup.tables_in(f"<table>{cells}</table>")
    assert str(refused.value) == str(archives.TOO_BIG)
