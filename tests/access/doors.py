"""Every door of the program: its address with the ids of some rows, and whom its rule lets in."""

from collections.abc import Callable, Hashable, Iterator
from typing import Any

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
    "question_kind": "single",
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


class Doorkeeper:
    """What each endpoint's own rule says, asked without doing anything: of pages and of every act alike.

    Many endpoints share a rule and what it is asked about; each is asked once about the same row and person.
    """

    def __init__(self, app: Flask) -> None:
        self._views = app.view_functions
        self._found: dict[Hashable, Any] = {}
        self._said: dict[Hashable, bool] = {}

    def opens(self, rule: Rule, person: Person, ids: Ids) -> bool:
        view = self._views[rule.endpoint]
        if view.load is None:
            return view.rule(person)
        asked = view.load, tuple(sorted(arguments(rule, ids).items()))
        found = self._load(*asked)
        question = view.rule, asked, person.id
        if question not in self._said:
            self._said[question] = found is not None and view.rule(person, found)
        return self._said[question]

    def _load(self, load: Callable[..., Any], named: tuple[tuple[str, int | str], ...]) -> Any:
        if (load, named) not in self._found:
            self._found[load, named] = load(**dict(named))
        return self._found[load, named]


def _first_choice(rule: Rule, name: str) -> str | None:
    """Of an argument that is one of a few words."""
    converter = rule._converters[name]
    return sorted(converter.items)[0] if isinstance(converter, AnyConverter) else None
