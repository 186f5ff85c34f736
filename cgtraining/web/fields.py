"""What form fields share."""

from collections.abc import Iterable

from wtforms.fields.choices import SelectChoice


def tidy(text: str | None) -> str | None:
    """A filter for text fields: without blanks around it, and None if nothing is left."""
    return (text or "").strip() or None


def choices(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Choices of a select field from (value, label); labels may be lazy translations."""
    return [SelectChoice(str(value), label) for value, label in pairs]
