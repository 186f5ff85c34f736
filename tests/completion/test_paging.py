from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.assessments.views import grid
from cgtraining.completion.views import overview
from cgtraining.people.models import Person
from cgtraining.web.paging import page_of_rows
from tests import factories
from tests.completion.factories import taught_cohort, trainee


def test_rows_in_memory_come_in_pages(app: Flask) -> None:
    with app.test_request_context("/?page=2"):
        page = page_of_rows(list(range(5)), per_page=2)
    assert (page.items, page.total, page.pages, page.has_prev, page.has_next) == ([2, 3], 5, 3, True, True)
    with app.test_request_context("/?page=99"):
        assert page_of_rows([1], per_page=2).items == []


def test_large_cohorts_come_in_pages(
    sign_in: Callable[[Person], FlaskClient], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(grid, "ROWS", 2)
    monkeypatch.setattr(overview, "ROWS", 2)
    cohort = taught_cohort()
    for _number in range(3):
        trainee(cohort)
    client = sign_in(factories.program_staff(cohort.program))
    for address in ("scores", "completion"):
        first = client.get(f"/cohorts/{cohort.id}/{address}").text
        second = client.get(f"/cohorts/{cohort.id}/{address}?page=2").text
        assert (first.count("/enrolments/"), second.count("/enrolments/")) == (2, 1)
