"""Everybody's first step: by password, or by a personal link."""

from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

ADMINISTRATOR = ("admin@office.example.org", "a cedar by the gate")
PASSWORD = "seven quiet willows"


def appoint_an_administrator(office: Office, language: str) -> None:
    """As the one who installs the product does it: by a command."""
    email, password = ADMINISTRATOR
    said = ["--email", email, "--name", "关丽媛", "--password", password, "--language", language]
    office.command("create-admin", *said)


def signs_in(me: Visitor, identifier: str, password: str) -> None:
    me.fill("E-mail or phone", identifier)
    me.fill("Password", password)
    me.press("Sign in")


def goes_in_as_administrator(me: Visitor) -> None:
    me.open("/sign-in")
    signs_in(me, *ADMINISTRATOR)
    assert me.path() == "/"


def accepts_the_invitation(me: Visitor, link: str) -> None:
    """Open the personal link, choose a password, and confirm the name as it will be printed."""
    me.open(link.removeprefix(me.base))
    me.fill("Choose a password", PASSWORD)
    me.press("Open my account")
    me.choose("Province", {"zh": "广东省", "en": "Guangdong"}[me.say.language])
    me.page.get_by_label(me.say("City")).locator("option").nth(1).wait_for(state="attached")
    me.press("Confirm")
