"""Questions out of the rows of a workbook."""

import re
from collections.abc import Iterator
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange.making import NotTaken
from cgtraining.questions.interchange.paper.reading import difficulty_in
from cgtraining.questions.interchange.plain_data import as_data, filled_in, points_in
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.texts import Texts, language_of
from cgtraining.questions.interchange.workbook.columns import Row, columns_in
from cgtraining.questions.interchange.workbook.contents import content_of
from cgtraining.questions.interchange.workbook.digests import digest_of
from cgtraining.questions.kinds import Difficulty
from cgtraining.spreadsheets.reading import Sheet, read_sheets

EXAMPLES = re.compile(r"示例|样例|说明|example|how to", re.IGNORECASE)
NO_HEADINGS = _l(
    "No sheet has the headings of a list of questions: 题干 Question, and 答案 Answer or 题型 Kind. Take the template."
)
HEADINGS_WITHIN = 10
DIFFICULTIES = {each.value: each for each in Difficulty}


def read(content: bytes, *, language: Language | None) -> list[QuestionRead]:
    sheets = [sheet for sheet in read_sheets(content, "questions.csv") if not EXAMPLES.search(sheet.name)]
    lists = [found for sheet in sheets if (found := _rows(sheet)) is not None]
    if not lists:
        raise UnusableFile(NO_HEADINGS)
    rows = [row for one in lists for row in one]
    if not rows:
        raise UnusableFile(_l("There is no question in this file."))
    return [_read(row, language, several=len(lists) > 1) for row in rows]


def _rows(sheet: Sheet) -> list[Row] | None:
    for place, cells in enumerate(sheet.rows[:HEADINGS_WITHIN]):
        if columns := columns_in(cells):
            return list(_below(sheet, place, columns))
    return None


def _below(sheet: Sheet, headings: int, columns: dict[int, str]) -> Iterator[Row]:
    for number, cells in enumerate(sheet.rows[headings + 1 :], start=headings + 2):
        found = {name: cells[place] for place, name in columns.items() if place < len(cells) and cells[place].strip()}
        if found:
            yield Row(number, sheet.name, found)


def _read(row: Row, language: Language | None, *, several: bool) -> QuestionRead:
    where = (
        _l("Sheet “%(sheet)s”, row %(row)s", sheet=row.sheet, row=row.number)
        if several
        else _l("Row %(row)s", row=row.number)
    )
    texts = Texts(_language(row, language))
    try:
        content = content_of(row, texts)
    except NotTaken as refusal:
        return _carried(QuestionRead(where=where, name=row.get("name"), refusal=refusal.sentence), row)
    read = QuestionRead(
        where=where,
        name=row.get("name")[:200],
        content=content,
        points=_points(row, texts),
        difficulty=_difficulty(row, texts),
        folder=_titles(row),
        competencies=_cut(row.get("competencies")),
        losses=tuple(texts.losses),
    )
    return _carried(read, row)


def _carried(read: QuestionRead, row: Row) -> QuestionRead:
    """What the cells cannot hold, as long as they are as they were written."""
    digest, _sign, text = row.get("data").partition(" ")
    data = as_data(text) if text and digest == digest_of(row.cells) else None
    if data is None:
        return read
    return filled_in(
        QuestionRead(
            where=read.where,
            name=row.get("name")[:200],
            refusal=read.refusal,
            content=read.content,
            folder=_titles(row),
            competencies=_cut(row.get("competencies")),
            losses=read.losses,
        ),
        data,
    )


def _language(row: Row, language: Language | None) -> Language | None:
    """Of the columns that name none: Chinese where there are English ones beside them."""
    if any(name.endswith(" en") for name in row.cells):
        return "zh"
    said = [row.get("text"), row.get("explanation"), *(text for _letter, text in row.options())]
    return language or language_of(" ".join(said))


def _points(row: Row, texts: Texts) -> Decimal | None:
    said = row.get("points")
    points = points_in(said.strip().removesuffix("分")) if said else None
    if said and points is None:
        texts.lose(_l("Its points “%(said)s” are no number from 0 to 1000.", said=said[:40]))
    return points


def _difficulty(row: Row, texts: Texts) -> Difficulty | None:
    said = row.get("difficulty")
    found = next((difficulty_in(word) for word in [said, *said.split()] if difficulty_in(word)), None)
    if said and found is None:
        texts.lose(_l("Its difficulty “%(said)s” was not understood.", said=said[:40]))
    return found


def _titles(row: Row) -> tuple[str, ...]:
    return tuple(
        part.replace("\0", "/").strip() for part in row.get("folder").replace("//", "\0").split("/") if part.strip()
    )


def _cut(said: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in re.split(r"[;；,，、\n]", said) if part.strip())
