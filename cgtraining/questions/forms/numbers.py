"""Numbers as they are typed: kept as text, so that nothing that was typed is lost, and read when the form is saved."""

import re
import unicodedata
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import ValidationError

from cgtraining.web.fields import tidy

NUMBER = re.compile(r"[+-]?(\d{1,12}(\.\d{0,9})?|\.\d{1,9})", re.ASCII)
HUNDRED = Decimal(100)
ANYTHING = "*"


def read_number(typed: str | None) -> Decimal | None:
    """None for what is empty or no number; full-width digits and a percent sign at the end are taken."""
    simple = unicodedata.normalize("NFKC", typed or "").strip().removesuffix("%").strip().replace(",", "")
    return Decimal(simple) if NUMBER.fullmatch(simple) else None


def typed_number(number: Decimal | int | None) -> str:
    return "" if number is None else f"{number:f}"


def read_share(typed: str | None) -> Decimal | None:
    """Per cent as a part of one."""
    percent = read_number(typed)
    return None if percent is None else percent / HUNDRED


def typed_share(share: Decimal) -> str:
    return f"{(share * HUNDRED).normalize():f}"


class NumberText(StringField):
    """Refuses what is no number, and keeps it in the form."""

    def __init__(
        self, label: object, *, least: Decimal | int | None = None, most: Decimal | int | None = None, **bound: Any
    ) -> None:
        super().__init__(label, filters=[tidy], **bound)
        self.least, self.most = least, most

    def pre_validate(self, form: object) -> None:
        if not self.data or self.data == ANYTHING:
            return
        number = read_number(self.data)
        if number is None:
            raise ValidationError(_l("Give a number in digits, such as 2.5."))
        if self.least is not None and number < self.least:
            raise ValidationError(_l("Give at least %(least)s.", least=self.least))
        if self.most is not None and number > self.most:
            raise ValidationError(_l("Give at most %(most)s.", most=self.most))


class ShareText(NumberText):
    """A part of the points in per cent."""

    def __init__(self, label: object, *, least: int = -100, **bound: Any) -> None:
        super().__init__(label, least=least, most=100, **bound)
