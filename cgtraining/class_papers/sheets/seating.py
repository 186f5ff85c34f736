"""The seating plan: the teacher's desk in front, rows and aisles as they are in the room."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from cgtraining.class_papers.fitting import fitted
from cgtraining.class_papers.people import Classmate, classmates_of
from cgtraining.class_papers.printing import Paper
from cgtraining.class_papers.room import seating_of
from cgtraining.class_papers.seating import Hall
from cgtraining.class_papers.tables import Heading, cohort_fact, sheet_of
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import SheetToWrite

WIDTH = 262.0  # millimetres of a sheet across, without the numbers of the rows
DEPTH = 132.0  # from the desk to the foot of the page
AISLE = 6.0
ONE_LINE = 8.5  # in points: a name that would be smaller is set on two
HIGHEST, LOWEST, WITH_GROUP = 18.0, 8.0, 10.5  # of a seat; lower ones have no room for the group


def seating_plan(cohort: Cohort, language: Language) -> Paper:
    people = classmates_of(cohort)
    hall, seats = seating_of(cohort, people)
    sitting = {seats[key]: one for one in people if (key := str(one.enrolment_id)) in seats}
    left_out = [one.name_in(language) for one in people if str(one.enrolment_id) not in seats]
    with in_language(language):
        width = (WIDTH - AISLE * len(hall.aisles)) / hall.columns
        height = max(LOWEST, min(HIGHEST, DEPTH / hall.rows - 1.5))
        content = {
            "title": _("Seating plan"),
            "over": cohort.program.title.in_language(language),
            "facts": [cohort_fact(cohort, language), (_("Trainees"), str(len(people)))],
            "desk": _("Teacher's desk"),
            "rows": [_row(number, hall, sitting, width, language) for number in range(hall.rows)],
            "aisles": list(hall.aisles),
            "width": width,
            "height": height,
            "with_groups": height >= WITH_GROUP,
            "left_out": left_out,
        }
        sheets = [_sheet(hall, sitting, language)]
    return Paper(f"{cohort.code}-seating-{language}", language, "class/seating.html", content, sheets, style="seating")


def _row(
    number: int, hall: Hall, sitting: Mapping[int, Classmate], width: float, language: Language
) -> list[dict[str, Any] | None]:
    first = number * hall.columns
    return [_seat(sitting.get(seat), width, language) for seat in range(first, first + hall.columns)]


def _seat(one: Classmate | None, width: float, language: Language) -> dict[str, Any] | None:
    if one is None:
        return None
    name = (one.name_zh or one.name_latin) if language == "zh" else (one.name_latin or one.name_zh)
    size = fitted(name or "", 12, ONE_LINE, width - 2.5)
    if size == ONE_LINE:
        size = fitted(name or "", ONE_LINE, 5, width - 2.5, lines=2)
    return {"name": name, "size": size, "group": one.group.in_language(language)}


def _sheet(hall: Hall, sitting: Mapping[int, Classmate], language: Language) -> SheetToWrite:
    """The desk is above the first row of cells."""
    columns = [Heading(_("Row"), kind="number"), *(Heading(str(number)) for number in range(1, hall.columns + 1))]
    rows = [
        [row + 1, *(_cell(sitting.get(row * hall.columns + place), language) for place in range(hall.columns))]
        for row in range(hall.rows)
    ]
    return sheet_of(_("Seating plan"), columns, rows)


def _cell(one: Classmate | None, language: Language) -> str | None:
    return one.name_in(language) if one else None
