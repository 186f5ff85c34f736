"""Nothing is public by accident: every endpoint says who may use it, on the object behind its address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import HTTPException

View = Callable[..., ResponseReturnValue]
Loaded = TypeVar("Loaded")

# Endpoints of libraries that carry neither decorator, each with the reason why it may be open.
OPEN_LIBRARY_ENDPOINTS = {
    "static": "style sheets, scripts and fonts of the product",
}


def public(view: View) -> View:
    """Anyone may open this page, without signing in."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def allow(rule: Callable[..., bool], *, load: Callable[..., Loaded | None] | None = None) -> Callable[[View], View]:
    """Let a signed-in person in if `rule(person, object)` says so, and hand the object to the view.

    `load` takes the arguments of the address and returns the object, or None. Without `load` the rule is
    `rule(person)` and the view gets the address's own arguments. Whoever may not use an object is told that there is
    none (404); a page without an object answers 403; someone not signed in is sent to sign in and comes back.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(**arguments: Any) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            if load is None:
                return view(**arguments) if rule(current_person()) else abort(403)
            found = load(**arguments)
            if found is None or not rule(current_person(), found):
                abort(404)
            return view(found)

        guarded.access = "allow"  # type: ignore[attr-defined]
        guarded.rule, guarded.load = rule, load  # type: ignore[attr-defined]
        return guarded

    return decorate


def current_person() -> Any:
    """The signed-in person, or None. `people.access.me()` is the typed form for views."""
    return current_user.person if current_user.is_authenticated else None


def is_signed_in(person: object) -> bool:
    """The rule of pages that anyone with an account may use."""
    return person is not None


def ask_to_sign_in() -> ResponseReturnValue:
    """Come back to the same page afterwards; a form that was posted is not repeated, so its page is opened again."""
    target = request.full_path.rstrip("?") if request.method == "GET" else request.referrer or "/"
    address = url_for("people.sign_in", next=own_path(target))
    if request.headers.get("HX-Request"):
        return "", 204, {"HX-Redirect": address}
    return redirect(address)


def own_path(target: str | None) -> str:
    """`target` as a path of this site, or the home page: an address elsewhere is never followed."""
    if not target:
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:  # http://[
        return "/"
    if parts.netloc and parts.netloc != request.host:
        return "/"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"


def page_left() -> str | None:
    """The page of this site from which the request came, if it can be opened again."""
    if urlsplit(request.referrer or "").netloc != request.host:
        return None
    page = own_path(request.referrer)
    try:
        current_app.url_map.bind("").match(urlsplit(page).path.removeprefix(request.script_root), method="GET")
    except HTTPException:
        return None
    return page
