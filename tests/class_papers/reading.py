"""Reading papers back: the text of every page, and the cells of every sheet."""

import io

from openpyxl import load_workbook
from pypdf import PdfReader

from cgtraining.class_papers.printing import Paper, pdf_of, workbook_of


def pages_of(paper: Paper) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(paper))).pages]


def text_of(paper: Paper) -> str:
    return "\n".join(pages_of(paper))


def cells_of(paper: Paper) -> dict[str, list[tuple]]:
    workbook = load_workbook(io.BytesIO(workbook_of(paper)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook}
