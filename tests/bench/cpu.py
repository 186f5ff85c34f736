"""Seconds of CPU, which a busy machine changes little, where seconds on the clock may double."""

from collections.abc import Sequence
from contextlib import suppress

import psutil


def spent(*processes: psutil.Process) -> float:
    """User and system seconds of the processes, of the children that they have now, and of those that ended."""
    return sum(_with_ended_children(each) for process in processes for each in _family(process))


def _family(process: psutil.Process) -> Sequence[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return [process, *process.children(recursive=True)]
    return []


def _with_ended_children(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)
    return 0.0
