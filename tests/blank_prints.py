"""Printing at once, for tests that ask for every page of the program and look at anything but the print."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from cgtraining.documents import papers
from cgtraining.documents.press import Batch, Press


def a_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def blank_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every PDF is one blank page: its text is still written, but not set."""
    blank = a_pdf()

    def print_nothing(press: Press, batch: Batch) -> list[bytes]:
        return [blank] * len(batch.sheets)

    monkeypatch.setattr(Press, "_print", print_nothing)
    monkeypatch.setattr(papers, "FontBatch", lambda *texts: None)
    monkeypatch.setattr(papers, "render_pdf", lambda html, **options: blank)


def looks_at_prints(test: Callable[..., Any]) -> Callable[..., Any]:
    """What is printed is the same whichever engine kept its facts, so it is set for these tests once, on SQLite."""
    return pytest.mark.prints(pytest.mark.parametrize("engine_name", ["sqlite"])(test))
