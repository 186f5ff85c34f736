"""Which column of a report holds what, told by the words of its heading, in Chinese (both scripts) and English."""

import enum
import re
import unicodedata
from functools import lru_cache

from cgtraining.language.traditional import simplified


class Field(enum.Enum):
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    REAL_NAME = "real_name"
    EMAIL = "email"
    PHONE = "phone"
    JOINED = "joined"
    LEFT = "left"
    FIRST_JOINED = "first_joined"
    LAST_LEFT = "last_left"
    DURATION = "duration"
    ACTION = "action"
    AT = "at"
    ROLE = "role"
    STATE = "state"
    WAITING = "waiting"
    IGNORED = "ignored"


LONGEST_HEADING = 60
NOT_WORDS = re.compile(r"[\W\d_]+")
BRACKETS = re.compile(r"[(\[【〔<].*?[)\]】〕>]", re.DOTALL)
# In this order: of 首次入会时间 the first word decides, of 入会次数 the last.
RULES = tuple(
    (field, re.compile(words))
    for field, words in (
        (Field.WAITING, r"waitingroom|等候室|等待室"),
        (Field.ROLE, r"^(?:会中|参会|用户|会议)?(?:角色|身份)|^(?:meeting)?role$"),
        (
            Field.IGNORED,
            r"^host|主持人|topic|^会议(?:名称|主题|标题|号|id|时间|开始|结束|时长)|^meeting(?:id|title|duration)",
        ),
        (Field.IGNORED, r"^participants$|^attendees$|人数"),
        (
            Field.IGNORED,
            r"次数|count$|times$|consent|disclaimer|录制|^ip|ip地址|地点|location|country|地区|国家|device|设备|终端",
        ),
        (
            Field.IGNORED,
            r"部门|department|工号|staffid|employeeid|学号|序号|编号|^no$|^id$|^userid|用户id|organi[sz]ation|企业",
        ),
        (Field.IGNORED, r"registration|registered|approval|注册时间|报名时间"),
        (
            Field.FIRST_JOINED,
            r"(?:首次|最早|第一次|初次|first|earliest)(?:加入|进入|入会|参会|签到|join|entered|entry|seen)",
        ),
        (
            Field.LAST_LEFT,
            r"(?:最后|末次|最晚|最近|最终|last|latest)(?:一次)?(?:离开|退出|退会|离会|leave|left|exit|seen)",
        ),
        (Field.DURATION, r"时长|duration|timeinsession|timeinmeeting|minutes|attendancetime|timespent|分钟数"),
        (
            Field.JOINED,
            r"(?:加入|进入|入会|参会|进会|上线|签到|接入|观看)(?:会议|直播间?)?(?:开始)?(?:时间|时刻)|^(?:加入|入会|签到)$",
        ),
        (Field.JOINED, r"join|entry|entered|checkin"),
        (
            Field.LEFT,
            r"(?:离开|退出|退会|离会|下线|签退|观看结束|结束观看)(?:会议|直播间?)?(?:时间|时刻)|^(?:离开|退会|离会|签退)$",
        ),
        (Field.LEFT, r"leav|left|exit"),
        (Field.ACTION, r"^(?:user)?action$|^(?:用户)?(?:操作|动作)$|^(?:用户)?行为$|^event$"),
        (Field.AT, r"^timestamp$|^时间戳$|^(?:操作|发生)?时间$|^time$|^datetime$"),
        (Field.EMAIL, r"e?mail|邮箱|邮件|电邮|upn"),
        (Field.PHONE, r"手机|电话|phone|mobile|号码"),
        (Field.STATE, r"状态|^status$|^attended$|^attendance$|是否(?:参会|出席|到会|参加)|出席情况"),
        (Field.IGNORED, r"guest|访客|外部|是否|internal"),
        (Field.REAL_NAME, r"真实姓名|实名|originalname$|realname|原名|企业内姓名|通讯录姓名"),
        (Field.FIRST_NAME, r"^firstname$|^givenname$|^名$"),
        (Field.LAST_NAME, r"^lastname$|^surname$|^familyname$|^姓$|^姓氏$"),
        (
            Field.NAME,
            r"name|姓名|昵称|名称|^用户$|^(?:参会|与会|参加|参与)(?:人员|者|人|成员)|^成员|^学员|participant|attendee",
        ),
    )
)
NAME_WITH_ORIGINAL = re.compile(r"name.*originalname|姓名.*原名|名称.*原名|昵称.*入会昵称")


def compact(text: str) -> str:
    """Only letters, simplified and in lower case: 'Join Time (GMT+8)' becomes jointime."""
    return NOT_WORDS.sub("", simplified(unicodedata.normalize("NFKC", text)).casefold())


@lru_cache(maxsize=1024)
def recognise(text: str) -> Field | None:
    """What stands in brackets is read only where the rest says nothing: Name (Original Name) is one column of both."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain or len(plain) > LONGEST_HEADING:
        return None
    whole, outside = compact(plain), compact(BRACKETS.sub("", plain))
    if NAME_WITH_ORIGINAL.search(whole):
        return Field.NAME
    return _first(outside) or _first(whole)


def _first(text: str) -> Field | None:
    return next((field for field, words in RULES if text and words.search(text)), None)
