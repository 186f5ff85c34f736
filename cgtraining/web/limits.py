"""How often an address or an account may try; counters live in Redis when there is one, else in this process."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from cgtraining.config import Settings
from cgtraining.web import counters

limiter = Limiter(get_remote_address)


def register(app: Flask, settings: Settings) -> None:
    shared = settings.redis_url and counters.SCHEME + settings.redis_url
    app.config["RATELIMIT_STORAGE_URI"] = shared or "memory://"
    app.config["RATELIMIT_ENABLED"] = True
    limiter.init_app(app)
