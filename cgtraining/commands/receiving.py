"""What `cgtraining run` keeps of what it is sent: a body that no page would take is let through and thrown away.

waitress itself would keep up to 1 GB of every request on the disk before it asks anyone, or would close the connection
while the browser still sends, which then shows its own page instead of ours.
"""

from io import BytesIO
from typing import Any

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import BaseWSGIServer

from cgtraining.app import LARGEST_UPLOAD


class Nowhere:
    """In the place of a buffer: only counts."""

    def __init__(self, length: int = 0) -> None:
        self.length = length

    def __len__(self) -> int:
        return self.length

    def append(self, data: bytes) -> None:
        self.length += len(data)

    def getfile(self) -> BytesIO:
        return BytesIO()

    def close(self) -> None:
        """There is nothing to close."""


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress carries no types
    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.content_length > LARGEST_UPLOAD:
            self._throw_away()

    def received(self, data: bytes) -> int:
        """A body in chunks says only at its end how long it was."""
        consumed: int = super().received(data)
        if self.body_bytes_received > LARGEST_UPLOAD:
            self._throw_away()
        return consumed

    def _throw_away(self) -> None:
        kept: Any = self.body_rcv.getbuf()
        if not isinstance(kept, Nowhere):
            self.body_rcv.buf = Nowhere(len(kept))
            kept.close()


class Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = Request


def keep_only_what_is_wanted() -> None:
    """For every server of this process; waitress asks nowhere else."""
    BaseWSGIServer.channel_class = Channel
