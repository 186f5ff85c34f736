"""A sample story: one finished cohort and one in mid-course."""

from collections.abc import Callable

from flask import Flask


def tell_if_empty(app: Flask, *, say: Callable[[str], None]) -> None:
    """Seed an empty database with the story, and say how to sign in."""
