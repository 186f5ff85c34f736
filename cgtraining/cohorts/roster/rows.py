"""Each row below the headings: a person who can be imported, a row that cannot be used and why, or nobody at all."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict
from pydantic import Field as Limits

from cgtraining.cohorts.roster import naming, values
from cgtraining.cohorts.roster.columns import Header, filled_down
from cgtraining.cohorts.roster.headings import Field, compact
from cgtraining.cohorts.roster.remarks import Remark, RemarkCode, remark
from cgtraining.language.names import looks_like_han, tidy_name
from cgtraining.language.romanisation import latin_name
from cgtraining.language.text import Language
from cgtraining.people.models import Gender
from cgtraining.spreadsheets.reading import Sheet

SPANNING = (Field.GROUP, Field.ORGANIZATION, Field.POSITION, Field.PROVINCE, Field.CITY, Field.REGION)
TOTAL = re.compile(
    r"^(?:合计|总计|小计|共计|总人数|人数|total\b|sum\b|共\s*[\d一二三四五六七八九十百]+\s*[人名])", re.IGNORECASE
)
FOOTER = re.compile(
    r"^(?:填表|制表|填报|审核|负责人|经办|联系人|备注|注|说明|日期|盖章|单位盖章|打印|note|prepared|approved)[^:：]{0,8}[:：]",
    re.IGNORECASE,
)
EXAMPLE = re.compile(
    r"^[(（【]?(?:填写)?(?:示例|样例|范例|例如|举例|例|example|sample|e\.g\.?)\s*[)）】]?\s*(?:[\d一二三]?|[:：].*)$"
    r"|[(（【]\s*(?:示例|样例|范例|举例|例|example|sample)\s*[)）】]$",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,3}(?:小)?组|(?:小)?组[一二三四五六七八九十\d]{1,3}|[A-Z一二三四五六七八九十\d]{1,3}(?:小)?组"
    r"|group\s*\w{1,3}|team\s*\w{1,3})(?=\W|$)",
    re.IGNORECASE,
)
LONGEST_ALONE = 20  # a Latin name, rather than a sentence at the foot
DITTO = ("同上", "〃", "″", '"')


class UsableRow(BaseModel):
    """A person as found in one row; `number` counts as the spreadsheet program does. E-mail is in lower case.
    `sheet` is empty where only one was read.

    `duplicate_of` is the row that holds the same person (leave this one out); `conflicts_with` a row that has the same
    phone or e-mail with another name, so that somebody has to choose.
    """

    model_config = ConfigDict(frozen=True)

    sheet: str = ""
    number: int
    name_zh: str | None = Limits(default=None, max_length=naming.NAME_LONGEST)
    name_latin: str | None = Limits(default=None, max_length=naming.NAME_LONGEST)
    gender: Gender | None = None
    organization: str | None = Limits(default=None, max_length=200)
    position: str | None = Limits(default=None, max_length=100)
    phone: str | None = Limits(default=None, pattern=r"^\+[1-9]\d{4,14}$")
    email: str | None = Limits(default=None, max_length=values.MAIL_LONGEST)
    province_code: str | None = None
    city_code: str | None = None
    group: str | None = Limits(default=None, max_length=60)
    language: Language | None = None
    remark: str | None = Limits(default=None, max_length=500)
    warnings: tuple[Remark, ...] = ()
    duplicate_of: int | None = None
    conflicts_with: int | None = None

    @property
    def name(self) -> str:
        return self.name_zh or self.name_latin or ""


class RejectedRow(BaseModel):
    """`shown` holds what stood in the recognised columns only, by the names of their fields."""

    model_config = ConfigDict(frozen=True)

    sheet: str = ""
    number: int
    shown: dict[str, str]
    reasons: tuple[Remark, ...]


Row = UsableRow | RejectedRow


class Cells:
    """One row by its fields, with blanks and 'nothing' as empty text."""

    def __init__(self, row: list[str], header: Header, above: "Cells | None") -> None:
        self.row = row
        self.header = header
        self.above = above

    def all(self, field: Field) -> list[str]:
        return [text for column in self.header.columns.get(field, ()) if (text := values.written(self.row[column]))]

    def one(self, field: Field) -> str:
        """The first filled one; 同上 means what the row above has."""
        text = next(iter(self.all(field)), "")
        return self.above.one(field) if text in DITTO and self.above else text

    def shown(self) -> dict[str, str]:
        return {field.value: text for field in self.header.columns if (text := self.one(field)[:200])}


def people_of(sheet: Sheet, header: Header, group: str | None = None) -> Iterator[Row]:
    """In the order of the sheet. Blank, total, note, example and repeated heading rows are left out.

    `group` is everybody's until a row between people names another.
    """
    above: Cells | None = None
    for index, row in enumerate(filled_down(sheet, header, SPANNING)[header.last + 1 :], start=header.last + 2):
        if section := section_of(row):
            group = section
        elif not is_nobody(row, header):
            above = Cells(row, header, without_chain(above))
            yield person_of(index, above, group)


def without_chain(above: Cells | None) -> Cells | None:
    """Keeps a row's values of the row above, not the rows above that."""
    if above is None:
        return None
    resolved = list(above.row)
    for field in SPANNING:
        for column in above.header.columns.get(field, ())[:1]:
            resolved[column] = above.one(field)
    return Cells(resolved, above.header, None)


def section_of(row: list[str]) -> str | None:
    texts = {text for text in row if text}
    found = SECTION.match(next(iter(texts))) if len(texts) == 1 else None
    return found and found.group()


def is_nobody(row: list[str], header: Header) -> bool:
    numbers = header.columns.get(Field.NUMBER, ())
    filled = [text for text in row if text]
    beside_number = [text for column, text in enumerate(row) if text and column not in numbers]
    if not beside_number or repeats_headings(row, header):
        return True
    if any(EXAMPLE.search(text) for text in filled[:2]):
        return True
    if any(TOTAL.match(text) or FOOTER.match(text) for text in filled[:2]):
        return not (has_contact(row) and has_name(row, header))
    return len(set(filled)) == 1 and not (has_name(row, header) and len(filled[0]) <= LONGEST_ALONE)


def repeats_headings(row: list[str], header: Header) -> bool:
    repeated = [compact(text) in header.headings[column] for column, text in enumerate(row) if compact(text)]
    return sum(repeated) > len(repeated) / 2


def has_contact(row: list[str]) -> bool:
    found = values.contacts_of([], [], [text for text in row if text], "CN")
    return bool(found.phone or found.email)


def has_name(row: list[str], header: Header) -> bool:
    """Whether a column of names holds a whole name; a single filled cell is somebody only then."""
    columns = [column for field in (Field.NAME, Field.NAME_LATIN) for column in header.columns.get(field, ())]
    return any(row[column] and naming.name_of(row[column]).problem is None for column in columns)


def person_of(number: int, cells: Cells, group: str | None) -> Row:
    name = name_from(cells)
    place = values.place_of("/".join(filter(None, map(cells.one, (Field.PROVINCE, Field.REGION, Field.CITY)))))
    contacts = values.contacts_of(
        cells.all(Field.PHONE), cells.all(Field.EMAIL), cells.all(Field.CONTACT), place.telephone_region
    )
    reasons = reasons_against(name, contacts)
    if reasons:
        return RejectedRow(number=number, shown=cells.shown(), reasons=tuple(reasons))
    return usable(number, cells, name, place, contacts, group)


def reasons_against(name: naming.Name, contacts: values.Contacts) -> list[Remark]:
    """No usable name, or contacts that were given and are all wrong: who it is cannot be known then."""
    unreachable = contacts.wrong if not (contacts.phone or contacts.email) else []
    if name.problem:
        return [name.problem, *contacts.wrong]
    return unreachable


def name_from(cells: Cells) -> naming.Name:
    family, given = tidy_name(cells.one(Field.FAMILY_NAME)), tidy_name(cells.one(Field.GIVEN_NAME))
    parts = family + given if looks_like_han(family + given) else latin_name(family, given)
    return naming.name_of(
        cells.one(Field.NAME) or parts, cells.one(Field.NAME_LATIN) or (parts if cells.one(Field.NAME) else "")
    )


def usable(
    number: int, cells: Cells, name: naming.Name, place: values.Located, contacts: values.Contacts, group: str | None
) -> UsableRow:
    gender, about_gender = values.gender_of(cells.one(Field.GENDER) or name.gender)
    texts, about_texts = texts_of(cells, group, name.notes)
    missing = [] if contacts.phone or contacts.email else [remark(RemarkCode.CONTACT_MISSING)]
    notes = [remark(RemarkCode.NOTE_BESIDE_NAME, note) for note in name.notes]
    left = [remark(RemarkCode.PERHAPS_LEFT, texts["remark"])] if values.may_have_left(texts["remark"] or "") else []
    about = [*notes, *missing, *contacts.wrong, *contacts.warnings, *about_gender, *place.warnings, *about_texts, *left]
    return UsableRow(
        number=number,
        name_zh=name.zh,
        name_latin=name.latin,
        gender=gender,
        phone=contacts.phone,
        email=contacts.email,
        province_code=place.province_code,
        city_code=place.city_code,
        language=values.language_of(cells.one(Field.LANGUAGE)),
        warnings=tuple(about),
        **texts,
    )


def position_from(cells: Cells) -> str:
    """Not the Mr or Ms of a column called Title."""
    found = [text for text in cells.all(Field.POSITION) if not values.gender_of(text)[0]]
    return cells.one(Field.POSITION) if found[:1] == cells.all(Field.POSITION)[:1] else next(iter(found), "")


def texts_of(cells: Cells, group: str | None, notes: list[str]) -> tuple[dict[str, Any], list[Remark]]:
    both = cells.one(Field.ORGANIZATION_AND_POSITION)
    organization, position = values.organization_and_position(both, cells.one(Field.ORGANIZATION))
    wanted = {
        "organization": (cells.one(Field.ORGANIZATION) or organization, 200),
        "position": (position_from(cells) or position, 100),
        "group": (cells.one(Field.GROUP) or group or "", 60),
        "remark": ("；".join([*notes, *cells.all(Field.REMARK)]), 500),
    }
    found = {key: values.cut(text, longest) for key, (text, longest) in wanted.items()}
    return {key: text for key, (text, _) in found.items()}, [each for _, remarks in found.values() for each in remarks]
