"""Layouts of the programs for meetings: recognised by their words, never by their place."""

from datetime import UTC, date, datetime, timedelta

import pytest

from cgtraining.attendance.meetings.participants import Note, Participant
from cgtraining.errors import UnusableFile
from cgtraining.language.choosing import in_language
from tests.attendance.meetings.reports import TEAMS, ZOOM_HEAD, csv, read, tencent, zoom, zoom_row
from tests.spreadsheets.files import xlsx


def times(participant: Participant) -> list[tuple[str, str]]:
    """Of each stay, by the clocks of Shanghai."""
    return [(clock(stay.joined), clock(stay.left)) for stay in participant.stays]


def clock(moment: datetime | None) -> str:
    return f"{moment + timedelta(hours=8):%H:%M}" if moment else ""


def only(content: bytes, name: str = "report.csv") -> Participant:
    [found] = read(content, name).participants
    return found


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-8"])
def test_zoom_in_every_encoding_with_its_joins_put_together(encoding: str) -> None:
    rows = [
        zoom_row("王芳", left="10:00:00 AM"),
        zoom_row("李强", email="l@example.org"),
        zoom_row("王芳", "10:05:00 AM"),
    ]

    report = read(zoom(*rows, encoding=encoding))

    assert [(each.name, each.email, times(each)) for each in report.participants] == [
        ("王芳", "", [("09:00", "10:00"), ("10:05", "12:00")]),
        ("李强", "l@example.org", [("09:00", "12:00")]),
    ]
    assert (report.facts.topic, report.facts.stated, report.participants[0].rows) == ("社区治理", 2, (5, 7))
    assert report.first == datetime(2026, 3, 9, 1, tzinfo=UTC)


def test_the_new_export_of_zoom_leaves_the_waiting_room_out_and_knows_its_host() -> None:
    head = ("Topic", "ID", "Host", "Duration (minutes)", "Start time", "End time", "Participants")
    names = (
        "Name (original name)",
        "Email",
        "Join time",
        "Leave time",
        "Duration (minutes)",
        "Guest",
        "In waiting room",
    )
    at = ("03/09/2026 09:00:00 AM", "03/09/2026 10:00:00 AM", 60, "Yes")
    rows = [("小王 (王芳)", "", *at, "No"), ("李强", "", *at, "Yes"), ("Office (Host)", "", *at, "No")]

    found = read(csv(head, ("t", "1", "Office (h@example.org)", 60, "", "", 3), (), names, *rows)).participants

    assert [(each.name, each.is_host) for each in found] == [("小王 (王芳)", False), ("Office", True)]


def test_the_host_is_known_by_the_address_in_the_head() -> None:
    assert only(zoom(zoom_row("Office", email="host@example.org"))).is_host


def test_tencent_meeting_below_its_summary_rows_and_with_only_the_sum() -> None:
    row = ("王芳-青榆", "138****8001", "2026-03-09 09:02:11", "2026-03-09 12:00:05", "02:45:00", 2)

    report = read(tencent(row), "report.xlsx")

    [found] = report.participants
    assert (found.name, found.phone, found.sheet, found.rows) == ("王芳-青榆", "138****8001", "参会成员明细", (6,))
    assert found.stays[0].lasted == timedelta(hours=2, minutes=45)
    assert (report.facts.topic, report.facts.stated) == ("社区治理", 2)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_teams_with_sections_where_the_single_joins_say_more_than_the_sum(encoding: str) -> None:
    report = read(csv(*TEAMS, separator="\t", encoding=encoding))

    assert [(each.name, each.is_host, times(each)) for each in report.participants] == [
        ("WANG Fang", False, [("09:00", "10:00"), ("11:00", "12:00")]),
        ("LI Qiang", True, [("09:00", "12:00")]),
    ]
    assert report.facts.stated == 2


def test_older_teams_with_one_row_for_each_event() -> None:
    head = ("Full Name", "User Action", "Timestamp")
    rows = [("WANG Fang", "Joined", "3/9/2026, 9:00:00 AM"), ("LI Qiang", "Joined before", "3/9/2026, 9:05:00 AM")]
    rows += [("WANG Fang", "Left", "3/9/2026, 10:00:00 AM"), ("WANG Fang", "Joined", "3/9/2026, 11:00:00 AM")]
    rows += [("CHEN Jie", "Joined", "?")]

    found = {each.name: each for each in read(csv(head, *rows, separator="\t")).participants}

    wang, li, chen = found["WANG Fang"], found["LI Qiang"], found["CHEN Jie"]
    assert (times(wang), wang.notes) == ([("09:00", "10:00"), ("11:00", "")], (Note.NO_LEAVE,))
    assert (times(li), li.notes) == ([("09:05", "")], (Note.NO_LEAVE,))
    assert (chen.stays, chen.notes) == ((), (Note.TIME_UNREADABLE,))


def test_dingtalk_leaves_out_who_was_invited_and_did_not_come() -> None:
    head = ("姓名", "部门", "工号", "首次加入时间", "最后离开时间", "参会时长", "参会状态")
    rows = [("王芳", "一部", "7", "2026/3/9 上午 9:00", "2026/3/9 下午 12:00", "2小时50分钟", "已参会")]
    rows += [("李强", "一部", "8", "-", "-", "-", "未参会"), ("合计", "", "", "", "", "170", "")]

    found = only(xlsx([head, *rows]), "report.xlsx")

    assert (found.name, times(found), found.stays[0].lasted) == ("王芳", [("09:00", "12:00")], timedelta(minutes=170))


def test_feishu_in_both_languages() -> None:
    chinese = [
        ("参会人", "邮箱", "手机号", "入会时间", "离会时间", "参会时长"),
        ("王芳", "w@example.org", "", "2026-03-09 09:00", "2026-03-09 09:30", "30分钟"),
    ]
    english = [
        ("Participant", "Email", "Time joined", "Time left", "Duration"),
        ("王芳", "w@example.org", "Mar 9, 2026 9:00 AM", "9 Mar 2026 9:30 AM", "30m"),
    ]

    assert times(only(xlsx(chinese), "a.xlsx")) == times(only(xlsx(english), "b.xlsx")) == [("09:00", "09:30")]


def test_chinese_headings_of_zoom() -> None:
    head = ("姓名（原名）", "用户邮箱", "加入时间", "离开时间", "时长（分钟）", "访客")
    assert times(only(csv(head, ("王芳", "", "2026-03-09 09:00:00", "2026-03-09 09:45:00", 45, "是")))) == [
        ("09:00", "09:45")
    ]


@pytest.mark.parametrize(
    "written", ["03/09/2026 09:00", "09/03/2026 09:00", "2026年3月9日 9:00", "9.3.2026 09:00", "9:00"]
)
def test_days_are_read_in_the_order_in_which_they_are_near_the_session(written: str) -> None:
    found = only(csv(("Name", "Join Time", "Duration"), ("王芳", written, 30)))
    assert times(found) == [("09:00", "09:30")]


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Join Time", "2026-03-09T01:00:00Z"),
        ("Join Time", "2026-03-09 10:00:00 +09:00"),
        ("Join Time (GMT+0)", "2026-03-09 01:00"),
        ("加入时间（UTC+09:00）", "2026-03-09 10:00"),
    ],
)
def test_an_offset_that_is_said_wins(heading: str, written: str) -> None:
    assert times(only(csv(("Name", heading, "Duration"), ("王芳", written, 30)))) == [("09:00", "09:30")]


def test_a_zone_above_the_table_counts_for_all_of_it() -> None:
    content = csv(
        ("时区", "(UTC+09:00) 东京"),
        (),
        ("姓名", "加入时间", "离开时间"),
        ("王芳", "2026-03-09 10:00", "2026-03-09 11:00"),
    )
    assert times(only(content)) == [("09:00", "10:00")]


def test_a_meeting_may_go_on_past_midnight() -> None:
    assert times(only(csv(("Name", "Join Time", "Leave Time"), ("王芳", "23:30", "00:30")))) == [("23:30", "00:30")]


def test_only_durations() -> None:
    report = read(
        csv(("Name (Original Name)", "User Email", "Total Duration (Minutes)", "Guest"), ("王芳", "", 170, "Yes"))
    )
    assert (report.first, report.participants[0].stays[0].lasted) == (None, timedelta(minutes=170))


def test_a_file_without_headings_is_read_by_its_content() -> None:
    rows = [
        (n, name, f"2026-03-09 09:0{n}", "2026-03-09 12:00", f"1380013800{n}", 170)
        for n, name in ((1, "王芳"), (2, "李强"))
    ]

    found = read(csv(*rows)).participants

    assert [(each.name, each.phone, times(each)) for each in found] == [
        ("王芳", "13800138001", [("09:01", "12:00")]),
        ("李强", "13800138002", [("09:02", "12:00")]),
    ]


def test_names_in_two_columns_and_lengths_in_seconds() -> None:
    head = ("First Name", "Last Name", "Duration (seconds)")
    found = only(csv(head, ("Fang", "Wang", 600)))
    assert (found.name, found.stays[0].lasted) == ("Wang Fang", timedelta(minutes=10))


def test_one_unreadable_time_is_noted_and_the_others_are_read() -> None:
    rows = [zoom_row("王芳"), zoom_row("李强", "soon")]
    wang, li = read(zoom(*rows)).participants
    assert (wang.notes, li.notes, li.stays) == ((), (Note.TIME_UNREADABLE,), ())


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "a.csv", "This file is empty."),
        (csv(("姓名", "手机"), ("王芳", "13800138001")), "a.csv", "This file is no report of a meeting"),
        (csv(*ZOOM_HEAD), "a.csv", "There is nobody in this report"),
        (zoom(zoom_row("王芳", "soon", "late")), "a.csv", "None of the times in this report can be read."),
        (zoom(zoom_row("王芳"), zoom_row("李强"))[:-30], "a.csv", "This file ends in the middle of a row"),
        (zoom(zoom_row("王芳"), encoding="utf-16")[:-21], "a.csv", "This file ends in the middle of a row"),
        (tencent(("王芳", "", "2026-03-09 09:00", "2026-03-09 10:00", "60"))[:-500], "a.xlsx", "This file is damaged"),
        (b"%PDF-1.7", "a.csv", "This file is a PDF"),
        (b"x" * (5 * 1024 * 1024 + 1), "a.csv", "This file is larger than 5 MB"),
        (csv(("Name", "Duration"), *[("王芳", 5)] * 20_001), "a.csv", "This report has more than 20000 rows."),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_in_one_sentence(app, content: bytes, name: str, sentence: str) -> None:
    with in_language("en"), pytest.raises(UnusableFile) as refusal:
        read(content, name)
    with in_language("en"):
        assert str(refusal.value).startswith(sentence)


def test_a_formula_is_a_text_like_any_other() -> None:
    assert only(zoom(zoom_row("=HYPERLINK(1)"))).name == "=HYPERLINK(1)"


def test_the_day_of_the_session_decides_only_what_the_text_leaves_open() -> None:
    content = csv(("Name", "Join Time", "Leave Time"), ("王芳", "13/03/2026 09:00", "13/03/2026 10:00"))
    [found] = read(content, day=date(2026, 1, 1)).participants
    assert found.stays[0].joined == datetime(2026, 3, 13, 1, tzinfo=UTC)
