"""Keys as identifiers of QTI, which begin with a letter."""

import re
from collections.abc import Iterable


def identifiers(keys: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key in keys:
        identifier = key if re.match(r"[A-Za-z_]", key) else f"x{key}"
        while identifier in found.values():
            identifier += "_"
        found[key] = identifier
    return found
