"""Learning management for people who train community-governance leaders."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cgtraining.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> Any:
    """The program is loaded when it is asked for: a process that only prints needs a quarter of it."""
    if name != "create_app":
        raise AttributeError(name)
    from cgtraining.app import create_app

    return create_app
