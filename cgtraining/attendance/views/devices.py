"""A phone that several people use for checking in: recognised by what its browser keeps, flagged, never blocked.

The browser keeps a random value; the database a hash of it that nobody can take back to the browser.
"""

import hashlib
import hmac
import secrets

from flask import current_app, request
from werkzeug.wrappers import Response

COOKIE = "device"
_YEARS = 2 * 365 * 24 * 3600


def remember_device(response: Response) -> Response:
    if COOKIE not in request.cookies:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        value = secrets.token_urlsafe(16)
        response.set_cookie(
            COOKIE, value, max_age=_YEARS, path="/check-in", httponly=True, samesite="Lax", secure=secure
        )
    return response


def device_in_use() -> str | None:
    """The hash for this browser; None where it keeps nothing."""
    kept = request.cookies.get(COOKIE)
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"device:{kept}".encode(), hashlib.sha256).hexdigest() if kept else None
