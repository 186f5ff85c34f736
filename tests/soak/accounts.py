"""What must be true after all kills: the right certificates, every serial, no mail twice, what is uncertain listed."""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining import storage
from cgtraining.certificates.codes import Code
from cgtraining.certificates.models import Certificate, CertificateEvent, IssueRun, NumberState, SerialCounter
from cgtraining.certificates.queries import certificate_by_code
from cgtraining.completion.models import GraduateEntry
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.mail.letters import message_id
from cgtraining.mail.models import Channel, Delivery, DeliveryState, Message
from tests import factories
from tests.bench.place import Place
from tests.bench.serving import cookie_of
from tests.soak.sink import Sink


def problems(place: Place, sink: Sink) -> list[str]:
    """Every sentence that is not true; none after a soak that held."""
    return [*_of_certificates(), *_of_files(place.folder), *_of_mails(sink), *_of_pages(place)]


def uncertain() -> int:
    return len(_mails(DeliveryState.UNCERTAIN))


def certificates() -> int:
    return len(db.session.scalars(select(Certificate.id)).all())


def _of_certificates() -> Iterator[str]:
    found = db.session.scalars(select(Certificate).order_by(Certificate.number)).all()
    highest = db.session.scalars(select(SerialCounter.last_number)).one()
    if [one.number for one in found] != list(range(1, highest + 1)):
        yield "a number is missing, or was given twice"
    if {one.state for one in found} != {NumberState.ISSUED}:
        yield "a number is neither issued nor void"
    entries = db.session.scalars(select(GraduateEntry).options(joinedload(GraduateEntry.enrolment))).all()
    if Counter(one.person_id for one in found) != Counter(entry.enrolment.person_id for entry in entries):
        yield "somebody on the lists has no certificate, or more than one"
    events = Counter(db.session.scalars(select(CertificateEvent.certificate_id)))
    if events != Counter(one.id for one in found):
        yield "a certificate was not issued exactly once"
    if any(certificate_by_code(Code(one.code)) is not one for one in found):
        yield "a code does not verify its certificate"


def _of_files(folder: Path) -> Iterator[str]:
    found = db.session.scalars(select(Certificate)).all()
    if any(sha256(storage.load_file(one.pdf_key or "")).hexdigest() != one.sha256 for one in found):
        yield "a file is not the one whose hash is kept"
    kept = {str(file.relative_to(folder / "files")) for file in (folder / "files/certificates").rglob("*.pdf")}
    if kept != {one.pdf_key for one in found}:
        yield "a file belongs to no certificate"


def _of_mails(sink: Sink) -> Iterator[str]:
    if twice := [each for each, times in sink.taken.items() if times > 1]:
        yield f"{len(twice)} mails were sent twice"
    if len(db.session.scalars(select(Message.id)).all()) != certificates():
        yield "not every certificate has exactly one message"
    sent, doubtful = _mails(DeliveryState.SENT), _mails(DeliveryState.UNCERTAIN)
    if len(sent) + len(doubtful) != certificates():
        yield "a mail is neither sent nor listed as possibly sent"
    if not sent <= set(sink.taken):
        yield "a mail is called sent and was not"
    if not set(sink.taken) <= sent | doubtful:
        yield "a mail was sent that is not called so"


def _of_pages(place: Place) -> Iterator[str]:
    """The office sees each uncertain one on the page of its run."""
    cookie = cookie_of(place, factories.platform_administrator()).partition(";")[0].partition("=")[2]
    seen = 0
    for run_id in db.session.scalars(select(IssueRun.id)).all():
        with place.app.test_client() as client:
            client.set_cookie("session", cookie)
            page = client.get(f"/certificate-runs/{run_id}/messages?lang=en")
        assert page.status_code == 200, page.status
        seen += page.text.count('name="selected"')
    if seen != uncertain():
        yield f"{uncertain()} mails are uncertain, but {seen} are listed"


def _mails(state: DeliveryState) -> set[str]:
    query = select(Delivery).options(joinedload(Delivery.message))
    query = query.where(Delivery.channel == Channel.MAIL, Delivery.state == state)
    return {message_id(delivery, settings()) for delivery in db.session.scalars(query)}
