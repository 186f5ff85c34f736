"""Background work: a wake-up call carries a kind and an id, the database holds the truth.

A room registers a `Work`: how to continue one unfinished row, and which rows are unfinished. Waking a row twice
or losing a wake-up does no harm: a sweep at start and every 30 seconds wakes what is left.
"""

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey

from cgtraining.config import Settings

log = logging.getLogger(__name__)
SWEEP_SECONDS = 30


@dataclass(frozen=True)
class Work:
    """One kind of background work. `proceed` takes an id, commits as it goes and may be run twice."""

    kind: str
    proceed: Callable[[int], None]
    unfinished: Callable[[], Iterable[int]]


def register(app: Flask, settings: Settings) -> None:
    huey = _open_queue(settings)
    app.extensions["cgtraining.tasks"] = {"huey": huey, "works": {}}

    @huey.task(name="proceed")  # type: ignore[untyped-decorator]
    def proceed(kind: str, row_id: int) -> None:
        with app.app_context():
            run(kind, row_id)

    app.extensions["cgtraining.tasks"]["proceed"] = proceed


def add_work(app: Flask, work: Work) -> None:
    app.extensions["cgtraining.tasks"]["works"][work.kind] = work


def wake(kind: str, row_id: int) -> None:
    """Ask a worker to go on with a row. Call it after the commit; a lost call is made up by the sweep."""
    try:
        _state()["proceed"](kind, row_id)
    except Exception:  # the queue being down must not undo what is already committed
        log.warning("wake-up lost, the sweep will find it: %s %s", kind, row_id, exc_info=True)


def run(kind: str, row_id: int) -> None:
    """Go on with one row, here and now."""
    work: Work = _state()["works"][kind]
    work.proceed(row_id)


def sweep() -> int:
    """Go on with everything unfinished; returns how many rows that were."""
    done = 0
    for work in list(_state()["works"].values()):
        for row_id in list(work.unfinished()):
            done += 1
            try:
                work.proceed(row_id)
            except Exception:
                log.exception("work failed, to be tried again: %s %s", work.kind, row_id)
    return done


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
    while True:
        try:
            with app.app_context():
                if problem := queue_problem():
                    log.warning("the queue cannot be reached, work is taken up every 30 s: %s", problem)
                sweep()
        except Exception:
            log.exception("the sweep failed and is tried again")
        time.sleep(SWEEP_SECONDS)


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
        return RedisHuey("cgtraining", url=settings.redis_url, results=False)
    return SqliteHuey("cgtraining", filename=str(settings.data_folder / "queue.sqlite3"), results=False)
