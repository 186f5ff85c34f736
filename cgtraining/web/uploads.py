"""Files that are sent to us, and what is larger than any page takes."""

import time

from flask import request

PIECE = 64 * 1024
MOST_TAKEN_IN = 1024**3
PATIENCE_SECONDS = 20  # a worker of gunicorn that answers nothing for 30 seconds is ended


def take_in_the_rest() -> None:
    """Read on and throw away: a browser shows an answer only after it has sent everything.

    Whoever closes the connection meanwhile makes it show a page of its own, which names no reason.
    """
    sent, end = request.environ["wsgi.input"], time.monotonic() + PATIENCE_SECONDS
    left = min(request.content_length or MOST_TAKEN_IN, MOST_TAKEN_IN)
    while left > 0 and time.monotonic() < end and (piece := sent.read(min(PIECE, left))):
        left -= len(piece)
