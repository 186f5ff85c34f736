"""Whole files, as different offices make them."""

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cgtraining.cohorts.roster.headings import Field
from cgtraining.cohorts.roster.recognition import Roster, recognise_roster
from cgtraining.errors import UnusableFile
from cgtraining.people.models import Gender
from tests.spreadsheets.files import xlsx
from tests.spreadsheets.old_workbook import XLS

HEADINGS = ["序号", "姓名", "性别", "单位", "职务", "手机号", "邮箱", "省份", "城市"]
WANG = [1, "王芳", "女", "深圳社区基金会", "秘书长", "13812345678", "wang@example.org", "广东省", "深圳"]
LI = [2, "李建国", "男", "杭州社区发展促进会", "理事长", 13912345678.0, "li@example.org", "浙江省", "杭州"]


def csv_of(rows: Sequence[Sequence[object]], encoding: str = "utf-8-sig", separator: str = ",") -> bytes:
    return "\r\n".join(separator.join(str(value or "") for value in row) for row in rows).encode(encoding)


def names(roster: Roster) -> list[str]:
    return [row.name for row in roster.usable]


def test_an_ordinary_list_is_read_whole() -> None:
    roster = recognise_roster(xlsx([HEADINGS, WANG, LI], name="学员名单"), "名单.xlsx")
    assert (roster.sheets, roster.header_row, roster.ignored_columns) == (["学员名单"], 1, [])
    assert roster.columns[Field.PHONE] == ["手机号"]
    assert roster.usable[0].model_dump(mode="json", exclude_none=True) == {
        "sheet": "",
        "number": 2,
        "name_zh": "王芳",
        "gender": "female",
        "organization": "深圳社区基金会",
        "position": "秘书长",
        "phone": "+8613812345678",
        "email": "wang@example.org",
        "province_code": "440000",
        "city_code": "440300",
        "warnings": [],
    }
    assert (roster.usable[1].gender, roster.usable[1].phone) == (Gender.MALE, "+8613912345678")


def test_a_list_as_an_office_keeps_it() -> None:
    rows = [
        ["2019年春季班学员信息表"],
        ["填表说明：请如实填写，手机号用于接收上课通知。"],
        [
            "编号",
            "学员姓名\nName",
            "英文名/拼音",
            "所在单位",
            "职务",
            "联系电话",
            "E-mail",
            "所在地区（省/市）",
            "备注",
        ],
        [1, " 梁\u3000桂军 ", "", "甲", "主任", "１３８１２３４５６７８", "A@EXAMPLE.ORG", "广东省/深圳", ""],
        [2, "阿依古丽·买买提", "Ayigul Mamat", "乙", "", "+86 13912345678", "b＠example.org", "太原", "退学"],
        [3, "Maria del Carmen Fernández", "Maria del Carmen Fernández", "丙", "", 13712345678.0, "", "北京", ""],
        [None],
        [1, "梁桂军", "", "甲", "主任", "13812345678", "a@example.org", "广东省/深圳", ""],
        ["", "李", "", "", "", "1380013", "not-an-email", "火星/奥林匹斯", ""],
        ["合计", "3人"],
    ]
    roster = recognise_roster(xlsx(rows, merged=["A1:I1", "A2:I2"], 字典=[]), "x.xlsx")
    assert roster.header_row == 3
    assert [(row.number, row.name_zh, row.name_latin) for row in roster.usable] == [
        (4, "梁桂军", None),
        (5, "阿依古丽·买买提", "Ayigul Mamat"),
        (6, None, "Maria del Carmen Fernández"),
    ]
    assert [row.email for row in roster.usable] == ["a@example.org", "b@example.org", None]
    assert [(row.number, row.duplicate_of) for row in roster.duplicates] == [(8, 4)]
    assert [[reason.sentence for reason in row.reasons] for row in roster.rejected] == [
        [
            "“李” is a single character, not a whole name.",
            "“1380013” is not a phone number.",
            "“not-an-email” is not an e-mail address.",
        ]
    ]
    assert [remark.sentence for remark in roster.usable[1].warnings] == [
        "The remark “退学” may mean that this person has left: check before importing."
    ]


def test_headings_of_three_rows_with_merged_cells() -> None:
    rows = [
        ["社区治理骨干培训班", None, None, None, None, None],
        ["学员姓名", None, "联系方式", None, "工作单位", "紧急联系人"],
        ["中文", "英文", "手机", "电子邮箱", "名称", "电话"],
        ["Chinese", "English", "Mobile", "E-mail", "Organization", "Emergency phone"],
        ["王芳", "Wang Fang", "13812345678", "w@example.org", "甲", "13700000000"],
    ]
    merged = ["A1:F1", "A2:B2", "C2:D2"]
    (row,) = recognise_roster(xlsx(rows, merged=merged), "x.xlsx").usable
    assert (row.name_zh, row.name_latin, row.phone, row.email, row.organization) == (
        "王芳",
        "Wang Fang",
        "+8613812345678",
        "w@example.org",
        "甲",
    )


def test_headings_in_the_seventh_row_after_notes() -> None:
    notes = [["主办：某基金会"], [], ["注意：手机号必填"], ["日期：2019年3月9日"], [], ["名单如下"]]
    roster = recognise_roster(xlsx([*notes, HEADINGS, WANG]), "x.xlsx")
    assert (roster.header_row, names(roster)) == (7, ["王芳"])


def test_a_row_of_english_headings_or_hints_below_belongs_to_the_headings() -> None:
    rows = [
        ["姓名", "手机", "单位"],
        ["Name", "Mobile", "Organization"],
        ["必填", "必填", "选填"],
        ["王芳", "13812345678", "甲"],
    ]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert (roster.header_row, names(roster), roster.rejected) == (3, ["王芳"], [])


def test_a_file_in_english_only() -> None:
    rows = [
        [
            "No.",
            "First name",
            "Last name",
            "Sex",
            "Company",
            "Job title",
            "Mobile phone",
            "Email address",
            "City",
            "Team",
        ],
        [1, "Fang", "Wang", "F", "Cedar Foundation", "Director", "+852 9123 4567", "W@EXAMPLE.ORG", "Shenzhen", "A"],
        [2, "Maria", "Fernández", "x", "Cedar Foundation", "", "", "m@example.org", "Suzhou", ""],
    ]
    first, second = recognise_roster(xlsx(rows), "list.xlsx").usable
    assert (first.name_latin, first.gender, first.phone, first.city_code, first.group) == (
        "WANG Fang",
        Gender.FEMALE,
        "+85291234567",
        "440300",
        "A",
    )
    assert (second.name_latin, second.gender, second.province_code) == ("Maria Fernández", None, None)


def test_a_file_in_traditional_chinese() -> None:
    rows = [
        ["編號", "姓名", "性別", "服務單位", "職銜", "聯絡電話", "電郵", "所在地區", "組別", "備註"],
        [1, "陳美玲", "女", "臺北市社區發展協會", "總幹事", "0912 345 678", "chen@example.org", "臺灣", "第一組", ""],
        [2, "張家輝", "男", "香港社區基金會", "幹事", "9123 4567", "", "香港", "第二組", ""],
    ]
    first, second = recognise_roster(csv_of(rows, "big5hkscs"), "名單.csv").usable
    assert (first.name_zh, first.phone, first.province_code, first.group) == (
        "陳美玲",
        "+886912345678",
        "710000",
        "第一組",
    )
    assert (second.phone, second.province_code, second.email) == ("+85291234567", "810000", None)


def test_names_in_two_columns_by_script() -> None:
    rows = [["姓名(中文)", "Name (English)", "Phone"], ["王芳", "Wang Fang", "13812345678"]]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (row.name_zh, row.name_latin) == ("王芳", "Wang Fang")
    rows[0] = ["Name", "姓名", "Phone"]
    rows[1] = ["Wang Fang", "王芳", "13812345678"]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (row.name_zh, row.name_latin) == ("王芳", "Wang Fang")


@pytest.mark.parametrize("heading", ["学员", "姓 名", "名字", "NAME", "学员姓名 *", "Full Name", "參訓學員", "拼音"])
def test_many_words_mean_name(heading: str) -> None:
    roster = recognise_roster(xlsx([[heading, "电话"], ["王芳", "13812345678"]]), "x.xlsx")
    assert names(roster) == ["王芳"]


def test_family_and_given_name_in_columns_of_their_own() -> None:
    (row,) = recognise_roster(xlsx([["姓", "名", "手机"], ["欧阳", "文", "13812345678"]]), "x.xlsx").usable
    assert row.name_zh == "欧阳文"


def test_phone_and_address_in_one_cell() -> None:
    rows = [
        ["姓名", "联系方式"],
        ["王芳", "13812345678 / wang@example.org"],
        ["李娜", "li@example.org\n电话：139-1234-5678"],
    ]
    first, second = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (first.phone, first.email) == ("+8613812345678", "wang@example.org")
    assert (second.phone, second.email) == ("+8613912345678", "li@example.org")


def test_an_office_number_beside_a_mobile_one_is_nothing_to_remark() -> None:
    rows = [["姓名", "办公电话", "手机"], ["王芳", "0755-82345678", "13812345678"], ["李娜", "0755-82345678", "无"]]
    first, second = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (first.phone, first.warnings, second.phone) == ("+8613812345678", (), "+8675582345678")


def test_a_title_is_no_position_when_it_is_mr_or_ms() -> None:
    rows = [["Name", "Title", "Position", "Phone"], ["John Smith", "Mr.", "Director", "13812345678"]]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert row.position == "Director"
    (row,) = recognise_roster(xlsx([["Name", "Title", "Phone"], ["John Smith", "Mr.", "13812345678"]]), "x.xlsx").usable
    assert row.position is None


def test_the_telephone_of_whoever_answers_for_the_organization_is_nobodys() -> None:
    rows = [["负责人", "负责人手机", "姓名", "手机"], ["张伟", "13700000000", "王芳", ""]]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (row.name, row.phone) == ("王芳", None)
    rows = [["单位", "联系人", "联系人电话"], ["甲", "王芳", "13812345678"]]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (row.name, row.phone) == ("王芳", "+8613812345678")


def test_a_title_over_the_sheet_says_nothing_of_unknown_columns() -> None:
    rows = [["社会组织负责人培训班报名表", None, None, None], ["姓名", "手机", "培训意向", "所在机构"]]
    roster = recognise_roster(xlsx([*rows, ["王芳", "13812345678", "项目", "甲"]], merged=["A1:D1"]), "x.xlsx")
    assert ([row.organization for row in roster.usable], roster.ignored_columns) == (["甲"], ["培训意向"])


def test_a_position_alone_under_organization_and_position_is_one() -> None:
    rows = [["姓名", "单位", "单位职务"], ["王芳", "青榆社区基金会", "秘书长"]]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert (row.organization, row.position) == ("青榆社区基金会", "秘书长")


def test_a_sentence_at_the_foot_is_nobody() -> None:
    rows = [["姓名", "手机"], ["王芳", "13812345678"], ["以上名单如有变动请及时告知"]]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert (names(roster), roster.rejected) == (["王芳"], [])


def test_the_same_as_above_is_what_stands_above() -> None:
    rows = [
        ["姓名", "单位", "手机"],
        *[[name, "甲" if name == "王芳" else "同上", ""] for name in ("王芳", "李娜", "张伟")],
    ]
    assert [row.organization for row in recognise_roster(xlsx(rows), "x.xlsx").usable] == ["甲"] * 3


def test_two_lists_side_by_side_are_refused_rather_than_half_read() -> None:
    rows = [["姓名", "电话", None, "姓名", "电话"], ["王芳", "13812345678", None, "李娜", "13912345678"]]
    with pytest.raises(UnusableFile, match="side by side"):
        recognise_roster(xlsx(rows), "x.xlsx")


def test_a_group_merged_over_rows_is_everybodys() -> None:
    rows = [
        ["组别", "姓名", "手机"],
        ["第一组", "王芳", "13812345678"],
        [None, "李娜", "13912345678"],
        ["第二组", "张伟", ""],
    ]
    roster = recognise_roster(xlsx(rows, merged=["A2:A3"]), "x.xlsx")
    assert [row.group for row in roster.usable] == ["第一组", "第一组", "第二组"]


def test_a_line_between_people_names_their_group() -> None:
    rows = [["姓名", "手机"], ["第一组"], ["王芳", "13812345678"], ["第二小组：组长李娜"], ["李娜", "13912345678"]]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert [row.group for row in roster.usable] == ["第一组", "第二小组"]


def test_the_list_is_found_among_other_sheets() -> None:
    data = xlsx(
        [["填写说明"], ["姓名", "写全名"]],
        课程表=[["日期", "课程", "讲师姓名", "地点"], ["3月9日", "导论", "张伟", "一号教室"]],
        名单=[HEADINGS, WANG],
        hidden_旧名单=[HEADINGS, WANG, LI, LI],
    )
    roster = recognise_roster(data, "x.xlsx")
    assert (roster.sheets, names(roster)) == (["名单"], ["王芳"])


def test_lists_that_were_not_read_are_named() -> None:
    roster = recognise_roster(xlsx([HEADINGS, WANG], name="第一期", 第二期学员=[HEADINGS, LI]), "x.xlsx")
    assert (roster.sheets, roster.other_lists) == (["第二期学员"], ["第一期"])


def test_sheets_of_one_form_are_one_list() -> None:
    roster = recognise_roster(
        xlsx(
            [HEADINGS, WANG],
            name="一班",
            二班=[["二班学员"], [*HEADINGS, "备注"], [*LI, "班长"]],
            导师=[HEADINGS, [*WANG[:1], "张伟", *WANG[2:]]],
            住宿=[["姓名", "房间"], ["王芳", "801"]],
        ),
        "x.xlsx",
    )
    assert (roster.sheets, roster.other_lists) == (["一班", "二班"], ["导师"])
    assert [(row.sheet, row.number, row.name, row.group) for row in roster.usable] == [
        ("一班", 2, "王芳", "一班"),
        ("二班", 3, "李建国", "二班"),
    ]


@pytest.mark.parametrize("name", ["学员名单 (2)", "学员名单备份", "旧名单", "工作人员名单", "导师名单", "候补名单"])
def test_copies_and_lists_of_other_people_are_not_read(name: str) -> None:
    roster = recognise_roster(xlsx([HEADINGS, WANG, LI], name=name, 学员名单=[HEADINGS, LI]), "x.xlsx")
    assert (roster.sheets, names(roster), roster.other_lists) == (["学员名单"], ["李建国"], [name])


def test_gb18030_with_tabs_and_excel_97_are_read() -> None:
    assert names(recognise_roster(csv_of([HEADINGS, WANG], "gb18030", "\t"), "名单.txt")) == ["王芳"]
    assert names(recognise_roster(XLS, "名单.xls")) == ["王芳", "李娜"]


def test_repeated_headings_notes_examples_totals_and_numbered_blanks_are_nobody() -> None:
    rows = [
        HEADINGS,
        ["示例", "张三", "男", "某单位", "主任", "", "", "", ""],
        WANG,
        HEADINGS,
        LI,
        [3, None],
        ["共2人"],
        ["制表人：", "张伟"],
        ["填报单位（盖章）：", None, None, "联系电话：13800138000"],
        [None, "联系人：张伟"],
        [None, None, None, "散落的字"],
    ]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert (names(roster), roster.rejected) == (["王芳", "李建国"], [])


def test_headings_repeated_on_every_page_lose_nobody_on_the_first() -> None:
    people = [[number, f"王{name}", f"1381234560{number}"] for number, name in enumerate("芳娜静丽强磊")]
    rows: list[list[object]] = []
    for page in (1, 2, 3):
        rows += [["某班学员名册"], ["序号", "姓名", "手机"], *people[2 * page - 2 : 2 * page], [f"第{page}页 共3页"]]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert (roster.header_row, names(roster), roster.rejected) == (2, [str(person[1]) for person in people], [])


def test_name_under_organization_is_the_name_of_the_organization() -> None:
    rows = [
        ["学员 Trainee", None, "单位 Organization", None],
        ["姓名", "性别", "名称", "职务"],
        ["Name", "Gender", "Name", "Position"],
        ["王芳", "女", "青榆社区基金会", "秘书长"],
    ]
    (row,) = recognise_roster(xlsx(rows, merged=["A1:B1", "C1:D1"]), "x.xlsx").usable
    assert (row.name_zh, row.name_latin, row.organization, row.position) == ("王芳", None, "青榆社区基金会", "秘书长")


@pytest.mark.parametrize(
    "start",
    [["例", "张三"], ["示例：", "张三"], ["（例）", "张三"], ["样例1", "张三"], [1, "张三（示例）"], [1, "例：张三"]],
)
def test_an_example_is_nobody_even_with_a_whole_row(start: list[object]) -> None:
    example = [*start, "男", "某单位", "主任", "13800000000", "zhang@example.org", "北京", ""]
    assert names(recognise_roster(xlsx([HEADINGS, example, WANG]), "x.xlsx")) == ["王芳"]


def test_a_mobile_number_is_taken_rather_than_that_of_an_office() -> None:
    rows = [["姓名", "联系电话"], ["王芳", "0755-82345678/13812345678"]]
    (row,) = recognise_roster(xlsx(rows), "x.xlsx").usable
    assert row.phone == "+8613812345678"
    assert [each.sentence for each in row.warnings] == [
        "Of several phone numbers one was taken; left out: +8675582345678."
    ]


def test_identity_numbers_and_private_columns_are_never_kept() -> None:
    rows = [
        ["姓名", "身份证号", "政治面貌", "学历", "电话", "未知的栏"],
        ["王芳", "440301198001011234", "党员", "本科", "13812345678", "x"],
        ["1", "440301198001011234", "党员", "本科", "440301198001011234", "x"],
    ]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert roster.ignored_columns == ["身份证号", "政治面貌", "学历", "未知的栏"]
    kept = "".join(row.model_dump_json() for row in roster.usable) + "".join(
        reason.sentence for row in roster.rejected for reason in row.reasons
    )
    assert "党员" not in kept
    assert "440301198001011234" not in kept


def test_unnamed_columns_are_known_by_what_they_hold() -> None:
    rows = [
        ["姓名", "单位", None, "备用"],
        *[[f"王{name}", "甲", f"1381234567{i}", f"{i}@example.org"] for i, name in enumerate("芳娜")],
    ]
    roster = recognise_roster(xlsx(rows), "x.xlsx")
    assert [(row.phone, row.email) for row in roster.usable] == [
        ("+8613812345670", "0@example.org"),
        ("+8613812345671", "1@example.org"),
    ]


def test_a_bare_list_of_names_is_a_list() -> None:
    roster = recognise_roster(csv_of([["姓名"], ["王芳"], ["李娜"]]), "x.csv")
    assert names(roster) == ["王芳", "李娜"]


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "金额"], ["场地", "300"]],
        [["姓名"] * 3, ["x"] * 3],
        [["只有一句话：姓名和手机都要写清楚"]],
    ],
)
def test_a_file_without_a_list_is_refused(rows: list[list[object]]) -> None:
    with pytest.raises(UnusableFile, match="No list of people was found"):
        recognise_roster(xlsx([*rows, ["a", "b"]]), "x.xlsx")


def test_a_list_with_nobody_in_it_is_refused() -> None:
    with pytest.raises(UnusableFile, match="There is nobody in this list"):
        recognise_roster(xlsx([HEADINGS, ["合计", "0人"]]), "x.xlsx")


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(HEADINGS))), st.sampled_from(["utf-8-sig", "gb18030", "utf-16"]))
def test_columns_may_stand_in_any_order(order: list[int], encoding: str) -> None:
    rows = [[row[column] for column in order] for row in (HEADINGS, WANG, LI)]
    expected = recognise_roster(csv_of([HEADINGS, WANG, LI]), "x.csv").rows
    assert recognise_roster(csv_of(rows, encoding), "x.csv").rows == expected


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["C"]), max_size=8), max_size=5), max_size=8))
def test_whatever_stands_below_the_headings_is_answered(rows: list[list[str]]) -> None:
    data = csv_of([["姓名", "手机", "单位", "备注", "邮箱"], ["王芳"], *rows], "utf-8")
    roster = recognise_roster(data, "x.csv")
    assert roster.usable[0].name_zh == "王芳"
    assert len(roster.rows) == len(roster.usable) + len(roster.duplicates) + len(roster.rejected)


def test_ten_thousand_people_take_seconds() -> None:
    pick = random.Random(7)
    rows: list[list[object]] = [HEADINGS]
    for number in range(10_000):
        name = "".join(pick.choice("王李张刘陈杨赵黄周吴")) + "".join(pick.choices("芳娜敏静丽强磊军洋勇", k=2))
        rows.append(
            [
                number,
                name,
                "女",
                f"社区{number % 300}",
                "主任",
                f"138{number:08d}",
                f"p{number}@example.org",
                "浙江",
                "杭州",
            ]
        )
    data = xlsx(rows)
    started = time.monotonic()
    roster = recognise_roster(data, "x.xlsx")
    assert len(roster.usable) == 10_000
    assert time.monotonic() - started < 15
