"""A trainee's phone at 400 kbit/s: bytes of the first visit and of the next, and when a page can be used."""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from sqlalchemy import select

from cgtraining import demo
from cgtraining.certificates.codes import Code
from cgtraining.certificates.models import Certificate, NumberState
from cgtraining.database import db
from cgtraining.people.models import Person
from tests.bench.figures import Figure
from tests.bench.options import Options
from tests.bench.place import Place, place
from tests.bench.serving import Server, cookie_of, serving
from tests.browser import CHROMIUM, PHONE, new_context

BITS_A_SECOND, LATENCY_MS = 400_000, 100
MOST_KB_FIRST, MOST_KB_AGAIN, MOST_SECONDS = 100, 30, 3.0
TRAINEE, GRADUATE = "trainee04@example.org", "cedar2018-01@example.org"
OF_TRAINEES = ("/", "/my/attendance", "/my/results", "/my/completion", "/certificates/mine", "/check-in", "/profile")
OF_ALL = ("/sign-in", "/verify/")
USABLE = """() => Math.max(
    performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd,
    performance.getEntriesByName("first-contentful-paint")[0].startTime) / 1000"""


@dataclass
class Visit:
    """Bytes as they went over the network, with their headers."""

    bytes: int
    seconds: float


def measure(options: Options) -> Iterator[Figure]:
    with place("sqlite") as here, here.app.app_context(), sync_playwright() as playwright:
        demo.tell_if_empty(lambda _said: None)
        asked = _asked(here)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        with serving(here, worker=False) as server:
            for path, name, cookie in asked[: options.sized(len(asked))]:
                yield from _looked_at(browser, server, path, name, cookie)
        browser.close()


def _asked(here: Place) -> list[tuple[str, str, str | None]]:
    """Address, how it is shown, and the session of whoever asks."""
    certificate = db.session.scalars(_certificates_of(GRADUATE)).first()
    assert certificate is not None
    pages: list[tuple[str, str, str | None]] = [(path, path, None) for path in OF_ALL]
    pages.append((f"/verify/{Code(certificate.code).grouped}", "/verify/<code>", None))
    for email, paths in ((TRAINEE, OF_TRAINEES), (GRADUATE, ("/", "/certificates/mine"))):
        cookie = cookie_of(here, db.session.scalars(select(Person).where(Person.email == email)).one())
        pages += [(path, f"{path} of {email.partition('@')[0]}", cookie) for path in paths]
    pages.append((f"/certificates/{certificate.id}", "/certificates/<id> of its holder", cookie))
    db.session.rollback()
    return pages


def _certificates_of(email: str):  # type: ignore[no-untyped-def]
    query = select(Certificate).join(Certificate.person).where(Person.email == email)
    return query.where(Certificate.state == NumberState.ISSUED, Certificate.replaced_at.is_(None))


def _looked_at(browser: Browser, server: Server, path: str, name: str, cookie: str | None) -> Iterator[Figure]:
    address = f"http://127.0.0.1:{server.port}{path}"
    context = new_context(browser, PHONE, "zh")
    if cookie:
        _give(context, server, cookie)
    first, again = _visit(context.new_page(), address), _visit(context.new_page(), address)
    context.close()
    yield Figure(f"{name}: first visit", first.bytes / 1000, "kB", most=MOST_KB_FIRST)
    yield Figure(f"{name}: usable", first.seconds, "s", most=MOST_SECONDS)
    yield Figure(f"{name}: next visit", again.bytes / 1000, "kB", most=MOST_KB_AGAIN)


def _give(context: BrowserContext, server: Server, cookie: str) -> None:
    value = cookie.partition(";")[0].removeprefix("session=")
    context.add_cookies([{"name": "session", "value": value, "url": f"http://127.0.0.1:{server.port}"}])


def _visit(page: Page, address: str) -> Visit:
    network, received = page.context.new_cdp_session(page), []
    network.send("Network.enable")
    speed = BITS_A_SECOND / 8
    slow = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed}
    network.send("Network.emulateNetworkConditions", slow)
    network.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    answer = page.goto(address, wait_until="networkidle", timeout=60_000)
    assert answer is not None
    assert answer.status == 200, address
    visit = Visit(round(sum(received)), page.evaluate(USABLE))
    page.close()
    return visit
