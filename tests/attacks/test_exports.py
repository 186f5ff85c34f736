"""What was typed to run as a formula in the office's spreadsheet is text in every file that the office takes away."""

import csv
import io
import itertools

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from cgtraining.people.models import Person
from cgtraining.spreadsheets.writing import FORMULA_STARTS, HARMLESS_NUMBER
from tests import factories
from tests.access.doors import address, opens
from tests.access.world import Place, build_place
from tests.attacks.poison import poison_everything

STARTS = ("=", "+", "-", "@", "\t=", "\r=")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"


@pytest.fixture
def place(app: Flask) -> Place:
    made = build_place(1)
    poison_everything(lambda number: f"{STARTS[number % len(STARTS)]}cmd|' /C calc'!A0")
    return made


def exports(app: Flask, client: FlaskClient, person: Person, place: Place) -> dict[str, tuple[str, bytes]]:
    found = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if getattr(view, "access", None) != "allow" or "GET" not in (rule.methods or set()):
            continue
        if not opens(app, rule, person, place.ids):
            continue
        for query in ("", "?format=csv", "?format=xlsx"):
            path = address(rule, place.ids) + query
            answer = client.get(path, buffered=True)
            if answer.mimetype in {WORKBOOK, CSV}:
                found[path] = (answer.mimetype, answer.data)
    return found


def test_no_cell_of_any_export_runs_as_a_formula(app: Flask, place: Place, sign_in) -> None:
    person = factories.platform_administrator()
    found = exports(app, sign_in(person), person, place)
    kinds = {kind for kind, _content in found.values()}
    typed = 0
    for path, (kind, content) in found.items():
        cells = list(_cells(kind, content))
        typed += sum("calc" in text for text, _is_formula in cells)
        assert [text for text, runs in cells if runs] == [], path
    assert (len(found) >= 4, kinds, typed > 10) == (True, {WORKBOOK, CSV}, True), list(found)


def _cells(kind: str, content: bytes):
    """Each text, and whether a spreadsheet would run it."""
    if kind == CSV:
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
        for text in itertools.chain.from_iterable(rows):
            yield text, text.startswith(FORMULA_STARTS) and not HARMLESS_NUMBER.fullmatch(text)
        return
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        for cell in itertools.chain.from_iterable(sheet.iter_rows()):
            yield str(cell.value or ""), cell.data_type == "f"
