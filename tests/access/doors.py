"""Every door of the program: its address with the ids of some rows, and whom its rule lets in."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from cgtraining.people.models import Person
from tests.access.world import Ids

SAMPLES = {
    "form": "xlsx",
    "code": "0000-0000-0000-0000-0",
    "token": "nothing",
    "secret": "nothing",
    "language": "en",
    "ticket": "nothing",
}


def guarded(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every endpoint that needs a sign-in, once for each method that does something."""
    for rule in sorted(app.url_map.iter_rules(), key=lambda one: (one.endpoint, one.rule)):
        if getattr(app.view_functions[rule.endpoint], "access", "public") == "allow":
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule, method


def arguments(rule: Rule, ids: Ids) -> dict[str, int | str]:
    values = {name: ids.get(name) or SAMPLES.get(name) or _first_choice(rule, name) for name in rule.arguments}
    unknown = [name for name, value in values.items() if value is None]
    assert not unknown, f"{rule.endpoint} takes {unknown}: add it to tests/access/world.py"
    return values


def address(rule: Rule, ids: Ids) -> str:
    built = rule.build(arguments(rule, ids))
    assert built is not None
    return built[1]


def is_about_a_row(rule: Rule, ids: Ids) -> bool:
    return bool(set(rule.arguments) & set(ids))


def opens(app: Flask, rule: Rule, person: Person, ids: Ids) -> bool:
    """What the endpoint's own rule says, asked without doing anything: of pages and of every act alike."""
    view = app.view_functions[rule.endpoint]
    if view.load is None:
        return view.rule(person)
    found = view.load(**arguments(rule, ids))
    return found is not None and view.rule(person, found)


def _first_choice(rule: Rule, name: str) -> str | None:
    """Of an argument that is one of a few words."""
    converter = rule._converters[name]
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else None
