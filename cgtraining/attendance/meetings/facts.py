"""What a report says about the meeting itself: above the table, or on a sheet beside it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from cgtraining.attendance.meetings.headings import compact
from cgtraining.attendance.meetings.moments import offset_of, plain
from cgtraining.spreadsheets.reading import Sheet

TOPIC = re.compile(r"^(?:topic|meetingtitle|meetingtopic|title|subject|会议主题|主题|会议名称|直播主题|会议标题)$")
COUNT = re.compile(
    r"^(?:participants|attendedparticipants|totalnumberofparticipants|totalparticipants|numberofparticipants|"
    r"参会人数|实际参会人数|入会人数|总人数|参与人数|累计参会人数)$"
)
HOST = re.compile(r"^(?:useremail|hostemail|organizeremail|organizer|host|主持人邮箱|用户邮箱|发起人邮箱)$")
OTHER = re.compile(
    r"^(?:meetingid|id|starttime|endtime|start|end|duration|durationminutes|meetingduration|averageattendancetime|"
    r"host|hostname|department|group|creationtime|encrypted|source|maxconcurrentviews|"
    r"会议号|会议id|会议时间|开始时间|结束时间|会议时长|时长|时长分钟|主持人|创建人|发起人|会议开始时间|会议结束时间)$"
)
ZONE = re.compile(r"时区|time\s*zone|timezone|UTC\s*[+-]|GMT\s*[+-]", re.IGNORECASE)
SEARCHED_ROWS = 40


@dataclass(frozen=True)
class Facts:
    """`stated` is how many participants the report itself counts."""

    topic: str = ""
    stated: int | None = None
    host: str = ""
    offset: tzinfo | None = None


def facts_in(sheets: Iterable[Sheet]) -> Facts:
    labelled = [each for sheet in sheets for each in labelled_cells(sheet.rows[:SEARCHED_ROWS])]
    return Facts(
        topic=_first(labelled, TOPIC),
        stated=_number(_first(labelled, COUNT)),
        host=_first(labelled, HOST),
        offset=next(filter(None, (offset_of(text) for _label, text in labelled if ZONE.search(text))), None),
    )


def labelled_cells(rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Labels with what stands beside them, or under them where labels stand in one row; and texts that name a zone."""
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            label = compact(text.rstrip(":："))
            beside = row[column + 1] if column + 1 < len(row) else ""
            under = rows[number + 1][column] if number + 1 < len(rows) else ""
            if is_label(label):
                yield label, under if not beside or is_label(compact(beside)) else beside
            elif ZONE.search(text):
                yield "", text


def is_label(text: str) -> bool:
    return any(words.match(text) for words in (TOPIC, COUNT, HOST, OTHER))


def _first(labelled: list[tuple[str, str]], words: re.Pattern[str]) -> str:
    return next((plain(text) for label, text in labelled if text and words.match(label)), "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else None
