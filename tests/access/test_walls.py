"""Who gets at what: every endpoint of the program, asked by every role about its own rows and about others'."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.access.doors import address, guarded, is_about_a_row, opens
from tests.access.world import Place, build_place

TABLE = Path(__file__).with_name("table.txt")
COLUMNS = {
    "platform administrator": "plat",
    "head": "head",
    "course administrator": "admin",
    "cohort administrator": "coadm",
    "class teacher": "class",
    "trainer": "train",
    "mentor": "ment",
    "partner": "part",
    "trainee": "learn",
    "withdrawn trainee": "left",
    "former head": "formr",
    "administrator from tomorrow": "soon",
    "nobody": "nobod",
}
SignIn = Callable[[Person], FlaskClient]
CLOSED = {403, 404}

# Whoever scans a code is told in one sentence why it does not let them in; the pages name nobody.
TELLS_STRANGERS_WHY = {
    "attendance.checked_in",
    "attendance.confirm_check_in",
    "attendance.save_check_in",
    "attendance.scanned",
}


@pytest.fixture
def places(app: Flask) -> tuple[Place, Place]:
    made = build_place(1), build_place(2)
    db.session.commit()
    return made


@pytest.fixture
def people(places: tuple[Place, Place]) -> dict[str, Person]:
    """The people of the first program, and the platform administrator, who has everything."""
    return {"platform administrator": factories.platform_administrator()} | places[0].people


def test_whoever_is_not_signed_in_is_sent_to_sign_in(app: Flask, client: FlaskClient, places) -> None:
    open_doors = []
    for rule, method in guarded(app):
        answer = client.open(address(rule, places[0].ids), method=method)
        if answer.status_code != 302 or "/sign-in" not in answer.location:
            open_doors.append((rule.endpoint, method, answer.status_code))
    assert open_doors == []


def test_who_may_is_what_the_table_says(app: Flask, places, people: dict[str, Person], engine_name: str) -> None:
    """Of pages and of acts. To write the table anew, delete it, run this test, and read the difference line by line."""
    if engine_name != "sqlite":
        pytest.skip("the table does not depend on the engine; the other tests run on both")
    rows = {"own": places[0].ids, "class": places[0].classmate, "sister": places[0].sister, "foreign": places[1].ids}
    found = _table(app, rows, people)
    if not TABLE.exists():
        TABLE.write_text(found)
    assert found == TABLE.read_text()


@pytest.mark.parametrize("role", ["trainee", "partner", "trainer", "course administrator", "nobody"])
def test_no_page_or_act_reaches_what_its_rule_keeps_closed(
    app: Flask, places, people: dict[str, Person], sign_in: SignIn, role: str
) -> None:
    """The table holds at the doors themselves, for the rows of another trainee, another cohort, another program."""
    here, there = places
    client, leaks = sign_in(people[role]), []
    for ids in (here.classmate, here.sister, there.ids):
        for rule, method in guarded(app):
            if is_about_a_row(rule, ids) and not opens(app, rule, people[role], ids):
                code = client.open(address(rule, ids), method=method).status_code
                if code not in CLOSED:
                    leaks.append((rule.endpoint, method, code))
    assert leaks == []


@pytest.mark.parametrize("role", ["trainee", "partner", "trainer", "course administrator", "platform administrator"])
def test_what_a_role_may_read_opens(app: Flask, places, people: dict[str, Person], sign_in: SignIn, role: str) -> None:
    """Posting would change what is found next."""
    ids = places[0].ids
    client, stuck = sign_in(people[role]), []
    for rule, method in guarded(app):
        if method == "GET" and rule.endpoint not in TELLS_STRANGERS_WHY and opens(app, rule, people[role], ids):
            code = client.get(address(rule, ids), buffered=True).status_code
            if code not in {200, 286, 302, 409}:  # 286 tells htmx to stop asking
                stuck.append((rule.endpoint, code))
    assert stuck == []


def _table(app: Flask, rows: dict[str, dict[str, int]], people: dict[str, Person]) -> str:
    """The first letters of the rows that open: own, class, sister, foreign; `y` where there is no row."""
    assert list(people) == list(COLUMNS)
    lines = [f"{'':<34} " + " ".join(f"{short:<5}" for short in COLUMNS.values())]
    for endpoint, rule in {rule.endpoint: rule for rule, _method in guarded(app)}.items():
        cells = [_cell(app, rule, person, rows) for person in people.values()]
        lines.append(f"{endpoint:<34} " + " ".join(f"{cell:<5}" for cell in cells))
    legend = [f"{short:<5} {role}" for role, short in COLUMNS.items()]
    return "\n".join([*legend, "", *(line.rstrip() for line in lines)]) + "\n"


def _cell(app: Flask, rule, person: Person, rows: dict[str, dict[str, int]]) -> str:
    if not is_about_a_row(rule, rows["own"]):
        return "y" if opens(app, rule, person, {}) else "-"
    return "".join(name[0] if opens(app, rule, person, ids) else "." for name, ids in rows.items()).replace("....", "-")
