"""Which language the reader wants: their choice, else the browser's, else Chinese."""

from collections.abc import Iterator
from contextlib import contextmanager

import flask_babel
from flask import Flask, current_app, g, has_request_context, request
from werkzeug.wrappers import Response

from cgtraining.config import resource_folder
from cgtraining.language import formatting, scripts
from cgtraining.language.text import Language

COOKIE = "language"
CHOSEN_BY_HAND = "language_chosen"
LOCALES: dict[Language, str] = {"zh": "zh_Hans_CN", "en": "en"}
LANGUAGE_NAMES: dict[Language, str] = {"zh": "简体中文", "en": "English"}
_YEAR = 365 * 24 * 3600


def register(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(resource_folder("translations"))
    app.config["BABEL_DEFAULT_LOCALE"] = LOCALES["zh"]
    app.config["BABEL_DEFAULT_TIMEZONE"] = formatting.DEFAULT_TIMEZONE
    flask_babel.Babel(app, locale_selector=_locale_of_request)  # type: ignore[no-untyped-call]
    app.jinja_env.globals.update(language=language, language_names=LANGUAGE_NAMES)
    for name in ("date", "datetime", "time", "number", "percent"):
        app.jinja_env.filters[name] = getattr(formatting, f"format_{name}")
    app.jinja_env.filters["as_written"] = lambda text: scripts.marked_as_written(text, language())
    app.before_request(_take_choice_from_address)


def language() -> Language:
    """The language of the present reader, or the one that `in_language` forces."""
    return "zh" if str(flask_babel.get_locale() or "zh").startswith("zh") else "en"


@contextmanager
def in_language(wanted: Language) -> Iterator[None]:
    """Within the block, texts come in `wanted`: for messages and papers that someone else will read."""
    with flask_babel.force_locale(LOCALES[wanted]):
        yield


def remember_language(response: Response, chosen: Language) -> Response:
    """The choice of whoever sits here: it stays, whoever signs in."""
    _keep(response, CHOSEN_BY_HAND, "1")
    return _keep(response, COOKIE, chosen)


def suggest_language(response: Response, known: Language) -> Response:
    """What is known of the reader, unless they chose by themselves."""
    return response if CHOSEN_BY_HAND in request.cookies else _keep(response, COOKIE, known)


def _keep(response: Response, name: str, value: str) -> Response:
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie(name, value, max_age=_YEAR, samesite="Lax", httponly=True, secure=secure)
    return response


def _locale_of_request() -> str:
    if not has_request_context():
        return LOCALES["zh"]
    chosen = g.get("chosen_language") or request.cookies.get(COOKIE)
    if chosen in LOCALES:
        return LOCALES[chosen]
    accepted = request.accept_languages.best_match(["zh", "zh-CN", "zh-TW", "zh-HK", "en"], default="zh")
    return LOCALES["zh" if accepted.startswith("zh") else "en"]


def _take_choice_from_address() -> None:
    """`?lang=en` shows one page in that language, so that a link can be given to a foreigner."""
    if request.args.get("lang") in LOCALES:
        g.chosen_language = request.args["lang"]
