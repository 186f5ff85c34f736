"""The approval list of graduates as a workbook; completion makes the PDF, from the same content."""

from cgtraining.class_papers.tables import Heading, sheet_of
from cgtraining.completion.models import GraduateList
from cgtraining.completion.papers import sheet_content
from cgtraining.language.text import Language
from cgtraining.spreadsheets.writing import SheetToWrite


def approval_sheet_to_write(graduate_list: GraduateList, language: Language) -> SheetToWrite:
    content = sheet_content(graduate_list, language)
    headings = [Heading(column["heading"]) for column in content["columns"]]
    return sheet_of(f"{graduate_list.cohort.code} {graduate_list.number}", headings, content["rows"])
