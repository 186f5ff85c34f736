"""Two workers that take up the same work in the same moment."""

from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Thread

from flask import Flask

from cgtraining import clock

WORKERS = 2


def in_two_workers(app: Flask, moment: datetime, work: Callable[[], object]) -> list[Exception]:
    """What went wrong in either, if anything did. What the test wrote must be committed before."""
    start, broken = Barrier(WORKERS), list[Exception]()

    def take_part() -> None:
        try:
            with app.app_context(), clock.frozen(moment):
                start.wait()
                work()
        except Exception as problem:
            broken.append(problem)

    workers = [Thread(target=take_part) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return broken
