"""Text messages: one small interface, a file outbox unless a gateway is configured."""

import http.client
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Protocol

from cgtraining.mail.failures import NotSent, PossiblySent

SECONDS = 20
TOO_BUSY = (http.HTTPStatus.REQUEST_TIMEOUT, http.HTTPStatus.TOO_MANY_REQUESTS)


class SmsGateway(Protocol):
    def send(self, *, phone: str, text: str, key: str) -> None:
        """Hand over `text` for `phone` (E.164). `key` is the same at every try, for gateways that drop doubles.

        Raises `NotSent` or `PossiblySent`.
        """


@dataclass(frozen=True)
class HttpGateway:
    """Posts {"phone", "text", "key"} as JSON; any answer of 2xx means taken."""

    url: str

    def send(self, *, phone: str, text: str, key: str) -> None:
        content = json.dumps({"phone": phone, "text": text, "key": key}).encode()
        request = urllib.request.Request(self.url, content, {"Content-Type": "application/json"}, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=SECONDS):
                return
        except urllib.error.HTTPError as refusal:
            with refusal:
                raise NotSent(
                    f"SMS gateway: {refusal.code}", again=refusal.code >= 500 or refusal.code in TOO_BUSY
                ) from None
        except urllib.error.URLError as problem:
            raise _not_reached(problem) from None
        except (http.client.HTTPException, OSError) as problem:
            raise PossiblySent(f"SMS gateway: {problem}") from None


def _not_reached(problem: urllib.error.URLError) -> NotSent | PossiblySent:
    """A connection that never came about carried nothing; after a silence nobody knows."""
    reason = f"SMS gateway: {problem.reason}"
    return PossiblySent(reason) if isinstance(problem.reason, TimeoutError) else NotSent(reason, again=True)
