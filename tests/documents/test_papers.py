import io

import pytest
from jinja2 import UndefinedError
from pypdf import PdfReader

from cgtraining.documents.papers import render_paper

COLUMNS = [
    {"heading": "序号", "width": "12mm", "align": "center"},
    {"heading": "姓名"},
    {"heading": "签到"},
]


def text_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_sign_in_sheet_repeats_its_heading_and_counts_its_pages():
    rows = [[number, "王芳䶮", ""] for number in range(1, 31)]
    first, second = text_of(
        render_paper("table.html", "zh", title="签到表", columns=COLUMNS, rows=rows, roomy=True, blank_rows=3)
    )
    assert [first.count("姓名"), second.count("姓名")] == [1, 1]
    assert "第 1 页，共 2 页" in first
    assert first.count("王芳䶮") + second.count("王芳䶮") == 30


def test_an_english_paper_with_everything_on_it():
    (page,) = text_of(
        render_paper(
            "table.html",
            "en",
            title="List of graduates",
            over="Cedar Program",
            note="In the order of names.",
            facts=[("Cohort", "First"), ("Rules", "At least 80%", "whole")],
            columns=[{"heading": "Name"}],
            rows=[["WANG Fang <王芳>"]],
            wide=True,
            signatures=["Head of training"],
        )
    )
    for text in (
        "Cedar Program",
        "Cohort: First",
        "WANG Fang <王芳>",
        "Head of training",
        "Page 1 of 1",
    ):
        assert text in page


def test_a_forgotten_fact_is_an_error_and_not_a_gap():
    with pytest.raises(UndefinedError):
        render_paper("table.html", "en", columns=[], rows=[])
