"""Printing in processes of their own, which know nothing but documents and are replaced before they grow.

A press is given sheets and gives files. It ends with the process that started it, however that ended, and by itself
when nothing was printed for a while; it yields to whatever else the machine has to do.
"""

import atexit
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Timer

from cgtraining.documents.faces import Face

ROOT = Path(__file__).resolve().parents[2]
REPLACED_AFTER = 1000  # sheets
MOST = 4  # processes of 100 MB
PATIENCE_SECONDS = 1.0
LIMIT_SECONDS = 60.0  # for a batch, which usually takes two or three


@dataclass(frozen=True)
class Sheet:
    """One file to print; see `render_pdf`."""

    html: str
    stylesheets: Sequence[str] = ()
    images: Mapping[str, bytes] = field(default_factory=dict)
    pages: int | None = None


@dataclass(frozen=True)
class Batch:
    """Sheets that share their fonts."""

    sheets: Sequence[Sheet]
    faces: Sequence[Face] = tuple(Face)


class PressStopped(Exception):
    """The process ended in the middle of its work: it was killed, or a sheet brought it down."""


class TookTooLong(Exception):
    """The press was ended after LIMIT_SECONDS: a sheet has no end, or hardly one."""


class PrintingFailed(Exception):
    """A defect; its text is the trace."""


Printed = bytes | Exception


class Press:
    def __init__(self) -> None:
        self.printed = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._hands = ThreadPoolExecutor(1)
        self._printing: Future[list[Printed]] | None = None

    @property
    def is_busy(self) -> bool:
        return self._printing is not None and not self._printing.done()

    @property
    def process_id(self) -> int | None:
        return self._process.pid if self._process else None

    def begin(self, batch: Batch) -> "Future[list[Printed]]":
        """Files, or what kept each from being printed; raises PressStopped or TookTooLong. One batch at a time."""
        self._printing = self._hands.submit(self._print, batch)
        return self._printing

    def print_one(self, sheet: Sheet, faces: Sequence[Face], meanwhile: Callable[[], object] = bool) -> bytes:
        """The file; raises what `render_pdf` would, and what `begin` says. Calls `meanwhile` every second."""
        (printed,) = awaited(self.begin(Batch([sheet], faces)), meanwhile)
        if isinstance(printed, Exception):
            raise printed
        return printed

    def close(self) -> None:
        self._hands.shutdown(wait=False, cancel_futures=True)
        if self._process:
            self._process.kill()
            self._end()

    def _print(self, batch: Batch) -> list[Printed]:
        if self.printed >= REPLACED_AFTER or (self._process and self._process.poll() is not None):
            self._end()
        self.printed += len(batch.sheets)
        process = self._process = self._process or _started()
        with _limited(process) as is_over:
            try:
                return self._exchange(process, batch)
            except (OSError, EOFError, pickle.UnpicklingError) as error:
                self._end()
                raise (TookTooLong if is_over.is_set() else PressStopped) from error

    def _exchange(self, process: "subprocess.Popen[bytes]", batch: Batch) -> list[Printed]:
        assert process.stdin is not None
        assert process.stdout is not None
        pickle.dump(batch, process.stdin)
        process.stdin.flush()
        printed: list[Printed] = pickle.load(process.stdout)
        return printed

    def _end(self) -> None:
        if process := self._process:
            for stream in (process.stdin, process.stdout):
                with suppress(OSError):
                    stream.close()  # type: ignore[union-attr]  # both are pipes
            process.wait()
        self._process, self.printed = None, 0


def awaited(printing: "Future[list[Printed]]", meanwhile: Callable[[], object]) -> list[Printed]:
    """What was printed; calls `meanwhile` every second until then."""
    while True:
        try:
            return printing.result(PATIENCE_SECONDS)
        except TimeoutError:
            meanwhile()


@contextmanager
def _limited(process: "subprocess.Popen[bytes]") -> Iterator[Event]:
    """Kills the process where the block takes longer than LIMIT_SECONDS; the event tells that it did."""
    is_over = Event()

    def end() -> None:
        is_over.set()
        process.kill()

    timer = Timer(LIMIT_SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        yield is_over
    finally:
        timer.cancel()


@contextmanager
def presses(count: int | None = None) -> Iterator[list[Press]]:
    """As many as the machine has cores, unless `count` is given; what they are at when the block ends is given up."""
    taken = _taken(count or min(MOST, os.cpu_count() or 1))
    try:
        yield list(taken)
    finally:
        _put_back(taken)


_idle: list[Press] = []
_shelf = Lock()


def _taken(count: int) -> list[Press]:
    with _shelf:
        return [_idle.pop() if _idle else Press() for _ in range(count)]


def _put_back(taken: Sequence[Press]) -> None:
    busy = [press for press in taken if press.is_busy]
    for press in busy:
        press.close()
    with _shelf:
        _idle.extend(press for press in taken if press not in busy)


@atexit.register
def _close_all() -> None:
    while _idle:
        _idle.pop().close()


def _started() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "cgtraining.documents.pressing"]
    paths = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    environment = os.environ | {"PYTHONPATH": paths}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
