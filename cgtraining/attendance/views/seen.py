"""That a browser has seen a good check-in code: a signed cookie of ten minutes, which outlives signing in.

It cannot stand in the session, which signing in empties, nor in the address, which could be passed on to a friend.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from cgtraining import clock
from cgtraining.attendance.arrivals import SEEN_CODE_LASTS
from cgtraining.attendance.models import ClassSession

COOKIE = "check_in_seen"


@dataclass(frozen=True)
class SeenCode:
    """`checks_out`: whether it was the code for going out."""

    session_id: int
    at: datetime
    checks_out: bool


def remember(response: Response, session: ClassSession) -> Response:
    value = _serializer().dumps([session.id, int(clock.now().timestamp()), int(session.checks_out)])
    response.set_cookie(
        COOKIE,
        value,
        max_age=int(SEEN_CODE_LASTS.total_seconds()),
        path="/check-in",
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return response


def seen_code(session_id: int, *, checks_out: bool) -> SeenCode | None:
    """When a good code of this session, for this direction, was seen by this browser, if that was not too long ago."""
    try:
        found, at, out = _serializer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    seen = SeenCode(found, datetime.fromtimestamp(at, UTC), bool(out))
    fits = (seen.session_id, seen.checks_out) == (session_id, checks_out)
    return seen if fits and clock.now() - seen.at <= SEEN_CODE_LASTS else None


def _serializer() -> URLSafeSerializer:
    return _serializer_with(current_app.config["SECRET_KEY"])


@cache
def _serializer_with(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt="check-in-seen")
