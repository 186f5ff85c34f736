"""Texts with names in braces: which there are, which are not known, and filling them in."""

import re
from collections.abc import Collection, Mapping

from cgtraining.notices.models import ReminderKind

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
NAMES: dict[ReminderKind, tuple[str, ...]] = {
    ReminderKind.BEFORE_SESSION: ("name", "cohort", "session", "when", "place"),
    ReminderKind.AFTER_ABSENCE: ("name", "cohort", "session", "when"),
    ReminderKind.DEADLINE_NEAR: ("name", "cohort", "session", "last_day"),
    ReminderKind.ITEM_DUE: ("name", "cohort", "item", "last_day"),
    ReminderKind.REPLY_DUE: ("name", "cohort", "last_day"),
}


def filled(text: str, values: Mapping[str, str]) -> str:
    """With every name replaced once; a line that names what is empty, such as a place, is left out."""
    kept = [line for line in text.split("\n") if all(values.get(name) for name in PLACEHOLDER.findall(line))]
    return PLACEHOLDER.sub(lambda found: values[found[1]], "\n".join(kept))


def unknown_names(text: str, known: Collection[str]) -> list[str]:
    """As they are written, in their order."""
    return [f"{{{name}}}" for name in dict.fromkeys(PLACEHOLDER.findall(text)) if name not in known]
