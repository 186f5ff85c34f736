"""What form fields share."""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DecimalField
from wtforms.fields.choices import SelectChoice

from cgtraining.language.choosing import language
from cgtraining.language.scripts import TAGS, language_of

NUMBER = re.compile(r"[+-]?(\d{1,9}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)


def tidy(text: str | None) -> str | None:
    """A filter for text fields: without blanks around it, and None if nothing is left."""
    return (text or "").strip() or None


def choices(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Choices of a select field from (value, label); labels may be lazy translations."""
    return [SelectChoice(str(value), label) for value, label in pairs]


def choices_as_written(pairs: Iterable[tuple[object, str]]) -> list[SelectChoice]:
    """Choices whose labels people typed, marked where they are in the other language than the page."""
    return [SelectChoice(str(value), label, render_kw=_lang(label)) for value, label in pairs]


def _lang(text: str) -> dict[str, str]:
    written_in = language_of(text)
    return {"lang": TAGS[written_in]} if written_in and written_in != language() else {}


class ExactNumberField(DecimalField):  # type: ignore[misc]  # WTForms has no types
    """A number as people write it, in full-width digits too. Python's `NaN`, `Infinity` and `1E999` are none.

    It is shown without trailing zeros.
    """

    data: Any

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        plain = unicodedata.normalize("NFKC", valuelist[0] if valuelist else "").strip()
        if not valuelist:
            return
        if not NUMBER.fullmatch(plain):
            self.data = None
            raise ValueError(_l("Give a number in digits, such as 2.5."))
        self.data = Decimal(plain)
