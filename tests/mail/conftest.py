import asyncio
import gc
import socket
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from flask import Flask

from cgtraining.database import db
from cgtraining.mail.models import Channel, Delivery, Message


class Postbox:
    """What a real mail server received; `refuse_with` is its answer instead of taking the mail."""

    def __init__(self) -> None:
        self.received: list[tuple[list[str], bytes]] = []
        self.refuse_with: str | None = None
        self.refuse_recipient_with: str | None = None

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.refuse_recipient_with:
            return self.refuse_recipient_with
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse_with:
            return self.refuse_with
        self.received.append((envelope.rcpt_tos, envelope.content))
        return "250 taken"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def change_settings(app: Flask) -> Iterator[Callable[..., None]]:
    kept = app.extensions["cgtraining.settings"]

    def change(**values: Any) -> None:
        app.extensions["cgtraining.settings"] = replace(kept, **values)

    yield change
    app.extensions["cgtraining.settings"] = kept


@pytest.fixture
def postbox(change_settings: Callable[..., None]) -> Iterator[Postbox]:
    handler = Postbox()
    port = free_port()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    change_settings(smtp_url=f"smtp://127.0.0.1:{port}", mail_from="雪松培训 <office@example.org>")
    yield handler
    # A client that hung up is noticed in the next turn of the server's loop.
    asyncio.run_coroutine_threadsafe(asyncio.sleep(0.05), controller.loop).result()
    controller.stop()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def waiting(app: Flask) -> Callable[..., Delivery]:
    def make(
        channel: Channel = Channel.MAIL, address: str = "wang@example.org", state: Any = None, **values: Any
    ) -> Delivery:
        said = {"subject": "结业证书", "body": "王芳：\n您好！", "language": "zh", "link": "https://example.org/x"}
        message = Message(purpose=f"test {address} {channel}", person_id=1, **(said | values))
        delivery = Delivery(channel=channel, address=address, message=message)
        if state:
            delivery.state = state
        db.session.add(message)
        db.session.commit()
        return delivery

    return make
