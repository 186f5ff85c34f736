"""How a file is called when it is saved."""

from urllib.parse import quote

from flask import Response

PLAIN = "!#$&+-.^_`|~"  # what RFC 5987 lets stand as it is, beside letters and digits


def call_file(response: Response, name: str, *, attached: bool) -> Response:
    """A header holds Latin letters only, so a Chinese name stands in its encoded form (RFC 6266) beside a plain one."""
    names = {"filename": name.encode("ascii", "ignore").decode().strip()}
    if not name.isascii():
        names["filename*"] = f"UTF-8''{quote(name, safe=PLAIN)}"
    response.headers.set("Content-Disposition", "attachment" if attached else "inline", **names)
    return response
