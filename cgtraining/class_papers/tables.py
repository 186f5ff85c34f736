"""A paper that is one table, as a PDF and as a workbook, from the same rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from cgtraining.class_papers.printing import Paper
from cgtraining.cohorts.models import Cohort
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import Column, ColumnKind, SheetToWrite, Value

Fact = tuple[str, ...]


@dataclass(frozen=True)
class Heading:
    """`width` is CSS, `align` 'end' or 'center'; `kind` is how a workbook takes the cells."""

    text: str
    width: str = "auto"
    align: str = ""
    kind: ColumnKind = "text"

    @property
    def printed(self) -> dict[str, str]:
        return {"heading": self.text, "width": self.width, "align": self.align}


def table_paper(
    *,
    cohort: Cohort,
    stem: str,
    language: Language,
    title: str,
    headings: Sequence[Heading],
    rows: Sequence[Sequence[Value]],
    facts: Sequence[Fact] = (),
    **more: Any,
) -> Paper:
    """Within `in_language(language)`. `more` is what `papers/table.html` takes besides."""
    content = {
        "title": title,
        "over": cohort.program.title.in_language(language),
        "facts": [cohort_fact(cohort, language), *facts],
        "columns": [heading.printed for heading in headings],
        "rows": [[printed(cell) for cell in row] for row in rows],
        **more,
    }
    return Paper(f"{cohort.code}-{stem}", language, "table.html", content, [sheet_of(title, headings, rows)])


def sheet_of(title: str, headings: Sequence[Heading], rows: Sequence[Sequence[Value]]) -> SheetToWrite:
    return SheetToWrite(title, [Column(heading.text, heading.kind) for heading in headings], rows)


def cohort_fact(cohort: Cohort, language: Language) -> Fact:
    return (_("Cohort"), f"{cohort.title.in_language(language)} ({cohort.code})")


def printed(cell: Value) -> str:
    return "" if cell is None else str(cell)
