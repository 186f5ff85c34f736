"""How much memory processes take at their highest."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

MB = 1024 * 1024
LOOK_EVERY_SECONDS = 0.05


@dataclass
class Peak:
    """Megabytes of one process, of the largest of its children, and of it with its children together."""

    alone: float = 0.0
    of_a_child: float = 0.0
    with_children: float = 0.0


def peak_of(process_id: int | str = "self") -> float:
    """The highest resident memory of a process since it began, in MB, as Linux keeps it."""
    lines = Path(f"/proc/{process_id}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def resident(process: psutil.Process) -> float:
    """Now, in MB."""
    return float(process.memory_info().rss) / MB


@contextmanager
def watched(process: psutil.Process) -> Iterator[Peak]:
    """The highest seen within the block, looking twenty times a second."""
    peak, over = Peak(), threading.Event()

    def look() -> None:
        while not over.wait(LOOK_EVERY_SECONDS):
            with suppress(psutil.NoSuchProcess):
                own = process.memory_info().rss / MB
                children = [_resident(child) for child in process.children(recursive=True)]
                peak.alone, peak.of_a_child = max(peak.alone, own), max(peak.of_a_child, *children, 0)
                peak.with_children = max(peak.with_children, own + sum(children))

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _resident(child: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        return float(child.memory_info().rss) / MB
    return 0.0
