"""A roster of 10,000 people through the real server: seconds, memory, and other people's pages meanwhile."""

import re
import time
from collections.abc import Iterator

from python_calamine import load_workbook
from sqlalchemy import delete, insert

from cgtraining.cohorts.models import ImportState, RosterImport
from cgtraining.database import db, reading
from cgtraining.people.models import Person
from tests import factories
from tests.bench.cpu import spent
from tests.bench.figures import Figure
from tests.bench.memory import watched
from tests.bench.onlookers import asking, waits
from tests.bench.options import Options
from tests.bench.place import Place, place
from tests.bench.rosters import write_roster
from tests.bench.serving import Server, Visitor, cookie_of, serving

ROWS = 10_000
QUIET_SECONDS = 5
MOST_SECONDS, MOST_MEGABYTES = 30, 300
ROSTER = "roster.xlsx"


def measure(options: Options) -> Iterator[Figure]:
    for engine in options.engines:
        with place(engine) as here, here.app.app_context():
            yield from _measured(here, options)


def _measured(here: Place, options: Options) -> Iterator[Figure]:
    rows = options.sized(ROWS)
    write_roster(here.folder / ROSTER, rows)
    plain, plain_cpu = _plainly(here)
    cohort, administrator = factories.cohort(), factories.platform_administrator()
    cookie, cohort_id = cookie_of(here, administrator), cohort.id
    paths = ["/", "/cohorts/", f"/cohorts/{cohort_id}", f"/cohorts/{cohort_id}/trainees", "/people", "/verify/"]
    with serving(here) as server, watched(server.worker) as peak:
        with asking(server.port, cookie, paths) as quiet:
            time.sleep(QUIET_SECONDS * options.scale)
        with asking(server.port, cookie, paths) as busy:
            before = spent(server.worker)
            took_reading, took_running = _imported(here, server, cookie, cohort_id)
            cpu = spent(server.worker) - before
    name = f"roster of {rows:,} on {here.engine}"
    yield Figure(f"{name}: upload and preview", took_reading, "s")
    yield Figure(f"{name}: import", took_running, "s")
    whole = took_reading + took_running
    yield Figure(f"{name}: both", whole, "s", plain, "the plain way", MOST_SECONDS)
    yield Figure(f"{name}: CPU of the worker", cpu, "s", plain_cpu, "the plain way")
    yield Figure(f"{name}: memory of the worker", peak.alone, "MB", most=MOST_MEGABYTES)
    yield Figure(f"{name}: with the process that opens the file", peak.with_children, "MB")
    yield from waits(busy, quiet, f"on {here.engine} meanwhile")


def _plainly(here: Place) -> tuple[float, float]:
    """Seconds, and seconds of CPU, of opening the file and one statement for all, looking at nothing."""
    begun, before = time.perf_counter(), time.process_time()
    rows = load_workbook(str(here.folder / ROSTER)).get_sheet_by_index(0).to_python()
    people = [{"name_zh": str(row[1]), "phone": str(row[5])[:20], "email": row[6]} for row in rows if row[1]]
    db.session.execute(insert(Person), people)
    db.session.commit()
    took, cpu = time.perf_counter() - begun, time.process_time() - before
    db.session.execute(delete(Person))
    db.session.commit()
    return took, cpu


def _imported(here: Place, server: Server, cookie: str, cohort_id: int) -> tuple[float, float]:
    """Seconds of upload with preview, and of the import, as somebody at the browser waits for them."""
    office = Visitor(server.port, cookie)
    form = {"csrf_token": _token(office, f"/cohorts/{cohort_id}/import")}
    content = (here.folder / ROSTER).read_bytes()
    begun = time.perf_counter()
    office.upload(f"/cohorts/{cohort_id}/import", ROSTER, content, form)
    page = office.location
    import_id = int(page.rpartition("/")[2])
    _wait_while(import_id, ImportState.READING)
    read = time.perf_counter()
    office.post(f"{page}/decide", {**form, "do": "import"})
    _wait_while(import_id, ImportState.RUNNING)
    return read - begun, time.perf_counter() - read


def _token(office: Visitor, path: str) -> str:
    _, page = office.get(path)
    found = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None, page[:500]
    return found[1].decode()


def _wait_while(import_id: int, state: ImportState) -> None:
    while True:
        with reading():
            found = db.session.get_one(RosterImport, import_id, populate_existing=True).state
            db.session.rollback()
        if found is not state:
            return
        time.sleep(0.1)
