"""A worker as `cgtraining worker` starts it, forked from a process that has loaded the program, to be killed soon.

It forks its presses, too: to load WeasyPrint anew would be most of a worker's life.
"""

import os
import sys
from collections.abc import Mapping
from multiprocessing.synchronize import Event

from cgtraining import create_app, tasks
from cgtraining.config import read_settings
from cgtraining.documents import press, pressing
from cgtraining.documents.engine import weasyprint

MOST_FILES = 4096
weasyprint()


def work(environment: Mapping[str, str], begun: Event) -> None:
    press._started = ForkedPress  # type: ignore[assignment]
    with create_app(read_settings(environment)).app_context():
        begun.set()
        tasks.work()


class ForkedPress:
    """What a press needs of its process."""

    def __init__(self) -> None:
        inlet, to_press = os.pipe()
        from_press, outlet = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            _print_what_comes(inlet, outlet)
        os.close(inlet)
        os.close(outlet)
        self.stdin, self.stdout = os.fdopen(to_press, "wb"), os.fdopen(from_press, "rb")

    def poll(self) -> int | None:
        """None while it lives."""
        try:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
        except ChildProcessError:
            return 0
        return status if pid else None

    def wait(self) -> None:
        if self.poll() is None:
            os.waitpid(self._pid, 0)

    def kill(self) -> None:
        os.kill(self._pid, 9)


def _print_what_comes(inlet: int, outlet: int) -> None:
    """Holds nothing that its worker had open, so that a dead worker is seen to be dead."""
    os.dup2(inlet, 0)
    os.dup2(outlet, 1)
    os.closerange(3, MOST_FILES)
    sys.stdin = os.fdopen(0)
    sys.stdout = os.fdopen(1, "w")
    try:
        pressing.main()
    finally:
        os._exit(0)
