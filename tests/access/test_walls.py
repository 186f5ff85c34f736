"""Who gets at what: every endpoint of the program, asked by every role about its own rows and about others'."""

from collections.abc import Callable, Sequence

import pytest
from flask import Flask
from flask.testing import FlaskClient

from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.access.doors import Doorkeeper, address, guarded, is_about_a_row
from tests.access.table import COLUMNS, ROWS, TABLE, TELLS_STRANGERS_WHY, opened, written
from tests.access.world import Ids, Place, build_place

SignIn = Callable[[Person], FlaskClient]
CLOSED = {403, 404}
READERS = ("trainee", "partner", "trainer", "course administrator")
PLAIN = {"Accept": "application/json"}  # a refusal in one line: its page is looked at elsewhere


def each_asks(roles: Sequence[str], *, also_on_postgresql: str) -> pytest.MarkDecorator:
    """Rules and rows are asked on both engines for the table; what stands before the pages knows of neither."""
    there = pytest.param("postgresql", also_on_postgresql, marks=pytest.mark.postgresql)
    return pytest.mark.parametrize(("engine_name", "role"), [*(("sqlite", role) for role in roles), there])


@pytest.fixture
def places(app: Flask) -> tuple[Place, Place]:
    made = build_place(1), build_place(2)
    db.session.commit()
    return made


@pytest.fixture
def people(places: tuple[Place, Place]) -> dict[str, Person]:
    """The people of the first program, and the platform administrator, who has everything."""
    return {"platform administrator": factories.platform_administrator()} | places[0].people


@pytest.fixture
def rows(places: tuple[Place, Place]) -> dict[str, Ids]:
    here, there = places
    return dict(zip(ROWS, (here.ids, here.classmate, here.sister, there.ids), strict=True))


def test_whoever_is_not_signed_in_is_sent_to_sign_in(app: Flask, client: FlaskClient, places) -> None:
    open_doors = []
    for rule, method in guarded(app):
        answer = client.open(address(rule, places[0].ids), method=method)
        if answer.status_code != 302 or "/sign-in" not in answer.location:
            open_doors.append((rule.endpoint, method, answer.status_code))
    assert open_doors == []


def test_who_may_is_what_the_table_says(app: Flask, rows: dict[str, Ids], people: dict[str, Person]) -> None:
    """Of pages and of acts. To write the table anew, delete it, run this test, and read the difference line by line."""
    found = _table(app, rows, people)
    if not TABLE.exists():
        TABLE.write_text(found)
    assert found == TABLE.read_text()


@pytest.mark.slow
@each_asks([*READERS, "nobody"], also_on_postgresql="trainee")
def test_no_page_or_act_reaches_what_its_rule_keeps_closed(
    app: Flask, rows: dict[str, Ids], people: dict[str, Person], sign_in: SignIn, role: str
) -> None:
    """The table holds at the doors themselves: of every endpoint, at the nearest row that is closed to the role."""
    client, leaks = sign_in(people[role]), []
    for rule, method in guarded(app):
        closed = (ids for of, ids in rows.items() if rule.endpoint not in opened(role, of))
        if (ids := next(closed, None)) and is_about_a_row(rule, ids):
            code = client.open(address(rule, ids), method=method, headers=PLAIN).status_code
            if code not in CLOSED:
                leaks.append((rule.endpoint, method, code))
    assert leaks == []


@pytest.mark.slow
@pytest.mark.usefixtures("blank_prints")
@each_asks([*READERS, "platform administrator"], also_on_postgresql="platform administrator")
def test_what_a_role_may_read_opens(
    app: Flask, rows: dict[str, Ids], people: dict[str, Person], sign_in: SignIn, role: str
) -> None:
    """Posting would change what is found next."""
    client, stuck = sign_in(people[role]), []
    for rule, method in guarded(app):
        if method == "GET" and rule.endpoint in opened(role) - TELLS_STRANGERS_WHY:
            code = client.get(address(rule, rows["own"]), buffered=True).status_code
            if code not in {200, 286, 302, 409}:  # 286 tells htmx to stop asking
                stuck.append((rule.endpoint, code))
    assert stuck == []


def _table(app: Flask, rows: dict[str, Ids], people: dict[str, Person]) -> str:
    """The first letters of the rows that open; `y` where there is no row."""
    assert list(people) == list(COLUMNS)
    keeper = Doorkeeper(app)
    rules = {rule.endpoint: rule for rule, _method in guarded(app)}
    return written(
        {
            endpoint: [_cell(keeper, rule, person, rows) for person in people.values()]
            for endpoint, rule in rules.items()
        }
    )


def _cell(keeper: Doorkeeper, rule, person: Person, rows: dict[str, Ids]) -> str:
    if not is_about_a_row(rule, rows["own"]):
        return "y" if keeper.opens(rule, person, {}) else "-"
    found = "".join(name[0] if keeper.opens(rule, person, ids) else "." for name, ids in rows.items())
    return found.replace("....", "-")
