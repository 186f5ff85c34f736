"""What was typed to run as a formula in the office's spreadsheet is text in every file that the office takes away."""

import csv
import io
import itertools

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.routing import AnyConverter, Rule

from cgtraining.spreadsheets.writing import FORMULA_STARTS, HARMLESS_NUMBER
from tests import factories
from tests.access.doors import arguments, guarded
from tests.access.table import opened
from tests.access.world import Place, build_place
from tests.attacks.poison import poison_everything

STARTS = ("=", "+", "-", "@", "\t=", "\r=")
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
pytestmark = [
    pytest.mark.usefixtures("blank_prints"),
    pytest.mark.parametrize("engine_name", ["sqlite"]),  # cells are written from texts, whichever engine kept them
]


@pytest.fixture
def place(app: Flask) -> Place:
    made = build_place(1)
    poison_everything(lambda number: f"{STARTS[number % len(STARTS)]}cmd|' /C calc'!A0")
    return made


def addresses(rule: Rule, place: Place) -> list[str]:
    """One for each form of file that can be chosen in it."""
    values = arguments(rule, place.ids)
    chosen = {
        name: converter.items for name, converter in rule._converters.items() if isinstance(converter, AnyConverter)
    }
    ways = (dict(zip(chosen, way, strict=True)) for way in itertools.product(*chosen.values()))
    return [built[1] for way in ways if (built := rule.build(values | way))]


def exports(app: Flask, client: FlaskClient, place: Place) -> dict[str, tuple[str, bytes]]:
    found = {}
    for rule, method in guarded(app):
        if method == "GET" and rule.endpoint in opened("platform administrator"):
            for path in addresses(rule, place):
                answer = client.get(path, buffered=True)
                if answer.mimetype in {WORKBOOK, CSV}:
                    found[path] = (answer.mimetype, answer.data)
    return found


@pytest.mark.slow
def test_no_cell_of_any_export_runs_as_a_formula(app: Flask, place: Place, sign_in) -> None:
    found = exports(app, sign_in(factories.platform_administrator()), place)
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
