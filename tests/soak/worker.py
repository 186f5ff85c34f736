"""A worker as `cgtraining worker` starts it, forked from a process that has loaded the program, to be killed soon.

Its presses are forked from there too: loading WeasyPrint anew would be most of the life of a worker.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event

from cgtraining import create_app, tasks
from cgtraining.config import read_settings
from cgtraining.documents import press, pressing
from cgtraining.documents.engine import weasyprint

CONTEXT = multiprocessing.get_context("forkserver")
weasyprint()


def work(environment: Mapping[str, str], begun: Event) -> None:
    press._started = ForkedPress  # type: ignore[assignment]
    with create_app(read_settings(environment)).app_context():
        begun.set()
        tasks.work()


class ForkedPress:
    """What a press needs of its process."""

    def __init__(self) -> None:
        inlet, self._to = CONTEXT.Pipe(duplex=False)
        self._from, outlet = CONTEXT.Pipe(duplex=False)
        self._process = CONTEXT.Process(target=print_what_comes, args=(inlet, outlet), daemon=True)
        self._process.start()
        inlet.close()
        outlet.close()
        self.stdin, self.stdout = (
            os.fdopen(os.dup(self._to.fileno()), "wb"),
            os.fdopen(os.dup(self._from.fileno()), "rb"),
        )
        self._to.close()
        self._from.close()

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> None:
        self._process.join()

    def kill(self) -> None:
        self._process.kill()


def print_what_comes(inlet: Connection, outlet: Connection) -> None:
    os.dup2(inlet.fileno(), 0)
    os.dup2(outlet.fileno(), 1)
    sys.stdin = os.fdopen(0)  # it was nothing in a forked process
    inlet.close()
    outlet.close()
    pressing.main()
