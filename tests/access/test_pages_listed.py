"""Told at once, without a browser: which new page the walk of tests/journeys could not find its way to."""

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from tests.journeys.pages import ARGUMENTS, NOT_PAGES, PERSONAL_LINKS, TOGETHER, pages


def nameless(rule: Rule) -> set[str]:
    """Arguments for which no row is named."""
    chosen = {name for name, converter in rule._converters.items() if isinstance(converter, AnyConverter)}
    together = TOGETHER[rule.endpoint][0] if rule.endpoint in TOGETHER else ()
    return rule.arguments - set(ARGUMENTS) - chosen - set(together)


def test_every_page_is_walked_to_or_listed_as_something_else(app: Flask) -> None:
    lost = {rule.endpoint: nameless(rule) for rule in pages(app) if nameless(rule)}
    assert {one: lost[one] for one in lost if one not in PERSONAL_LINKS} == {}, "name a row or say why: pages.py"


def test_nothing_is_listed_that_is_gone(app: Flask) -> None:
    assert {*NOT_PAGES, *PERSONAL_LINKS} - {rule.endpoint for rule in app.url_map.iter_rules()} == set()
