"""A running office, and the people who visit it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import OpenContext
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

Welcome = Callable[..., Visitor]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty data folder, served."""
    running = Office(tmp_path)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def welcome(office: Office, open_context: OpenContext, tmp_path: Path) -> Iterator[Welcome]:
    """One more person comes with a browser of their own; their console stays without an error to the end."""
    visitors: list[Visitor] = []

    def come(language: str, width: int, **options: Any) -> Visitor:
        visitors.append(Visitor(open_context(width, language, **options), office.base, language))
        return visitors[-1]

    yield come
    for number, visitor in enumerate(visitors):
        visitor.page.screenshot(path=tmp_path / f"last-seen-{number}.png", full_page=True)
    assert [visitor.complaints for visitor in visitors] == [[] for _ in visitors]
