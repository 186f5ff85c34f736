"""Whether the cells of a row are still those that were written."""

import hashlib
from collections.abc import Mapping

APOSTROPHE = "'"


def digest_of(cells: Mapping[str, str]) -> str:
    """Of all cells but the data; blanks, line breaks and an apostrophe against formulas make no difference."""
    said = [
        f"{name}={''.join(text.split()).removeprefix(APOSTROPHE)}"
        for name, text in sorted(cells.items())
        if name != "data" and text.strip()
    ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
