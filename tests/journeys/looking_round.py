"""Going through the whole house as one person: whatever opens is looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask import Flask
from werkzeug.routing import Rule

from cgtraining.demo.people import PASSWORD
from tests.journeys.acts.checking_in import Hall
from tests.journeys.acts.signing_in import signs_in
from tests.journeys.inspection import Inspector
from tests.journeys.pages import Place, pages, places_of
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

CHIEF = "admin"
LONGEST_MS = 120_000  # a page of certificates that are tried out, on a busy machine
STAFF = (CHIEF, "head", "office", "trainer", "teacher", "mentor", "partner")
TRAINEES = ("trainee04", "newcomer01", "cedar2018-01")
NOWHERE = (
    "/nowhere",
    "/verify/DEM0-DEM0-DEM0-DEM0-B",
    "/verify/DEM0-DEM0-DEM0-DEM0-C",
    "/invitation/unknown",
    "/certificates/take/unknown",
)


@dataclass
class House:
    """Everything there is to see, and which endpoints were seen by somebody."""

    office: Office
    app: Flask
    links: dict[str, str]
    inspector: Inspector
    opened: set[str] = field(default_factory=set)

    def never_opened(self) -> set[str]:
        return {rule.endpoint for rule in pages(self.app)} - self.opened

    def is_public(self, rule: Rule) -> bool:
        return getattr(self.app.view_functions[rule.endpoint], "access", None) == "public"

    def look_at(self, visitor: Visitor, endpoint: str) -> None:
        self.inspector.look_at(visitor, endpoint)
        self.opened.add(endpoint)


def looks_round_as_a_stranger(visitor: Visitor, house: House) -> None:
    """Also at what is not there: an address, a certificate, a link that was used."""
    for endpoint, path in house.links.items():
        visitor.open(path)
        house.look_at(visitor, endpoint)
    for path in NOWHERE:
        assert visitor.answers(path) in {404, 410}, path
        visitor.forgives()
        house.look_at(visitor, "an answer to nothing")
    visitor.open("/sign-in")
    visitor.fill("E-mail or phone", f"{CHIEF}@example.org")
    visitor.press("Send me a one-time code")
    _looks_round(visitor, house, filter(house.is_public, pages(house.app)), all_rows=True)


def looks_round_as(role: str, visitor: Visitor, house: House) -> None:
    """The chief at every row that is named for a page, the others at the first that opens to them."""
    language = visitor.say.language
    visitor.open("/sign-in")
    signs_in(visitor, f"{role}@example.org", PASSWORD)
    visitor.speaks(language)
    if role in TRAINEES:
        _sees_the_code_on_the_screen(visitor, house.office)
    _looks_round(visitor, house, pages(house.app), all_rows=role == CHIEF)


def _sees_the_code_on_the_screen(visitor: Visitor, office: Office) -> None:
    [(session_id,)] = office.rows("SELECT id FROM class_session WHERE check_in_key IS NOT NULL")
    visitor.answers(Hall(office, session_id).address_of())
    visitor.forgives()


def _looks_round(visitor: Visitor, house: House, rules: Iterable[Rule], *, all_rows: bool) -> None:
    for rule in rules:
        for place in places_of(rule, house.office):
            if _looks_at(visitor, house, place) and not all_rows:
                break
    visitor.context.close()


def _looks_at(visitor: Visitor, house: House, place: Place) -> bool:
    """Whether the page opens to this person: most doors are closed to most people.

    It is shown in the browser where it is built in another way than what was shown to anybody before.
    """
    answer = visitor.context.request.get(visitor.base + place.path, max_redirects=0, timeout=LONGEST_MS)
    assert answer.status < 500, place
    if answer.status != 200:
        return False
    house.opened.add(place.endpoint)
    page = answer.text()
    if not house.inspector.has_read(page) and not house.inspector.knows(visitor, place, page):
        visitor.open(place.path)
        house.look_at(visitor, place.endpoint)
    return True
