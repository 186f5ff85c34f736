"""A hall checks in: 5,000 phones within a minute at one session, while the list on the screen stays live."""

import time
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from cgtraining.attendance.models import Mark, MarkChange
from cgtraining.database import db
from tests.bench.cpu import spent
from tests.bench.figures import Figure, percentile
from tests.bench.hall import Hall, fill_hall
from tests.bench.onlookers import Wait, asking
from tests.bench.options import Options
from tests.bench.phones import Posted, posting
from tests.bench.place import Place, place
from tests.bench.serving import cookie_of, serving

PEOPLE, SECONDS = 5_000, 60.0
MOST_P99_MS = 500
WARMING = 20


def measure(options: Options) -> Iterator[Figure]:
    people = options.sized(PEOPLE)
    for engine in options.engines:
        with place(engine) as here, here.app.app_context():
            hall = fill_hall(here.app, people + WARMING)
            yield from _checked_in(here, hall, SECONDS * people / PEOPLE)


def _checked_in(here: Place, hall: Hall, seconds: float) -> Iterator[Figure]:
    path, screen = f"/check-in/{hall.session.id}", f"/sessions/{hall.session.id}/check-in/panel"
    cookie = cookie_of(here, hall.keeper)
    done = f"302 {path}/done"
    with serving(here, worker=False) as server:
        with posting(server.port, path, hall.phones[:WARMING], 1):
            pass
        before, began = spent(server.process), time.monotonic()
        with (
            asking(server.port, cookie, [screen]) as live,
            posting(server.port, path, hall.phones[WARMING:], seconds) as posted,
        ):
            pass
        took, cpu = time.monotonic() - began, spent(server.process) - before
    where = f"on {here.engine}"
    yield from _waits(posted, live, where)
    yield Figure(f"CPU of one check-in, the screens' list with it, {where}", cpu / len(posted.waits) * 1000, "ms")
    yield Figure(f"seconds until the last was in {where}", took, "s")
    yield from _counted(posted, done, len(hall.phones), where)


def _waits(posted: Posted, live: Wait, where: str) -> Iterator[Figure]:
    for name, share, most in (("p50", 0.5, None), ("p95", 0.95, None), ("p99", 0.99, MOST_P99_MS)):
        yield Figure(f"check-in {where}, {name}", percentile(posted.waits, share), "ms", most=most)
    yield Figure(f"the client itself was late by {where}", posted.behind, "ms")
    for name, share, most in (("p50", 0.5, None), ("p99", 0.99, MOST_P99_MS)):
        yield Figure(f"live list {where}, {name}", percentile(live.all, share), "ms", most=most)
    yield Figure(f"live lists {where} that failed", live.failures, f"of {len(live.all)}", most=0)


def _counted(posted: Posted, done: str, people: int, where: str) -> Iterator[Figure]:
    """Every phone has one mark and one change in its history, the phones that posted twice as well."""
    db.session.rollback()
    marked = Counter(db.session.scalars(select(Mark.enrolment_id)))
    changes = db.session.scalar(select(func.count()).select_from(MarkChange)) or 0
    wrong = {answer: count for answer, count in posted.answers.items() if answer != done}
    yield Figure(
        f"answers {where} other than 'you are in' {wrong or ''}", sum(wrong.values()), f"of {len(posted.waits)}", most=0
    )
    yield Figure(f"lost {where}", people - len(marked), f"of {people}", most=0)
    yield Figure(f"double {where}", changes - len(marked), f"of {people}", most=0)
