"""Reports as the programs for meetings write them, of the meeting of `tests.attendance.factories`' session."""

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from cgtraining.attendance.meetings.report import Report, read_report
from tests.spreadsheets.files import xlsx

ZONE, DAY = ZoneInfo("Asia/Shanghai"), date(2026, 3, 9)
Row = Sequence[object]


def csv(*rows: Row, separator: str = ",", encoding: str = "utf-8-sig") -> bytes:
    lines = (separator.join(f'"{cell}"' if separator in str(cell) else str(cell) for cell in row) for row in rows)
    return "".join(f"{line}\r\n" for line in lines).encode(encoding)


def read(content: bytes, name: str = "report.csv", day: date = DAY) -> Report:
    return read_report(content, name, zone=ZONE, day=day)


ZOOM_HEAD = (
    ("Meeting ID", "Topic", "Start Time", "End Time", "User Email", "Duration (Minutes)", "Participants", ""),
    ("912 345", "社区治理", "03/09/2026 09:00:00 AM", "03/09/2026 12:00:00 PM", "host@example.org", "180", "2", ""),
    (),
    ("Name (Original Name)", "User Email", "Join Time", "Leave Time", "Duration (Minutes)", "Guest", ""),
)


def zoom(*people: Row, encoding: str = "utf-8-sig") -> bytes:
    return csv(*ZOOM_HEAD, *people, encoding=encoding)


def zoom_row(name: str, joined: str = "09:00:00 AM", left: str = "12:00:00 PM", email: str = "") -> Row:
    return (name, email, f"03/09/2026 {joined}", f"03/09/2026 {left}", "", "Yes", "")


def tencent(*people: Row) -> bytes:
    head = (
        ("会议主题", "社区治理"),
        ("会议号", "123 456 789"),
        ("参会人数", "2"),
        (),
        ("用户昵称（入会昵称）", "手机号", "首次入会时间", "最后退会时间", "累计参会时长", "入会次数"),
    )
    return xlsx([*head, *people], name="参会成员明细", 会议概况=[("会议主题", "社区治理")])


TEAMS = (
    ("1. Summary",),
    ("Meeting title", "Governance"),
    ("Attended participants", "2"),
    ("Start time", "3/9/26, 9:00:00 AM"),
    ("Meeting duration", "3h 0m 0s"),
    (),
    ("2. Participants",),
    ("Name", "First Join", "Last Leave", "In-Meeting Duration", "Email", "Participant ID (UPN)", "Role"),
    (
        "WANG Fang",
        "3/9/26, 9:00:00 AM",
        "3/9/26, 12:00:00 PM",
        "2h 0m 0s",
        "w@example.org",
        "w@example.org",
        "Presenter",
    ),
    ("LI Qiang", "3/9/26, 9:00:00 AM", "3/9/26, 12:00:00 PM", "3h", "l@example.org", "l@example.org", "Organizer"),
    (),
    ("3. In-Meeting Activities",),
    ("Name", "Join Time", "Leave Time", "Duration", "Email", "Role"),
    ("WANG Fang", "3/9/26, 9:00:00 AM", "3/9/26, 10:00:00 AM", "1h 0m 0s", "w@example.org", "Presenter"),
    ("WANG Fang", "3/9/26, 11:00:00 AM", "3/9/26, 12:00:00 PM", "1h 0m 0s", "w@example.org", "Presenter"),
)
