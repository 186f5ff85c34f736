"""A table of scores from a spreadsheet, matched with trainees and items: what each row would change, or why not.

A trainee is found by the number of our own export, else by phone or e-mail, else by name where only one has it.
Blank cells change nothing.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cgtraining.assessments.cells import NO_SCORE, Cell, parse_cell
from cgtraining.errors import RuleBroken

MOST_ROWS = 3000
ROWS_BEFORE_HEADER = 10
NUMBER_HEAD = "学员编号"
HEADS: dict[str, frozenset[str]] = {
    "number": frozenset({NUMBER_HEAD, "trainee no.", "trainee no", "trainee number"}),
    "name": frozenset({"姓名", "学员姓名", "学员", "中文姓名", "name", "full name", "trainee", "chinese name"}),
    "latin": frozenset(
        {"拼音", "姓名拼音", "英文姓名", "拉丁字母姓名", "latin name", "name in latin script", "pinyin"}
    ),
    "phone": frozenset(
        {"手机", "手机号", "手机号码", "电话", "联系电话", "phone", "mobile", "mobile phone", "telephone"}
    ),
    "email": frozenset({"邮箱", "电子邮箱", "邮件", "email", "e-mail", "mail"}),
}
IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]\s*$")


@dataclass(frozen=True)
class Trainee:
    enrolment_id: int
    names: tuple[str, ...]
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True)
class ItemColumn:
    """`titles`: the code and the titles, any of which may stand above the column."""

    item_id: int
    titles: tuple[str, ...]
    maximum: Decimal


@dataclass(frozen=True)
class PlannedCell:
    """`new` is None where the text cannot be used, and `sentence` says why."""

    item_id: int
    text: str
    old: Cell
    new: Cell | None
    sentence: str | None = None

    @property
    def is_change(self) -> bool:
        return self.new is not None and self.new != self.old


@dataclass(frozen=True)
class PlannedRow:
    """`number` counts from 1 as the spreadsheet does. Without a trainee, `problem` says why."""

    number: int
    label: str
    trainee: Trainee | None = None
    problem: str | None = None
    cells: tuple[PlannedCell, ...] = ()


@dataclass(frozen=True)
class SheetPlan:
    item_ids: tuple[int, ...] = ()
    unknown_heads: tuple[str, ...] = ()
    rows: tuple[PlannedRow, ...] = field(default=())

    @property
    def changes(self) -> list[tuple[int, PlannedCell]]:
        """With the enrolment id of each."""
        return [
            (row.trainee.enrolment_id, cell) for row in self.rows if row.trainee for cell in row.cells if cell.is_change
        ]

    @property
    def refused(self) -> int:
        return sum(row.trainee is None for row in self.rows) + sum(
            cell.new is None for row in self.rows for cell in row.cells
        )


def plan_sheet(
    table: Sequence[Sequence[str]],
    trainees: Sequence[Trainee],
    items: Sequence[ItemColumn],
    standing: Mapping[tuple[int, int], Cell],
) -> SheetPlan:
    """`standing`: what is entered now, by (item id, enrolment id). Raises RuleBroken if no header can be found."""
    if len(table) > MOST_ROWS:
        raise RuleBroken(_l("This table has more than %(most)s rows. Divide it into several.", most=MOST_ROWS))
    heads = _Heads.find(table, items)
    finder = _Finder(trainees)
    rows = []
    for number, row in enumerate(table[heads.row + 1 :], start=heads.row + 2):
        if any(cell.strip() for cell in row):
            rows.append(_planned_row(number, row, heads, finder, standing))
    return SheetPlan(tuple(item.item_id for _place, item in heads.items), heads.unknown, tuple(rows))


def table_of_changes(plan: SheetPlan, codes: Mapping[int, str]) -> list[list[str]]:
    """The changes alone as a table that can be planned again, each trainee found by number; `codes` by item id."""
    rows: dict[int, dict[int, str]] = {}
    for enrolment_id, cell in plan.changes:
        rows.setdefault(enrolment_id, {})[cell.item_id] = cell.text
    head = [NUMBER_HEAD, *(codes[item_id] for item_id in plan.item_ids)]
    return [head, *([str(key), *(texts.get(item_id, "") for item_id in plan.item_ids)] for key, texts in rows.items())]


def _planned_row(
    number: int,
    row: Sequence[str],
    heads: "_Heads",
    finder: "_Finder",
    standing: Mapping[tuple[int, int], Cell],
) -> PlannedRow:
    known = {kind: _at(row, place) for kind, place in heads.people.items()}
    label = " ".join(dict.fromkeys(known[kind] for kind in ("name", "latin", "phone", "email") if known.get(kind)))
    try:
        trainee = finder.find(number, known)
    except RuleBroken as refusal:
        return PlannedRow(number, label or known.get("number", ""), problem=str(refusal))
    cells = [
        _planned_cell(_at(row, place), item, standing.get((item.item_id, trainee.enrolment_id), Cell()))
        for place, item in heads.items
        if unicodedata.normalize("NFKC", _at(row, place)) not in NO_SCORE
    ]
    return PlannedRow(number, label or trainee.names[0], trainee, cells=tuple(cells))


def _planned_cell(text: str, item: ItemColumn, old: Cell) -> PlannedCell:
    try:
        return PlannedCell(item.item_id, text, old, parse_cell(text, item.maximum))
    except RuleBroken as refusal:
        return PlannedCell(item.item_id, text, old, None, str(refusal))


@dataclass(frozen=True)
class _Heads:
    row: int
    people: Mapping[str, int]
    items: Sequence[tuple[int, ItemColumn]]
    unknown: tuple[str, ...]

    @classmethod
    def find(cls, table: Sequence[Sequence[str]], items: Sequence[ItemColumn]) -> "_Heads":
        titles = {_plain(title): item for item in items for title in reversed(item.titles) if title}
        for number, row in enumerate(table[:ROWS_BEFORE_HEADER]):
            heads = cls._read(number, row, titles)
            if heads.people and heads.items:
                return heads
        raise RuleBroken(
            _l(
                "No row of column titles was found. One row must name the trainees (name, phone or e-mail) and at "
                "least one graded item by its code or title."
            )
        )

    @classmethod
    def _read(cls, number: int, row: Sequence[str], titles: Mapping[str, ItemColumn]) -> "_Heads":
        people: dict[str, int] = {}
        items: dict[int, tuple[int, ItemColumn]] = {}
        unknown = []
        for place, text in enumerate(row):
            kind = next((kind for kind, words in HEADS.items() if _plain(text) in words), None)
            item = titles.get(_plain(text)) or titles.get(_plain(IN_BRACKETS.sub("", text)))
            if item is not None:
                items.setdefault(item.item_id, (place, item))
            elif kind is not None:
                people.setdefault(kind, place)
            elif text.strip():
                unknown.append(text.strip())
        return cls(number, people, list(items.values()), tuple(unknown))


class _Finder:
    """Finds the trainee of a row, each at most once."""

    def __init__(self, trainees: Sequence[Trainee]) -> None:
        self.trainees = trainees
        self.taken: dict[int, int] = {}

    def find(self, number: int, known: Mapping[str, str]) -> Trainee:
        found = self._candidates(known)
        if not found:
            raise RuleBroken(_("No trainee of this cohort matches this row."))
        if len(found) > 1:
            raise RuleBroken(_("Several trainees match this row: add a phone number or an e-mail address."))
        trainee = found[0]
        first = self.taken.setdefault(trainee.enrolment_id, number)
        if first != number:
            raise RuleBroken(_("Row %(number)s already gives the scores of this trainee.", number=first))
        return trainee

    def _candidates(self, known: Mapping[str, str]) -> list[Trainee]:
        names = {_name_key(known[kind]) for kind in ("name", "latin") if known.get(kind)}
        found = list(self.trainees)
        for kind, matches in (("number", _has_number), ("phone", _has_phone), ("email", _has_email)):
            if value := known.get(kind):
                found = [trainee for trainee in found if matches(trainee, value)]
        if names:
            found = [trainee for trainee in found if names & {_name_key(name) for name in trainee.names}]
        return found if any(known.values()) else []


def _has_number(trainee: Trainee, value: str) -> bool:
    return _plain(value).removesuffix(".0") == str(trainee.enrolment_id)


def _has_phone(trainee: Trainee, value: str) -> bool:
    digits, own = re.sub(r"\D", "", _plain(value)), re.sub(r"\D", "", trainee.phone or "")
    return len(digits) >= 7 and own.endswith(digits[-11:])


def _has_email(trainee: Trainee, value: str) -> bool:
    return _plain(value) == _plain(trainee.email or "")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _name_key(name: str) -> str:
    """Offices pad names of two characters: 王　芳."""
    return _plain(name).replace(" ", "")


def _at(row: Sequence[str], place: int) -> str:
    return row[place].strip() if place < len(row) else ""
