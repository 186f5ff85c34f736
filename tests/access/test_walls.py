"""Who gets at what: every endpoint of the program, asked by every role."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, Rule

from cgtraining.database import db
from cgtraining.people.models import Person
from tests import factories
from tests.access.world import Place, build_place

TABLE = Path(__file__).with_name("table.txt")
SAMPLES = {"code": "0000-0000-0000-0000-0", "token": "nothing"}


# Whoever scans a code is told in one sentence why it does not let them in; the pages name nobody.
TELLS_STRANGERS_WHY = {"attendance.confirm_check_in", "attendance.save_check_in", "attendance.checked_in"}


@pytest.fixture
def places(app: Flask) -> tuple[Place, Place]:
    made = build_place(1), build_place(2)
    db.session.commit()
    return made


def guarded(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every endpoint that needs a sign-in, once for each method that does something."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.endpoint, one.rule)):
        if getattr(app.view_functions[rule.endpoint], "access", "public") == "allow":
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def address(rule: Rule, ids: dict[str, int]) -> str:
    values = {name: ids.get(name) or SAMPLES.get(name) or _first_choice(rule, name) for name in rule.arguments}
    unknown = [name for name, value in values.items() if value is None]
    assert not unknown, f"{rule.endpoint} takes {unknown}: add it to tests/access/world.py"
    built = rule.build(values)
    assert built is not None
    return built[1]


def _first_choice(rule: Rule, name: str) -> str | None:
    """Of an argument that is one of a few words."""
    converter = rule._converters[name]
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else None


def status(client: FlaskClient, method: str, url: str) -> int:
    return client.open(url, method=method).status_code


def test_whoever_is_not_signed_in_is_sent_to_sign_in(app: Flask, client: FlaskClient, places) -> None:
    open_doors = []
    for rule, method in guarded(app):
        answer = client.open(address(rule, places[0].ids), method=method)
        if answer.status_code != 302 or "/sign-in" not in answer.location:
            open_doors.append((rule.endpoint, method, answer.status_code))
    assert open_doors == []


def test_no_role_reaches_into_another_program(app: Flask, places, sign_in: Callable[[Person], FlaskClient]) -> None:
    """Whatever role one has in the first program, the second one's rows are not there."""
    leaks = []
    here, there = places
    for role, person in here.people.items():
        client = sign_in(person)
        for rule, method in guarded(app):
            if not set(rule.arguments) & set(there.ids) or rule.endpoint in TELLS_STRANGERS_WHY:
                continue
            code = status(client, method, address(rule, there.ids))
            if code not in {403, 404}:
                leaks.append((role, rule.endpoint, method, code))
    assert leaks == []


def test_what_each_role_may_open_is_what_the_table_says(
    app: Flask, places, sign_in: Callable[[Person], FlaskClient], engine_name: str
) -> None:
    """Only pages that are read, since posting would change what the next role finds. `python3 dev.py access-table`
    writes the table anew; read the difference before you commit it.
    """
    if engine_name != "sqlite":
        pytest.skip("the table does not depend on the engine; the other two tests run on both")
    here = places[0]
    people = here.people | {"platform administrator": factories.platform_administrator()}
    lines = []
    for role, person in people.items():
        client = sign_in(person)
        for rule, method in guarded(app):
            if method == "GET":
                code = status(client, "GET", address(rule, here.ids))
                lines.append(f"{rule.endpoint:<40} {role:<24} {'yes' if code < 400 else 'no ' + str(code)}")
    found = "\n".join(sorted(lines)) + "\n"
    if not TABLE.exists():
        TABLE.write_text(found)
    assert found == TABLE.read_text()
