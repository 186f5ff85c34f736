"""A hall with a code on its screen, and the phones in it."""

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import expect

from cgtraining import clock
from cgtraining.attendance.codes import STEP_SECONDS, scanned_code
from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from cgtraining.documents.qr import qr_svg
from cgtraining.people import passwords
from cgtraining.people.models import Person
from tests import factories
from tests.journeys.acts.signing_in import PASSWORD, signs_in
from tests.journeys.server import Office
from tests.journeys.visitor import Visitor

TEACHER = "teacher@example.org"
BY_PASSWORD, BY_CODE, NOT_OF_THE_COHORT = "wang.fang@example.org", "han.meimei@example.org", "stranger@example.org"


@dataclass(frozen=True)
class Hall:
    """A session that began a moment ago."""

    office: Office
    session_id: int

    def address_of(self, age: timedelta = timedelta(0)) -> str:
        """The path that the code on the screen opens, as it was `age` ago."""
        [(key,)] = self.office.rows(f"SELECT check_in_key FROM class_session WHERE id = {self.session_id}")
        return f"/check-in/{self.session_id}/{scanned_code(str(key), clock.now() - age)}"


def a_class_begins(office: Office, language: str = "zh") -> Hall:
    def write() -> int:
        cohort = factories.cohort()
        for name, address in (("王芳", BY_PASSWORD), ("韩梅梅", BY_CODE)):
            factories.enrolment(cohort, _with_account(name, address))
        _with_account("李雷", NOT_OF_THE_COHORT).preferred_language = language
        factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER, _with_account("钱老师", TEACHER))
        session: ClassSession = factories.class_session(cohort, clock.now() - timedelta(minutes=1))
        db.session.flush()
        return session.id

    return Hall(office, office.arrange(write))


def _with_account(name: str, address: str) -> Person:
    person = factories.person(name, None, email=address)
    factories.account_of(person, email=address, password=passwords.hashed(PASSWORD))
    return person


def opens_check_in(teacher: Visitor, hall: Hall) -> None:
    teacher.open(f"/sessions/{hall.session_id}/check-in")
    signs_in(teacher, TEACHER, PASSWORD)
    teacher.press("Open check-in")


def shows_the_code_that_a_camera_reads(teacher: Visitor, hall: Hall) -> None:
    """The drawing on the wall is the QR of this moment's address."""
    drawing = teacher.page.get_by_role("img", name=teacher.say("QR code for check-in"))
    wanted = [_lines(qr_svg(hall.office.base + hall.address_of(timedelta(seconds=age)))) for age in (0, STEP_SECONDS)]
    assert _lines(drawing.inner_html()) in wanted


def _lines(svg: str) -> list[str]:
    return re.findall(r' d="([^"]+)"', svg)


def finds_the_code_refused(phone: Visitor, address: str) -> None:
    """Once it has run out: at the latest when a code has stood on the screen for its whole time."""
    while phone.answers(address) == 200:
        phone.context.clear_cookies(name="check_in_seen")
        phone.page.wait_for_timeout(1000)
    phone.reads("This code has run out. Scan the one that is on the screen now.")
    phone.forgives()


def checks_in(phone: Visitor) -> None:
    phone.press("Check in")
    phone.reads("You are checked in")


def signs_in_by_one_time_code(phone: Visitor, identifier: str, outbox: Path) -> None:
    phone.fill("E-mail or phone", identifier)
    phone.press("Send me a one-time code")
    phone.fill("Six-digit code", _code_in_the_letter(phone, outbox))
    phone.press("Sign in")


def _code_in_the_letter(phone: Visitor, outbox: Path) -> str:
    while not (letters := sorted(outbox.glob("*.eml"))):
        phone.page.wait_for_timeout(200)
    letter = email.message_from_bytes(letters[-1].read_bytes(), policy=email.policy.default)
    body = letter.get_body(("plain",))
    code = body and re.search(r"\b\d{6}\b", body.get_content())
    assert code
    return code.group()


def sees_who_is_in(teacher: Visitor, number: int) -> None:
    """By itself: the screen asks again every few seconds."""
    text = teacher.say("%(done)s of %(total)s are in", done=number, total=2)
    expect(teacher.page.locator(".present")).to_have_text(text)
