"""Printing what is not issued yet, for a check or a picture: in another process, so that no other page waits for it."""

from collections.abc import Mapping
from contextlib import suppress
from threading import Lock

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.printing import print_on
from cgtraining.documents.press import PressStopped, presses

ONE_AT_A_TIME = Lock()  # all pages of a web process share one press of 100 MB


def proof(facts: CertificateFacts, art: Mapping[str, bytes]) -> bytes:
    """As `render_certificate`, and raises what that does; once more where the press ended just now, being idle."""
    with ONE_AT_A_TIME, presses(1) as (press,):
        with suppress(PressStopped):
            return print_on(press, facts, art)
        return print_on(press, facts, art)
