"""Days that stand in fields which a page names by its rows, outside of a form of WTForms."""

from datetime import date

from flask_babel import gettext as _

from cgtraining.errors import RuleBroken


def day_given(text: str) -> date | None:
    """None where nothing was given; RuleBroken, with what was given, where it is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise RuleBroken(_("“%(text)s” is not a date.", text=text[:40])) from None
