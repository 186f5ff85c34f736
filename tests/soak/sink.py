"""A real mail server that takes everything, slowly enough to be in the middle of it when the power goes."""

import asyncio
import gc
import logging
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import SMTP
from typing import Any

from aiosmtpd.controller import Controller

from tests.processes import free_port

SLOWNESS_SECONDS = 0.05
logging.getLogger("mail.log").setLevel(logging.WARNING)  # it tells every line of every mail


class Sink:
    """`taken` counts the mails that were acknowledged or were about to be, by Message-ID."""

    def __init__(self, port: int) -> None:
        self.url = f"smtp://127.0.0.1:{port}"
        self.taken: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.taken[str(message_from_bytes(envelope.content, policy=SMTP)["Message-ID"]).strip()] += 1
        await asyncio.sleep(SLOWNESS_SECONDS)
        return "250 taken"


@contextmanager
def mail_server() -> Iterator[Sink]:
    port = free_port()
    sink = Sink(port)
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield sink
    finally:
        _stop(controller)


def _stop(controller: Controller) -> None:
    """A client that was killed is noticed in the next turn of the server's loop; what is left of it is no defect."""
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0.05), controller.loop).result()
    controller.stop()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()
