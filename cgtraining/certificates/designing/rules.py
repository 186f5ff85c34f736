"""What a design's texts and colours must keep to: named placeholders only, and enough contrast on white paper."""

import re
from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.facts import Kind
from cgtraining.certificates.wording import OPTIONAL, PLACEHOLDER

LABELS: dict[str, object] = {
    "name": _l("the holder's name"),
    "organization": _l("the holder's organization, where it is printed"),
    "program": _l("the program, in quotation marks"),
    "course": _l("program and cohort"),
    "days": _l("the first and last day"),
    "hours": _l("the class hours"),
    "curriculum": _l("the curriculum"),
    "issuers": _l("the issuers"),
    "award_date": _l("the award date"),
    "reason": _l("the reason"),
    "office": _l("the office"),
    "term": _l("from when until when"),
}
COMMON = ("name", "organization", "program", "course", "curriculum", "issuers", "award_date")
OF_KIND: dict[Kind, tuple[str, ...]] = {
    "completion": ("days", "hours"),
    "attendance": ("days", "hours"),
    "honour": ("days", "hours", "reason"),
    "appointment": ("office", "term"),
    "hours": ("days", "hours"),
}
IN_BRACES = re.compile(r"\{([^{}]*)\}")
COLOUR = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
LEAST_CONTRAST = 4.5  # of text on its ground: WCAG 2.2, 1.4.3


def placeholders_of(kind: Kind) -> tuple[str, ...]:
    """The names that may stand in braces in the wording of this kind."""
    return COMMON + OF_KIND[kind]


def unknown_placeholders(text: str, kind: Kind) -> list[str]:
    """As they stand in the text, braces included, each once."""
    found = [match[1] for match in IN_BRACES.finditer(text)]
    return [f"{{{name}}}" for name in dict.fromkeys(found) if name not in placeholders_of(kind)]


def has_stray_marks(text: str) -> bool:
    """Whether a brace or bracket has no partner, or brackets hold none."""
    return bool(re.search(r"[\[\]{}]", OPTIONAL.sub(r"\1", PLACEHOLDER.sub("", text))))


def contrast_on_white(colour: str) -> float:
    """The ratio of WCAG 2.2 between `#rrggbb` and white paper, from 1 to 21."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 1.05 / (0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue) + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def too_pale(colours: Iterable[str]) -> list[str]:
    return [colour for colour in colours if contrast_on_white(colour) < LEAST_CONTRAST]
