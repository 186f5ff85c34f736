"""The main navigation: what this person's roles let them open, and nothing else."""

from dataclasses import dataclass
from typing import Any

from flask import Flask


@dataclass(frozen=True)
class NavigationItem:
    label: object
    url: str
    active: bool
    icon: str


def register(app: Flask) -> None:
    app.context_processor(_navigation)


def _navigation() -> dict[str, Any]:
    return {"navigation": []}
