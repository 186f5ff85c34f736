"""Which sheets of a workbook hold the list of people that is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cgtraining.cohorts.roster.columns import Header, find_header
from cgtraining.cohorts.roster.headings import Field
from cgtraining.cohorts.roster.rows import SECTION
from cgtraining.language.traditional import simplified
from cgtraining.spreadsheets.reading import Sheet

NAMED_AS_LIST = re.compile("名单|名册|学员|花名册|报名|信息表|roster|trainee|participant|student", re.IGNORECASE)
OTHER_PEOPLE = re.compile(
    "工作人员|工作组|会务|导师|讲师|师资|教师|专家|嘉宾|领导|评委|志愿者|联络员|候补|未录取|落选|退学|退出|示例|样例|模板|"
    "staff|mentor|trainer|speaker|guest|volunteer|waiting|template|sample",
    re.IGNORECASE,
)
COPY = re.compile(r"备份|副本|旧|作废|原始|copy|backup|\bold\b|[(（]\d+[)）]$", re.IGNORECASE)
INTAKE = re.compile(r"第?[一二三四五六七八九十\d]+\s*[期届]|20\d\d|[春夏秋冬]季|上半年|下半年")
CLASS = re.compile(r"[一二三四五六七八九十甲乙丙丁A-Z\d]{1,3}班")
REACHED_BY = (Field.PHONE, Field.EMAIL, Field.CONTACT, Field.ORGANIZATION)
MUCH_ALIKE = 0.7
MAY_DIFFER = {Field.NUMBER, Field.REMARK, Field.GROUP, Field.LANGUAGE, Field.NAME_LATIN}


@dataclass(frozen=True)
class PeopleList:
    sheet: Sheet
    header: Header

    @property
    def name(self) -> str:
        return self.sheet.name

    @property
    def group(self) -> str | None:
        """The name of the sheet where it is one of a group or a class."""
        name = simplified(self.name).strip()
        return self.name if SECTION.fullmatch(name) or CLASS.fullmatch(name) else None


def lists_in(sheets: Sequence[Sheet]) -> list[PeopleList]:
    return [PeopleList(sheet, header) for sheet in sheets if (header := find_header(sheet))]


def meant(lists: Sequence[PeopleList]) -> list[PeopleList]:
    """The likeliest list, with those that continue it on sheets of their own, in the order of the workbook."""
    first = max(lists, key=likelihood)
    return [each for each in lists if each is first or continues(each, first)]


def likelihood(each: PeopleList) -> tuple[bool, bool, bool, bool, int]:
    """A list has contacts or an organization, is of trainees, no copy, often called a list, and is the longest."""
    name = simplified(each.name)
    return (
        any(field in each.header.columns for field in REACHED_BY),
        OTHER_PEOPLE.search(name) is None,
        COPY.search(name) is None,
        NAMED_AS_LIST.search(name) is not None,
        len(each.sheet.rows) - each.header.last,
    )


def continues(other: PeopleList, first: PeopleList) -> bool:
    """The same form for more people of the same cohort: 一班 and 二班, but not 2018 and 2019."""
    name = simplified(other.name)
    is_aside = OTHER_PEOPLE.search(name) or COPY.search(name)
    same_form = likeness(set(other.header.columns) - MAY_DIFFER, set(first.header.columns) - MAY_DIFFER) >= MUCH_ALIKE
    return not is_aside and same_form and intake_of(other) == intake_of(first)


def likeness(one: set[Field], other: set[Field]) -> float:
    return len(one & other) / max(len(one | other), 1)


def intake_of(each: PeopleList) -> list[str]:
    return INTAKE.findall(simplified(each.name))
