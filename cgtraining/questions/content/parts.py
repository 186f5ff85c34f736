"""What the contents of questions are made of.

A text is a `BilingualText` of sanitised HTML (`questions.rich_text`); pictures stand in it as
`<img src="picture:NUMBER">`. A key names an option, a gap or a row within its question; it never changes between
versions that mean the same thing, and it is what a response refers to. A share is the part of the question's points
that something earns: 1 is all of them, a negative share takes away.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cgtraining.language.text import BilingualText

Key = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Share = Annotated[Decimal, Field(ge=-1, le=1, max_digits=8, decimal_places=7)]


class Part(BaseModel):
    """Never changed after it was made; what is unknown is refused rather than lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Option(Part):
    key: Key
    text: BilingualText
    share: Share = Decimal(0)
    feedback: BilingualText = BilingualText()


class Labelled(Part):
    key: Key
    text: BilingualText


class Accepted(Part):
    """An answer in words that earns `share`; in whichever language it is, it is accepted in both."""

    text: str = Field(min_length=1, max_length=500)
    share: Share = Decimal(1)
    feedback: BilingualText = BilingualText()


class Folding(Part):
    """What makes no difference between what was written and what is accepted. Blanks at the ends never do."""

    wildcards: bool = False  # `*` in an accepted answer stands for anything, `\*` for itself
    case: bool = True
    width: bool = True  # full-width and half-width forms: Ａ１，and A1,
    script: bool = False  # simplified and traditional characters


class AcceptedNumber(Part):
    """`value` give or take `tolerance`, both in the first unit of the question. `value` None: any other number."""

    value: Decimal | None
    tolerance: Decimal = Field(default=Decimal(0), ge=0)
    share: Share = Decimal(1)
    feedback: BilingualText = BilingualText()


class Unit(Part):
    """One of this unit is `factor` of the first one: with `m` first, `km` has 1000."""

    name: str = Field(min_length=1, max_length=30)
    factor: Decimal = Field(default=Decimal(1), gt=0)


def keys_differ(parts: Sequence[Option | Labelled]) -> None:
    keys = [part.key for part in parts]
    if len(keys) != len(set(keys)):
        raise ValueError("two parts have the same key")
