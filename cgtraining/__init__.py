"""Learning management for people who train community-governance leaders."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cgtraining.app import create_app

__all__ = ["create_app"]
# Huey, Mako and structlog load these where they find them, for what is not used here: 16 MB in each process.
UNUSED = ("psycopg", "pygments", "rich")


def __getattr__(name: str) -> Any:
    """The program is loaded when it is asked for: a process that only prints needs a quarter of it."""
    if name != "create_app":
        raise AttributeError(name)
    with _hidden(*(one for one in UNUSED if one not in sys.modules)):
        from cgtraining.app import create_app

    return create_app


@contextmanager
def _hidden(*libraries: str) -> Iterator[None]:
    """Within the block whoever imports one of them hears that there is none; afterwards it can be had again."""
    sys.modules.update(dict.fromkeys(libraries))  # type: ignore[arg-type]  # None says so
    try:
        yield
    finally:
        for library in libraries:
            del sys.modules[library]
