"""Questions into a workbook. Cells say what people read; what they cannot hold goes home in the last column."""

import json
import re
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from cgtraining.questions.content import stored
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.plain_data import data_of
from cgtraining.questions.interchange.workbook.cells import Cells, cells_of
from cgtraining.questions.interchange.workbook.columns import HEADINGS
from cgtraining.questions.interchange.workbook.digests import digest_of
from cgtraining.spreadsheets.reading import tidy_cell
from cgtraining.spreadsheets.writing import Column, SheetToWrite, harmless, write_workbook

TIDIED = re.compile(r"[^\S ]|(?<= ) |[\u200b-\u200f\u202a-\u202e\u2060\ufeff\uff00\x7f]")
MOST_IN_A_CELL = 32_000
SHEET = "试题 Questions"


def write(questions: Sequence[Exported]) -> bytes:
    columns = [Column(heading) for heading in HEADINGS.values()]
    rows = [[cells.get(name, "") for name in HEADINGS] for cells in map(_row, questions)]
    return write_workbook([SheetToWrite(SHEET, columns, rows)])


def losses(question: Exported) -> Sequence[object]:
    found: list[object] = []
    if question.pictures:
        found.append(_l("Its pictures are not in a workbook; they come back only into the bank that has them."))
    if _is_too_long(question):
        found.append(_l("It is too long for a cell, so only what the cells show comes back."))
    elif "<" in json.dumps(stored(question.content), ensure_ascii=False):
        found.append(_l("Its layout shows in the cells as plain text; it comes back as long as they are not changed."))
    return found


def _row(question: Exported) -> Cells:
    """The digest is of the cells as they will be read."""
    cells = {name: text[:MOST_IN_A_CELL] for name, text in cells_of(question).items()}
    if _is_too_long(question):
        return cells
    as_read = {name: tidy_cell(harmless(text)) for name, text in cells.items()}
    return cells | {"data": f"{digest_of(as_read)} {_data(question)}"}


def _is_too_long(question: Exported) -> bool:
    return len(_data(question)) > MOST_IN_A_CELL - 20


def _data(question: Exported) -> str:
    """Blanks and invisible signs escaped, which reading a cell would tidy away."""
    plain = json.dumps(data_of(question), ensure_ascii=False, separators=(",", ":"))
    return TIDIED.sub(lambda found: f"\\u{ord(found[0]):04x}", plain)
