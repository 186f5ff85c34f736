"""That a browser has seen a good check-in code: a signed cookie of ten minutes, which outlives signing in.

It cannot stand in the session, which signing in empties, nor in the address, which could be passed on to a friend.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from cgtraining import clock
from cgtraining.attendance.arrivals import SEEN_CODE_LASTS
from cgtraining.attendance.models import ClassSession

COOKIE = "check_in_seen"


@dataclass(frozen=True)
class SeenCode:
    session_id: int
    at: datetime


def remember(response: Response, session: ClassSession) -> Response:
    value = _serializer().dumps([session.id, int(clock.now().timestamp())])
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


def seen_code(session: ClassSession) -> SeenCode | None:
    """When a good code of this session was seen by this browser, if that was not too long ago."""
    try:
        session_id, at = _serializer().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError, TypeError):
        return None
    seen = SeenCode(session_id, datetime.fromtimestamp(at, UTC))
    return seen if session_id == session.id and clock.now() - seen.at <= SEEN_CODE_LASTS else None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="check-in-seen")
