"""Certificates issued through the real worker: CPU, bytes, memory, and other people's pages meanwhile."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import func, select

from cgtraining import storage, tasks
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import Certificate, IssueItem, IssueRun, ItemState
from cgtraining.certificates.operations import start_run
from cgtraining.certificates.tasks import ISSUING
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db, reading
from cgtraining.people.models import Person
from tests import factories
from tests.bench.cpu import spent
from tests.bench.figures import Figure
from tests.bench.memory import watched
from tests.bench.onlookers import asking, waits
from tests.bench.options import Options
from tests.bench.place import Place, place
from tests.bench.plain_printing import costs
from tests.bench.rosters import FAMILY, GIVEN
from tests.bench.serving import Server, cookie_of, serving
from tests.certificates import sample
from tests.certificates.factories import approved_list

USUAL, FULL = 1_000, 10_000
BATCH = 25
QUIET_SECONDS = 10
ONE = "one of a batch: CPU"
MOST_SHARE_OF_PLAIN, MOST_KILOBYTES, MOST_MEGABYTES, MOST_P95_MS = 0.25, 45, 150, 200
SECONDS_FOR_EACH = 6 * 60 / FULL  # on two cores
PICTURES = ("logo-academy", "seal-academy", "signature-lin")


def measure(options: Options) -> Iterator[Figure]:
    cost = costs([_invented(number) for number in range(BATCH)], sample.ART)
    plain, shared = cost.plain * 1000, cost.shared * 1000
    if cost.with_noto:
        than = "one plain write_pdf(), Noto CJK of the machine"
        yield Figure(ONE, shared, "ms", cost.with_noto * 1000, than, most_ratio=MOST_SHARE_OF_PLAIN)
    yield Figure(ONE, shared, "ms", plain, "one plain write_pdf(), the product's fonts")
    yield Figure("plain write_pdf(), the product's fonts: CPU", plain, "ms")
    yield Figure("plain write_pdf(), the product's fonts: file", cost.plain_bytes / 1000, "kB")
    for engine in options.engines:
        with place(engine) as here, here.app.app_context():
            yield from _issued(here, options.sized(FULL if options.full else USUAL), cost.plain, options.scale)


def _issued(here: Place, count: int, plain: float, scale: float) -> Iterator[Figure]:
    cohort = _cohort(here, count)
    cookie = cookie_of(here, factories.platform_administrator())
    paths = ["/", "/cohorts/", f"/cohorts/{cohort.id}", f"/cohorts/{cohort.id}/trainees", "/people", "/verify/"]
    run = start_run(graduate_list=approved_list(_people(count), cohort), actor=None)
    db.session.commit()
    with serving(here) as server, watched(server.worker) as peak:
        with asking(server.port, cookie, paths) as quiet:
            time.sleep(QUIET_SECONDS * scale)
        with asking(server.port, cookie, paths) as busy:
            took, cpu = _run(server, run.id)
    name = f"{count:,} on {here.engine}"
    yield Figure(f"{name}: time", took, "s", most=SECONDS_FOR_EACH * count)
    yield Figure(f"{name}: CPU of each, all told", cpu / count * 1000, "ms", plain * 1000, "one plain write_pdf()")
    yield Figure(f"{name}: file", _kilobytes(), "kB", most=MOST_KILOBYTES)
    yield Figure(f"{name}: memory of the worker", peak.alone, "MB", most=MOST_MEGABYTES)
    yield Figure(f"{name}: memory of a press", peak.of_a_child, "MB", most=MOST_MEGABYTES)
    yield from waits(busy, quiet, f"on {here.engine} meanwhile", MOST_P95_MS)


def _cohort(here: Place, count: int) -> Cohort:
    program = factories.program(code="CEDAR")
    for name in PICTURES:
        storage.save_file(f"bench/{name}.svg", sample.ART[name])
    organization, signatory = program.issuers[0].organization, program.signatories[0]
    organization.logo_key, organization.seal_key = "bench/logo-academy.svg", "bench/seal-academy.svg"
    signatory.signature_key = "bench/signature-lin.svg"
    return factories.cohort(factories.curriculum(program))


def _people(count: int) -> Sequence[Person]:
    return [factories.person(*_name(number)) for number in range(count)]


def _invented(number: int) -> CertificateFacts:
    name_zh, name_latin = _name(number)
    return replace(sample.certificate(name_zh=name_zh, name_latin=name_latin), serial=f"CEDAR-2026-{number:04d}")


def _name(number: int) -> tuple[str, str]:
    """No two alike, so that nobody needs a line that tells them from a namesake."""
    family, first, second = FAMILY[number % len(FAMILY)], number // 7 % len(GIVEN), number // 3 % len(GIVEN)
    letters = "".join(chr(97 + number // 26**place % 26) for place in range(3))
    return f"{family}{GIVEN[first]}{GIVEN[second]}", f"WANG Xiao{letters}"


def _run(server: Server, run_id: int) -> tuple[float, float]:
    """Seconds, and seconds of CPU of the worker and its presses."""
    before = spent(server.worker)
    begun = time.perf_counter()
    tasks.wake(ISSUING.kind, run_id)
    while _is_unfinished(run_id):
        time.sleep(0.2)
    took = time.perf_counter() - begun
    return took, spent(server.worker) - before


def _is_unfinished(run_id: int) -> bool:
    with reading():
        run = db.session.get_one(IssueRun, run_id, populate_existing=True)
        unfinished = run.finished_at is None
        left = select(func.count()).select_from(IssueItem).where(IssueItem.state == ItemState.REFUSED)
        refused = db.session.scalar(left)
        db.session.rollback()
    if refused:
        raise RuntimeError(f"{refused} certificates were refused")
    return unfinished


def _kilobytes() -> float:
    """Of one file, on the average of the first hundred."""
    with reading():
        keys = db.session.scalars(select(Certificate.pdf_key).order_by(Certificate.id).limit(100)).all()
        db.session.rollback()
    return sum(len(storage.load_file(key or "")) for key in keys) / len(keys) / 1000
