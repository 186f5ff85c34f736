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


def work(*, until_parent_ends: bool = False) -> None:
    """Consume wake-up calls until told to stop; must be called in the main thread of a process of its own."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_sweep_again_and_again, args=(app,), daemon=True, name="sweep").start()
    if until_parent_ends:
        threading.Thread(target=_stop_without_parent, args=(os.getppid(),), daemon=True, name="parent").start()
    _state()["huey"].create_consumer(workers=1, worker_type="thread", periodic=False, max_delay=1.0).run()


def _sweep_again_and_again(app: Flask) -> None:
    while True:
        with app.app_context():
            sweep()
        time.sleep(SWEEP_SECONDS)


def _stop_without_parent(parent: int) -> None:
    """A worker that `cgtraining run` started ends with it, even if that was killed."""
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
