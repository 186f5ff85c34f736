"""The register of a large class through the real server: opened, marked, changed, and what follows at once."""

import gzip
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.queries import hours_of
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.completion.queries import progress_of
from cgtraining.database import db
from tests import factories
from tests.bench.cpu import spent
from tests.bench.figures import Figure, percentile
from tests.bench.office import open_office
from tests.bench.options import Options
from tests.bench.place import place
from tests.bench.serving import Server, Visitor, cookie_of, serving

TRAINEES, ROUNDS, WARMING = 1_000, 10, 3
BROWSER = {"Accept-Encoding": "gzip, br"}
MOST_TO_OPEN_MS, MOST_TO_SAVE_MS = 60, 300
Value = list[str | int | None]
VALUES: tuple[Value, ...] = (["present", 0], ["late", 15], ["absent", 0])


def measure(options: Options) -> Iterator[Figure]:
    for engine in options.engines:
        with place(engine) as here, here.app.app_context():
            office = open_office(options.sized(TRAINEES))
            session = factories.class_session(office.cohort, clock.now() - timedelta(minutes=30))
            cookie = cookie_of(here, office.people["course administrator"])
            ids = list(db.session.scalars(select(Enrolment.id).where(Enrolment.cohort_id == office.cohort.id)))
            rounds, session_id, hours = options.sized(ROUNDS), session.id, session.class_hours
            with serving(here, worker=False) as server:
                sheet = Sheet(server, cookie, session_id, ids)
                yield from sheet.opened(rounds, f"on {engine}")
                yield from sheet.saved(rounds, f"on {engine}")
                yield from _followed(sheet, office.cohort, hours, f"on {engine}")


class Sheet:
    """The page of one session as its script uses it."""

    def __init__(self, server: Server, cookie: str, session_id: int, ids: list[int]) -> None:
        self.server, self.ids = server, ids
        self.now: Value = [None, 0]
        self.session_id, self.path = session_id, f"/sessions/{session_id}/register"
        self.visitor = Visitor(server.port, cookie, dict(BROWSER))

    def opened(self, rounds: int, where: str) -> Iterator[Figure]:
        for _ in range(WARMING):
            page = self._open()
        cpu, p50 = self._timed(rounds, lambda _: self._open())
        yield Figure(f"sheet of {len(self.ids):,} opened {where}: CPU", cpu, "ms", most=MOST_TO_OPEN_MS)
        yield Figure(f"sheet of {len(self.ids):,} opened {where}: p50", p50, "ms")
        yield Figure(f"sheet of {len(self.ids):,} {where}: sent", len(page) / 1000, "kB")

    def saved(self, rounds: int, where: str) -> Iterator[Figure]:
        """The first time, then every mark changed again and again; each round a different value."""
        self._sign()
        for name, count, first in (("marked for the first time", 1, 2), ("marks changed", rounds, 0)):
            cpu, p50 = self._timed(count, partial(self._save_next, first))
            yield Figure(f"{len(self.ids):,} {name} {where}: CPU", cpu, "ms", most=MOST_TO_SAVE_MS)
            yield Figure(f"{len(self.ids):,} {name} {where}: p50", p50, "ms")

    def _timed(self, rounds: int, do: Callable[[int], object]) -> tuple[float, float]:
        """Milliseconds of the server's CPU for one, and milliseconds until half of them were done."""
        took, before = [], spent(self.server.process)
        for number in range(rounds):
            begun = time.perf_counter()
            do(number)
            took.append((time.perf_counter() - begun) * 1000)
        return (spent(self.server.process) - before) / rounds * 1000, percentile(took, 0.5)

    def _open(self) -> bytes:
        status, page = self.visitor.get(self.path)
        if status != 200:
            raise RuntimeError(f"{self.path} answered {status}")
        return page

    def _sign(self) -> None:
        plain = Visitor(self.server.port, self.visitor.cookie)
        found = re.search(rb'name="csrf-token" content="([^"]+)"', plain.get(self.path)[1])
        assert found is not None
        self.visitor.cookie = plain.cookie
        self.visitor.headers = {"Accept-Encoding": "gzip", "X-CSRFToken": found[1].decode()}

    def _save_next(self, first: int, number: int) -> None:
        self.save(VALUES[(first + number) % 3])

    def save(self, value: Value) -> None:
        cells = [{"id": i, "old": self.now, "new": value} for i in self.ids]
        status, answer = self.visitor.post_json(f"/sessions/{self.session_id}/marks", {"cells": cells, "reason": None})
        said = json.loads(gzip.decompress(answer)) if status == 200 else {}
        if said.get("conflicts") or len(said.get("saved", ())) != len(self.ids):
            raise RuntimeError(f"saving answered {status}: {said}")
        self.now = value


def _followed(sheet: Sheet, cohort: Cohort, hours: Decimal, where: str) -> Iterator[Figure]:
    """Class hours and completion are worked out when they are read: nothing may lag behind the marks."""
    sheet.save(["absent", 0])
    before = _earned(cohort)
    sheet.save(["present", 0])
    now = _earned(cohort)
    lagging = sum(1 for i in sheet.ids if now[i] - before[i] != hours)
    behind = sum(1 for i, progress in progress_of(cohort).items() if progress.facts.earned != now[i])
    db.session.rollback()
    yield Figure(f"class hours that lag {where}", lagging, f"of {len(sheet.ids)}", most=0)
    yield Figure(f"completions that lag {where}", behind, f"of {len(sheet.ids)}", most=0)


def _earned(cohort: Cohort) -> dict[int, Decimal]:
    """Leaves no transaction behind, which would hold up the server on SQLite."""
    earned = {i: ledger.earned for i, ledger in hours_of(cohort).items()}
    db.session.rollback()
    return earned
