"""The main navigation: what this person's roles let them open, and nothing else."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from cgtraining.home.roles import Roles, roles_of


@dataclass(frozen=True)
class NavigationItem:
    label: object
    url: str
    active: bool
    icon: str


def register(app: Flask) -> None:
    app.context_processor(_shell)


def my_roles() -> Roles:
    """The signed-in person's roles, looked up once in a request."""
    if "roles" not in g:
        g.roles = roles_of(current_user.person)
    roles: Roles = g.roles
    return roles


def _shell() -> dict[str, Any]:
    """What the header needs; nothing is looked up for someone who is not signed in."""
    if not current_user or not current_user.is_authenticated:
        return {"navigation": []}
    return {
        "navigation": list(_items(my_roles())),
        "search_url": url_for("home.search") if my_roles().works_on_cohorts else None,
    }


def _items(roles: Roles) -> Iterator[NavigationItem]:
    yield _item(_l("Home"), "home.start", "house")
    if roles.enrolments:
        yield from _trainee_items()
    elif roles.holds_certificates:
        yield _certificates_item()
    if roles.platform_administrator or roles.in_programs or roles.partner:
        yield _item(_l("Programs"), "programs.list_programs", "book")
    if roles.works_on_cohorts:
        yield _item(_l("Cohorts"), "cohorts.list_cohorts", "mortarboard")
    if roles.platform_administrator:
        yield _item(_l("People"), "people.list_people", "people")
        yield _item(_l("Organizations"), "people.list_organizations", "building")
        yield _item(_l("Messages"), "people.list_messages", "envelope")


def _trainee_items() -> Iterator[NavigationItem]:
    yield _item(_l("My attendance"), "attendance.my_attendance", "calendar-event")
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
_ROOMS_UNDER = {"cohorts": {"cohorts", "attendance", "assessments", "completion", "certificates", "class_papers"}}
