"""Thousands of phones: a process of its own that posts each at its moment, however long the others wait."""

import asyncio
import multiprocessing
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection

PATIENCE_SECONDS = 60
TWICE = 50


@dataclass(frozen=True)
class Phone:
    """What its browser sends: cookies and the form."""

    cookies: str
    form: str


@dataclass
class Posted:
    """Milliseconds from the moment at which each phone wanted to post until it had the whole answer."""

    waits: list[float] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)
    behind: float = 0.0


@contextmanager
def posting(port: int, path: str, phones: Sequence[Phone], seconds: float) -> Iterator[Posted]:
    """At random moments within `seconds`; every fiftieth thumb presses twice. Filled after the block."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_post_all, args=(theirs, port, path, list(phones), seconds))
    process.start()
    found = Posted()
    ours.recv()  # it has begun
    try:
        yield found
    finally:
        found.waits, found.answers, found.behind = ours.recv()
        process.join()


def _post_all(told: Connection, port: int, path: str, phones: list[Phone], seconds: float) -> None:
    chance = random.Random(4)
    due = [(chance.uniform(0, seconds), phone) for phone in phones]
    due += [(at + chance.uniform(0, 0.3), phone) for at, phone in due[::TWICE]]
    found = Posted()
    told.send("begun")
    asyncio.run(_all(found, port, path, due))
    told.send((found.waits, found.answers, found.behind))


async def _all(found: Posted, port: int, path: str, due: list[tuple[float, Phone]]) -> None:
    begun = time.perf_counter()
    await asyncio.gather(*(_post(found, port, path, phone, begun + at) for at, phone in due))


async def _post(found: Posted, port: int, path: str, phone: Phone, moment: float) -> None:
    await asyncio.sleep(max(0.0, moment - time.perf_counter()))
    found.behind = max(found.behind, (time.perf_counter() - moment) * 1000)
    try:
        answer = await asyncio.wait_for(_answered(port, _request(path, phone)), PATIENCE_SECONDS)
    except (OSError, TimeoutError) as problem:
        answer = type(problem).__name__
    found.waits.append((time.perf_counter() - moment) * 1000)
    found.answers[answer] += 1


async def _answered(port: int, request: bytes) -> str:
    """The status, and where it leads."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        head, *_ = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
    status, *fields = head.decode("latin-1").split("\r\n")
    there = [line.partition(":")[2].strip() for line in fields if line.lower().startswith("location:")]
    return " ".join([status.partition(" ")[2][:3], *there])


def _request(path: str, phone: Phone) -> bytes:
    lines = (
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Connection: close",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(phone.form)}",
        f"Cookie: {phone.cookies}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n" + phone.form).encode()
