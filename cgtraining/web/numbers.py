"""Numbers of rows in addresses and forms: only those that the database can hold; anything else is no row."""

import re

from flask import Flask
from werkzeug.routing import IntegerConverter

HIGHEST = 2**31 - 1
DIGITS = re.compile(r"\d{1,10}", re.ASCII)


class RowNumberConverter(IntegerConverter):
    """`<int:cohort_id>`: an address with a longer number is an address that does not exist."""

    regex = r"[0-9]{1,10}"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **{"max": HIGHEST, **kwargs})  # type: ignore[arg-type]


def register(app: Flask) -> None:
    app.url_map.converters["int"] = RowNumberConverter


def row_number(text: str) -> int:
    """As the `type` of `request.args.get`; raises ValueError for what is no number of a row."""
    if not DIGITS.fullmatch(text) or int(text) > HIGHEST:
        raise ValueError(text[:20])
    return int(text)


def row_number_or_none(text: object) -> int | None:
    try:
        return row_number(str(text))
    except ValueError:
        return None
