"""Rosters as offices make them: titles above the headings, numbers as numbers, and rows that are none."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

TITLE_ROWS = ("社区治理骨干研修班 学员名册", "填表日期：以报名为准    联系人：教务办公室")
HEADINGS = (
    "序号\nNo.",
    "姓名\nName",
    "工作单位\nOrganization",
    "职务\nPosition",
    "手机\nMobile",
    "邮箱\nE-mail",
    "省份\nProvince",
    "语言\nLanguage",
)
GOOD = (
    ("王芳", "深圳市青松社区基金会", "秘书长", 13800138001, "wang.fang@example.org", "广东省"),
    ("欧阳文", "成都市锦江区社区发展治理支持中心", "主任", 13800138002, None, "四川"),
    ("　单雄信 ", "北京市西城区社会组织联合会", "副会长", "１３８００１３８００３", None, "北京市"),
    ("䶮㛃", "杭州市上城区社区服务中心", "项目主管", 13800138004.0, None, "浙江省"),
    ("买买提·吐尔逊", "乌鲁木齐市天山区居民服务站", "站长", "+86 138-0013-8005", None, "新疆"),
)
NAMES = ("王芳", "欧阳文", "单雄信", "䶮㛃", "买买提·吐尔逊")
UNUSABLE = ("", "深圳市某社区", "干事", 13800138006, None, "广东省")
TOTAL = ("合计：5人", None, None, None, None, None)


def office_roster(folder: Path, language: str) -> Path:
    """Five people who read `language`, one of them twice, a row without a name, a blank one and a total."""
    reads = {"zh": "中文", "en": "英文"}[language]
    people = [(*row, reads) for row in (*GOOD, GOOD[1], UNUSABLE)]
    return _written(folder / "学员名册（最终版）.xlsx", [*people, (None,) * 7, TOTAL])


def large_roster(folder: Path, people: int) -> Path:
    """`people` who differ in name and phone."""
    rows = [(f"学员{_in_han(number)}", "深圳市青松社区基金会", None, 13900000000 + number, None, "广东省")
            for number in range(people)]  # fmt: skip
    return _written(folder / "大名册.xlsx", rows)


def _written(path: Path, rows: Iterable[tuple[Any, ...]]) -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "名单"
    for title in TITLE_ROWS:
        sheet.append([title])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEADINGS))
    sheet.append(HEADINGS)
    for number, row in enumerate(rows, start=1):
        sheet.append([number if any(row) else None, *row])
    book.save(path)
    book.close()
    return path


def _in_han(number: int) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in str(number))
