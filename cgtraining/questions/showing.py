"""The one way of a question's HTML into a page."""

from collections.abc import Callable

from flask import url_for
from markupsafe import Markup

from cgtraining.questions.rich_text import clean, with_addresses


def rich_html(text: str | None, address_of: Callable[[int], str] | None = None) -> Markup:
    """Cleaned once more on its way out, with its pictures where those who use the bank get them, or elsewhere."""
    return Markup(with_addresses(clean(text) or "", address_of or _in_the_bank))


def _in_the_bank(picture_id: int) -> str:
    return url_for("questions.show_picture", picture_id=picture_id)
