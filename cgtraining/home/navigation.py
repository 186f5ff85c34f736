"""The main navigation: what this person's roles let them open, and nothing else; worked out where a page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.local import LocalProxy

from cgtraining.home.reach import Reach, reach_of


@dataclass(frozen=True)
class NavigationItem:
    label: object
    url: str
    active: bool
    icon: str


def register(app: Flask) -> None:
    app.context_processor(_shell)


def _shell() -> dict[str, Any]:
    """What the header needs; nothing is looked up for a page without one, nor for someone who is not signed in."""
    if not current_user or not current_user.is_authenticated:
        return {"navigation": []}
    return {"navigation": LocalProxy(_my_items), "search_url": LocalProxy(_my_search)}


def _my_items() -> list[NavigationItem]:
    if "navigation" not in g:
        g.navigation = list(_items(_my_reach()))
    found: list[NavigationItem] = g.navigation
    return found


def _my_search() -> str:
    """Nothing for those who have nobody to find."""
    return url_for("home.search") if _my_reach().works_on_cohorts else ""


def _my_reach() -> Reach:
    """Looked up once in a request."""
    if "reach" not in g:
        g.reach = reach_of(current_user.person)
    reach: Reach = g.reach
    return reach


def _items(reach: Reach) -> Iterator[NavigationItem]:
    yield _item(_l("Home"), "home.start", "house")
    if reach.enrolled:
        yield from _trainee_items()
    elif reach.holds_certificates:
        yield _certificates_item()
    if reach.platform_administrator or reach.on_programs or reach.partner:
        yield _item(_l("Programs"), "programs.list_programs", "book")
    if reach.works_on_cohorts:
        yield _item(_l("Cohorts"), "cohorts.list_cohorts", "mortarboard")
    if reach.platform_administrator:
        yield _item(_l("People"), "people.list_people", "people")
        yield _item(_l("Organizations"), "people.list_organizations", "building")
        yield _item(_l("Messages"), "people.list_messages", "envelope")


def _trainee_items() -> Iterator[NavigationItem]:
    yield _item(_l("My attendance"), "attendance.my_attendance", "calendar-event")
    yield _item(_l("My quizzes"), "quizzes.my_quizzes", "pencil")
    yield _item(_l("My results"), "assessments.my_results", "journal-text")
    yield _certificates_item()


def _certificates_item() -> NavigationItem:
    return _item(_l("My certificates"), "certificates.my_certificates", "award")


def _item(label: object, endpoint: str, icon: str) -> NavigationItem:
    room = endpoint.partition(".")[0]
    here = request.endpoint or ""
    exact = room in {"home", "people"} or ".my_" in endpoint
    pages = _PAGES_UNDER.get(endpoint, {endpoint} if exact else set())
    active = here in pages or (not exact and _is_under(here, room))
    return NavigationItem(label, url_for(endpoint), active and (exact or ".my_" not in here), icon)


def _is_under(here: str, room: str) -> bool:
    elsewhere = any(here in pages for pages in _PAGES_UNDER.values())
    return here.partition(".")[0] in _ROOMS_UNDER.get(room, {room}) and not elsewhere


_PAGES_UNDER = {
    "people.list_people": {
        "people.list_people",
        "people.show_person",
        "people.person_history",
        "people.add",
        "people.edit_person",
        "people.change_contacts",
        "people.invite_person",
        "cohorts.person_roles",
    },
    "people.list_organizations": {"people.list_organizations", "people.add_one", "people.edit_organization"},
    "people.list_messages": {"people.list_messages", "people.show_message"},
    "programs.list_programs": {
        "certificates.issuing_rules",
        "certificates.save_patterns",
        "certificates.list_designs",
        "certificates.new_design",
        "certificates.bring_design",
        "certificates.show_design",
        "certificates.show_version",
        "certificates.edit_version",
        "completion.show_rules",
        "completion.show_change",
        "completion.add",
        "completion.edit",
    },
}
_ROOMS_UNDER = {
    "cohorts": {"cohorts", "attendance", "assessments", "completion", "certificates", "class_papers", "quizzes"}
}
