"""Pages of a large office through the real server, one reader at a time: CPU, time, and an archive that streams."""

import http.client
import time
from collections.abc import Iterator

from tests.bench.cpu import spent
from tests.bench.figures import Figure, percentile
from tests.bench.memory import resident, watched
from tests.bench.office import Office, open_office
from tests.bench.options import Options
from tests.bench.place import Place, place
from tests.bench.serving import Server, Visitor, cookie_of, serving

TRAINEES, CERTIFICATES = 1_000, 1_000
READS, WARMING = 20, 3
BROWSER = {"Accept-Encoding": "gzip, br"}
YARDSTICK = "/healthz"
MOST_SECONDS_TO_FIRST_BYTE, MOST_SHARE_IN_MEMORY = 1.0, 0.5


def measure(options: Options) -> Iterator[Figure]:
    for engine in options.engines:
        with place(engine) as here, here.app.app_context():
            office = open_office(options.sized(TRAINEES))
            pages = list(_pages(here, office))
            keeper = cookie_of(here, office.people["course administrator"])
            archive = f"/cohorts/{office.cohort.id}/certificates.zip"
            with serving(here, worker=False) as server:
                yield from _read_all(server, pages, f"on {engine}", options.sized(READS))
                yield from _archived(server, archive, keeper, f"on {engine}")


def _pages(here: Place, office: Office) -> Iterator[tuple[str, str, str]]:
    """Name, address and session."""
    for role, person in office.people.items():
        yield f"home of a {role}", "/", cookie_of(here, person)
    keeper = cookie_of(here, office.people["course administrator"])
    count = f"{TRAINEES:,}"
    yield f"register of {count}", f"/sessions/{office.session.id}/register", keeper
    yield f"gradebook of {count}", f"/cohorts/{office.cohort.id}/scores", keeper
    yield "verification", f"/verify/{office.code}", "language=zh"


def _read_all(server: Server, pages: list[tuple[str, str, str]], where: str, reads: int) -> Iterator[Figure]:
    plain, _, _ = _read(server, YARDSTICK, "language=zh", reads)
    for name, path, cookie in pages:
        cpu, p50, size = _read(server, path, cookie, reads)
        yield Figure(f"{name} {where}: CPU", cpu, "ms", plain, YARDSTICK)
        yield Figure(f"{name} {where}: p50", p50, "ms")
        yield Figure(f"{name} {where}: sent", size / 1000, "kB")


def _read(server: Server, path: str, cookie: str, reads: int) -> tuple[float, float, int]:
    """Milliseconds of the server's CPU for one reading, milliseconds until half of them were answered, bytes."""
    visitor, took, content = Visitor(server.port, cookie, BROWSER), [], b""
    for _ in range(WARMING):
        visitor.get(path)
    before = spent(server.process)
    for _ in range(reads):
        begun = time.perf_counter()
        status, content = visitor.get(path)
        took.append((time.perf_counter() - begun) * 1000)
        if status != 200:
            raise RuntimeError(f"{path} answered {status}")
    return (spent(server.process) - before) / reads * 1000, percentile(took, 0.5), len(content)


def _archived(server: Server, path: str, cookie: str, where: str) -> Iterator[Figure]:
    before = resident(server.process)
    with watched(server.process) as peak:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
        begun = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": cookie})
        answer = connection.getresponse()
        size = len(answer.read(1))
        first = time.perf_counter() - begun
        while piece := answer.read(1 << 16):
            size += len(piece)
        whole = time.perf_counter() - begun
    name = f"zip of {CERTIFICATES:,} {where}"
    yield Figure(f"{name}: first byte", first, "s", most=MOST_SECONDS_TO_FIRST_BYTE)
    yield Figure(f"{name}: last byte", whole, "s")
    yield Figure(f"{name}: sent", size / 1e6, "MB")
    more = peak.alone - before
    yield Figure(f"{name}: memory that it takes", more, "MB", size / 1e6, "its size", most_ratio=MOST_SHARE_IN_MEMORY)
