"""Requests that are each sent at their moment by a process of its own, however long the others wait."""

import asyncio
import multiprocessing
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

PATIENCE_SECONDS = 60


@dataclass
class Sent:
    """Milliseconds from the moment at which each wanted to be sent until its whole answer was there."""

    waits: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    behind: float = 0.0


def send_all(port: int, due: Sequence[tuple[float, bytes]]) -> Sent:
    """`due`: seconds from now, and the request."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_send, args=(theirs, port, list(due)))
    process.start()
    waits, answers, behind = ours.recv()
    process.join()
    return Sent(waits, answers, behind)


def _send(told: Connection, port: int, due: list[tuple[float, bytes]]) -> None:
    found = Sent()
    asyncio.run(_all(found, port, due))
    told.send((found.waits, found.answers, found.behind))


async def _all(found: Sent, port: int, due: list[tuple[float, bytes]]) -> None:
    begun = time.perf_counter()
    await asyncio.gather(*(_one(found, port, request, begun + at) for at, request in due))


async def _one(found: Sent, port: int, request: bytes, moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))
    found.behind = max(found.behind, (time.perf_counter() - moment) * 1000)
    try:
        answer = await asyncio.wait_for(_answered(port, request), PATIENCE_SECONDS)
    except (OSError, TimeoutError) as problem:
        answer = type(problem).__name__
    found.waits.append((time.perf_counter() - moment) * 1000)
    found.answers[answer] += 1


async def _answered(port: int, request: bytes) -> str:
    """The status, and whether a save was kept."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    kept = " saved" if b'"verdict":"saved"' in body.replace(b" ", b"") else ""
    return head[9:12].decode("latin-1") + kept
