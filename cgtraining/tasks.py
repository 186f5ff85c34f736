"""Background work: a wake-up call carries a kind and an id, the database holds the truth.

A room registers a `Work`: how to continue one unfinished row, and which rows are unfinished. Waking a row twice
or losing a wake-up does no harm: a sweep at start and every 5 seconds takes up what is left.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey
from redis import ConnectionPool

from cgtraining import clock
from cgtraining.config import Settings
from cgtraining.database import db, is_out_of_reach, reading

log = logging.getLogger(__name__)
SWEEP_SECONDS = 5
REST_SECONDS = 30  # for what a sweep could not finish: a defect is not met again every 5 seconds
REDIS_PATIENCE = {"socket_connect_timeout": 2, "socket_timeout": 5}  # a worker waits 1 second for a call
SILENCE = timedelta(seconds=6)  # a worker renews its lease after every certificate and every chunk of rows


@dataclass(frozen=True)
class Work:
    """One kind of background work. `proceed` takes an id, commits as it goes and may be run twice."""

    kind: str
    proceed: Callable[[int], None]
    unfinished: Callable[[], Iterable[int]]


def register(app: Flask, settings: Settings) -> None:
    huey = _open_queue(settings)
    app.extensions["cgtraining.tasks"] = {"huey": huey, "works": {}, "queue_lost_until": 0.0}

    @huey.task(name="proceed")  # type: ignore[untyped-decorator]
    def proceed(kind: str, row_id: int) -> None:
        with app.app_context():
            run(kind, row_id)

    app.extensions["cgtraining.tasks"]["proceed"] = proceed


def add_work(app: Flask, work: Work) -> None:
    app.extensions["cgtraining.tasks"]["works"][work.kind] = work


def wake(kind: str, row_id: int) -> None:
    """Ask a worker to go on with a row. Call it after the commit; a lost call is made up by the sweep.

    While the queue is away, nobody waits for it once per call.
    """
    state = _state()
    if time.monotonic() < state["queue_lost_until"]:
        return
    try:
        state["proceed"](kind, row_id)
    except Exception as problem:  # the queue being down must not undo what is already committed
        state["queue_lost_until"] = time.monotonic() + SWEEP_SECONDS
        log.warning("wake-up lost, the sweep will find it: %s %s: %s", kind, row_id, problem)


def run(kind: str, row_id: int) -> None:
    """Go on with one row, here and now."""
    work: Work = _state()["works"][kind]
    work.proceed(row_id)


def sweep(tried: dict[tuple[str, int], float] | None = None) -> int:
    """Go on with everything unfinished; returns how many rows that were.

    `tried` remembers what could not be finished, and when: it rests for a while.
    """
    resting = {} if tried is None else _still_resting(tried)
    done = 0
    for work in list(_state()["works"].values()):
        rows = [row_id for row_id in _unfinished(work) if (work.kind, row_id) not in resting]
        for row_id in rows:
            _proceed(work, row_id)
        if rows and tried is not None:
            left = set(_unfinished(work))
            tried |= {(work.kind, row_id): time.monotonic() for row_id in rows if row_id in left}
        done += len(rows)
    return done


def _proceed(work: Work, row_id: int) -> None:
    try:
        work.proceed(row_id)
    except Exception as problem:
        if is_out_of_reach(problem):
            raise
        log.exception("work failed, to be tried again: %s %s", work.kind, row_id)


def waits_for_a_worker(leased_until: datetime | None, lease: timedelta) -> bool:
    """Whether nobody is at it, as far as one can tell from here: never begun, or its worker died."""
    return leased_until is None or clock.now() - (leased_until - lease) > SILENCE


def work(*, parent: int | None = None) -> None:
    """Consume wake-up calls until told to stop; must be called in the main thread of a process of its own.

    With the id of the process that started this one, it ends with that.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_sweep_again_and_again, args=(app,), daemon=True, name="sweep").start()
    if parent is not None:
        threading.Thread(target=_stop_without, args=(parent,), daemon=True, name="parent").start()
    _state()["huey"].create_consumer(workers=1, worker_type="thread", periodic=False, max_delay=1.0).run()


def queue_problem() -> str | None:
    """Why the queue cannot be reached; None if it can."""
    try:
        _state()["huey"].storage.queue_size()
    except Exception as problem:  # of whatever kind the queue's library raises
        return str(problem)
    return None


def _sweep_again_and_again(app: Flask) -> None:
    """For as long as the process lives, whatever is out of reach for a while; without a queue this alone does it."""
    tried: dict[tuple[str, int], float] = {}
    lost: str | None = None
    while True:
        lost = _tell_changes(lost, _sweep_once_more(app, tried))
        time.sleep(SWEEP_SECONDS)


def _sweep_once_more(app: Flask, tried: dict[tuple[str, int], float]) -> str | None:
    """What is out of reach, if anything is."""
    try:
        with app.app_context():
            lost = queue_problem()
            sweep(tried)
    except Exception as problem:
        if is_out_of_reach(problem):
            return "the database cannot be reached, work waits for it"
        log.exception("the sweep failed and is tried again")
        return None
    return lost and f"the queue cannot be reached, work is taken up every {SWEEP_SECONDS} s: {lost}"


def _tell_changes(before: str | None, now: str | None) -> str | None:
    """Once, and not at every sweep."""
    if now and now != before:
        log.warning(now)
    elif before and not now:
        log.warning("everything can be reached again")
    return now


def _unfinished(work: Work) -> list[int]:
    with reading():
        found = list(work.unfinished())
        db.session.rollback()
    return found


def _still_resting(tried: dict[tuple[str, int], float]) -> dict[tuple[str, int], float]:
    now = time.monotonic()
    for each in [each for each, moment in tried.items() if now - moment >= REST_SECONDS]:
        del tried[each]
    return tried


def _stop_without(parent: int) -> None:
    """A worker that `cgtraining run` started ends with it, even if that was killed before this one was ready."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _state() -> dict[str, Any]:
    state: dict[str, Any] = current_app.extensions["cgtraining.tasks"]
    return state


def _open_queue(settings: Settings) -> Huey:
    if settings.redis_url:
        pool = ConnectionPool.from_url(settings.redis_url, **REDIS_PATIENCE)
        return RedisHuey("cgtraining", connection_pool=pool, results=False)
    return SqliteHuey("cgtraining", filename=str(settings.data_folder / "queue.sqlite3"), results=False)
