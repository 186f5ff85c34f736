"""Other people: a process of its own that keeps asking a server for ordinary pages, and notes how long each took."""

import multiprocessing
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

from tests.bench.figures import Figure, percentile
from tests.bench.serving import Visitor

PEOPLE, PAUSE_SECONDS = 4, 1  # as forty people do who each open a page every ten seconds


@dataclass
class Wait:
    """Milliseconds of each answer, by path; `failures` are answers other than 200."""

    by_path: dict[str, list[float]] = field(default_factory=dict)
    failures: int = 0

    @property
    def all(self) -> list[float]:
        return [value for values in self.by_path.values() for value in values]


@contextmanager
def asking(port: int, cookie: str, paths: Sequence[str]) -> Iterator[Wait]:
    """Four people who each ask for one page after the other, a second apart; filled after the block."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_ask_until_told, args=(theirs, port, cookie, list(paths)))
    process.start()
    found = Wait()
    ours.recv()  # it has begun
    try:
        yield found
    finally:
        ours.send("stop")
        found.by_path, found.failures = ours.recv()
        process.join()


def waits(found: Wait, quiet: Wait, when: str, most_p95: float | None = None) -> Iterator[Figure]:
    for name, share, most in (("p50", 0.5, None), ("p95", 0.95, most_p95), ("p99", 0.99, None)):
        calm = percentile(quiet.all, share)
        yield Figure(f"page {when}, {name}", percentile(found.all, share), "ms", calm, "when nothing else runs", most)
    yield Figure(f"pages {when} that failed", found.failures, f"of {len(found.all)}", most=0)


def _ask_until_told(told: Connection, port: int, cookie: str, paths: list[str]) -> None:
    found, over = Wait({path: [] for path in paths}), threading.Event()
    people = [threading.Thread(target=_ask, args=(n, port, cookie, paths, found, over)) for n in range(PEOPLE)]
    for person in people:
        person.start()
    told.send("begun")
    told.recv()
    over.set()
    for person in people:
        person.join()
    told.send((found.by_path, found.failures))


def _ask(number: int, port: int, cookie: str, paths: list[str], found: Wait, over: threading.Event) -> None:
    visitor, turn = Visitor(port, cookie), number
    over.wait(number * PAUSE_SECONDS / PEOPLE)  # each at a moment of their own
    while not over.is_set():
        path = paths[turn % len(paths)]
        begun = time.perf_counter()
        status, _ = visitor.get(path)
        found.by_path[path].append((time.perf_counter() - begun) * 1000)
        found.failures += status != 200
        turn += 1
        over.wait(PAUSE_SECONDS)
