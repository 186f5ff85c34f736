"""Rosters as offices make them, with invented people."""

from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = "芳伟娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰梅鑫波宁斌浩宇欣怡子涵梓轩"
PLACES = ("广东省深圳市", "浙江省杭州市", "四川成都", "北京", "江苏省南京市", "湖北 武汉", "上海市", "陕西省西安市")
HEADINGS = (
    "序号",
    "姓名\nName",
    "性别",
    "工作单位\nOrganization",
    "职务",
    "手机号码",
    "电子邮箱\nE-mail",
    "省市",
    "组别",
    "备注",
)
TITLE = "社区治理骨干培训班学员名单"


def people(count: int) -> Iterator[tuple[object, ...]]:
    """Rows under `HEADINGS`: a phone as a number, every third name padded, every fourth without e-mail."""
    for number in range(1, count + 1):
        name = FAMILY[number % len(FAMILY)] + GIVEN[number // 7 % len(GIVEN)] + GIVEN[number // 3 % len(GIVEN)]
        yield (
            number,
            f" {name[0]}  {name[1:]} " if number % 3 == 0 else name,
            "女" if number % 2 else "男",
            f"第{number % 400 + 1}社区居民委员会",
            "主任" if number % 5 == 0 else "社工",
            13_000_000_000 + number * 37,
            None if number % 4 == 0 else f"trainee{number}@example.org",
            PLACES[number % len(PLACES)],
            f"第{number % 20 + 1}组",
            "素食" if number % 11 == 0 else None,
        )


def write_roster(path: Path, count: int) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("学员名单")
    for row in ([TITLE], HEADINGS, *people(count), [], ["合计", None, count]):
        sheet.append(list(row))
    book.save(path)
    return path
