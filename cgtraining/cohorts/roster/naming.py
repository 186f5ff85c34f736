"""A name as it stands in a list into the name that is printed, and what stood beside it."""

import re
import unicodedata
from dataclasses import dataclass, field

from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, remark
from cgtraining.cohorts.roster.values import gender_of
from cgtraining.language.names import is_han, looks_like_han, split_scripts, tidy_name

NAME_LONGEST = 80
IN_BRACKETS = re.compile(r"[(（【\[]([^)）】\]]*)[)）】\]]")
COUNTED = re.compile(r"^\s*[(（]?\d{1,4}\s*[.．、)）]\s*(?=\D)")
MARKS = "*＊★☆※#▲●√✓"
PHONE = re.compile(r"(?:(?:手机|电话)\s*[:：]?\s*)?[+＋]?[\d０-９][\d０-９\s-]{6,}[\d０-９]")
# How one speaks to people (says at most the gender), and what they are (worth a remark).
ADDRESSED = re.compile("(?:老师|老師|先生|女士|小姐|同志|同学)$")
OFFICES = re.compile(
    "(?:副?组长|副?班长|学习委员|生活委员|副?书记|副?主任|副?秘书长|副?理事长|副?会长|副?院长|副?校长|副?局长|副?处长|副?科长|"
    "副?镇长|副?乡长|总经理|经理|教授|博士)$"
)
SURNAME_AND_TITLE = re.compile("(?:老师|老師|先生|女士|小姐|同志|主任|书记|经理|教授|会长|院长|校长|局长|处长|科长)$")
NOBODY = re.compile(
    "某|请|如有|以上|告知|特此|^(?:待.{1,2}|未定|空缺|空白|测试|姓名|名字|学员|人员|本人|同上)$"
    "|(?:公司|基金会|委员会|居委会|村委会|办事处|街道|社区|中心|协会|促进会|研究院|培训班|名单|名册|一览表|登记表|签到表|汇总表|信息表)$"
)
LONGEST_RUN, LONGEST_HAN = 10, 20


@dataclass
class Name:
    zh: str | None = None
    latin: str | None = None
    notes: list[str] = field(default_factory=list)
    gender: str = ""
    problem: Remark | None = None


def name_of(main: str, latin: str = "") -> Name:
    """The name in both scripts, and what stood beside it: 王芳（组长）, 3. 王芳老师, 王芳 13812345678."""
    bare, notes = without_notes(without_decoration(main))
    called, titles = without_titles(bare)
    zh, other = split_scripts(called)
    zh_too, stated = split_scripts(latin)
    beside = [*notes, *titles]
    genders = [note for note in beside if gender_of(note)[0]]
    kept = [note for note in beside if note not in genders and not ADDRESSED.fullmatch(note)]
    name = Name(zh or zh_too, stated or other, kept, "".join(genders[:1]))
    name.problem = problem_of(name, bare or latin)
    return name


def without_decoration(text: str) -> str:
    """Without a number or a mark before or after the name, and without the telephone number beside it."""
    plain = COUNTED.sub("", text.strip().strip(MARKS))
    return PHONE.sub(" ", plain).strip() if any(map(is_han, plain)) else plain.strip()


def without_notes(text: str) -> tuple[str, list[str]]:
    """Han in brackets after Han is a remark; after a Latin name it is the Chinese name."""
    notes = [note for note in IN_BRACKETS.findall(text) if note and is_note(text, note)]
    for note in notes:
        text = re.sub(rf"[(（【\[]{re.escape(note)}[)）】\]]", "", text)
    return text, notes


def is_note(main: str, note: str) -> bool:
    return any(map(is_han, note)) and any(map(is_han, main.replace(note, "")))


def without_titles(text: str) -> tuple[str, list[str]]:
    """王芳老师 is 王芳; of 张老师 nothing is taken away, because one character is not a whole name."""
    bare, titles = tidy_name(text), []
    for titled in (ADDRESSED, OFFICES):
        found = titled.search(bare)
        if found and len(bare[: found.start()].strip()) > 1:
            titles.append(found.group())
            bare = bare[: found.start()].strip()
    return bare if titles else text, titles


def problem_of(name: Name, shown: str) -> Remark | None:
    if not name.zh and not name.latin:
        return remark(RemarkCode.NAME_UNUSABLE if shown else RemarkCode.NAME_MISSING, shown)
    if not all(map(may_be_name, filter(None, (name.zh, name.latin)))) or not looks_like_han(name.zh or "一"):
        return remark(RemarkCode.NAME_UNUSABLE, shown)
    if name.zh and not name.latin and is_surname_only(name.zh):
        return remark(RemarkCode.NAME_TOO_SHORT, shown)
    return None


def is_surname_only(name: str) -> bool:
    """李, or 李老师."""
    return len(name) == 1 or (len(name) == 3 and SURNAME_AND_TITLE.search(name) is not None)


def may_be_name(text: str) -> bool:
    if looks_like_han(text):
        return NOBODY.search(text) is None and len(text) <= (LONGEST_HAN if "·" in text else LONGEST_RUN)
    letters = [character for character in text if character.isalpha()]
    odd = [character for character in text if not (character.isalpha() or unicodedata.combining(character))]
    return len(letters) > 1 and len(text) <= NAME_LONGEST and set(odd) <= set(" .,·'’‘-‐‑`/ʻ")
