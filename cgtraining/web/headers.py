"""Security headers: own files only, scripts by nonce, no framing, no address leaked to others."""

from flask import Flask, Response, request
from flask_talisman import Talisman
from werkzeug.middleware.proxy_fix import ProxyFix

from cgtraining.config import Settings

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}


def register(app: Flask, settings: Settings) -> None:
    secure = (settings.public_url or "").startswith("https://")
    app.config.update(
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=secure,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
    )
    Talisman(
        app,
        force_https=False,  # the proxy in front ends TLS; an own redirect would break trials in a local network
        strict_transport_security=secure,
        session_cookie_secure=secure,
        content_security_policy=POLICY,
        content_security_policy_nonce_in=["script-src"],
        frame_options="DENY",
        referrer_policy="same-origin",
        permissions_policy={"geolocation": "()", "microphone": "()", "camera": "(self)"},
    )
    app.after_request(_forbid_caching)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _forbid_caching(response: Response) -> Response:
    """Pages hold personal data; files of the product are named by their content and may stay for a year."""
    if request.endpoint == "static" and response.status_code in {200, 206, 304}:
        lasting = "v" in request.args
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "public, max-age=300"
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response
