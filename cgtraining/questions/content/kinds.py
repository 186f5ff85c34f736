"""The content of a question of each kind, as it is kept in a version."""

from decimal import Decimal
from enum import Enum
from typing import Annotated, Any, Literal, Self

from pydantic import Field, TypeAdapter, model_validator

from cgtraining.language.text import BilingualText
from cgtraining.questions.content.parts import (
    Accepted,
    AcceptedNumber,
    Folding,
    Key,
    Labelled,
    Option,
    Part,
    Unit,
    keys_differ,
)


class Asked(Part):
    """What every kind has: the question, and the explanation (解析) shown with the answer."""

    text: BilingualText
    explanation: BilingualText = BilingualText()


class Choice(Asked):
    """`single`: one option is chosen and earns its share. `multiple`: the shares of the chosen ones add up,
    never below nothing or above all; with `all_or_nothing` only exactly the options with a positive share earn."""

    kind: Literal["single", "multiple"]
    options: tuple[Option, ...] = Field(min_length=2, max_length=50)
    shuffle: bool = True
    all_or_nothing: bool = False

    @model_validator(mode="after")
    def _can_be_earned(self) -> Self:
        keys_differ(self.options)
        if not any(option.share > 0 for option in self.options):
            raise ValueError("no option is right")
        return self


class TrueFalse(Asked):
    kind: Literal["true_false"]
    right: bool
    feedback_true: BilingualText = BilingualText()
    feedback_false: BilingualText = BilingualText()


class Premise(Labelled):
    """What a match is sought for; `target` is the key of its match. Several premises may have the same one."""

    target: Key


class Matching(Asked):
    """Targets that no premise has are distractors. Each premise earns the same part."""

    kind: Literal["matching"]
    premises: tuple[Premise, ...] = Field(min_length=1, max_length=50)
    targets: tuple[Labelled, ...] = Field(min_length=2, max_length=60)
    shuffle: bool = True

    @model_validator(mode="after")
    def _targets_exist(self) -> Self:
        keys_differ(self.premises)
        keys_differ(self.targets)
        if not {premise.target for premise in self.premises} <= {target.key for target in self.targets}:
            raise ValueError("a match is not among the targets")
        return self


class OrderRule(Enum):
    """How an order that is not wholly right is marked."""

    EXACT = "exact"  # all or nothing
    PLACES = "places"  # the part of the entries that stand at their own place
    PAIRS = "pairs"  # the part of all pairs that stand in the right order


class Ordering(Asked):
    """`entries` stand in the right order; they are always shown shuffled."""

    kind: Literal["ordering"]
    entries: tuple[Labelled, ...] = Field(min_length=2, max_length=30)
    rule: OrderRule = OrderRule.PAIRS

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        keys_differ(self.entries)
        return self


class UnitRule(Enum):
    IGNORED = "ignored"  # there are no units, or what is written after the number does not matter
    OPTIONAL = "optional"  # without a unit the first one is meant
    NEEDED = "needed"  # without a unit, or with an unknown one, `unit_penalty` is taken off


class Numerical(Asked):
    """The first accepted number that fits decides."""

    kind: Literal["numerical"]
    accepted: tuple[AcceptedNumber, ...] = Field(min_length=1, max_length=20)
    units: tuple[Unit, ...] = Field(default=(), max_length=20)
    unit_rule: UnitRule = UnitRule.IGNORED
    unit_penalty: Decimal = Field(default=Decimal("0.5"), ge=0, le=1)


class ShortText(Asked):
    """The first accepted answer that fits decides."""

    kind: Literal["short_text"]
    accepted: tuple[Accepted, ...] = Field(min_length=1, max_length=50)
    folding: Folding = Folding()


class ChoiceGap(Part):
    key: Key
    kind: Literal["choice"]
    weight: Decimal = Field(default=Decimal(1), gt=0)
    options: tuple[Option, ...] = Field(min_length=2, max_length=30)
    shuffle: bool = False


class TextGap(Part):
    key: Key
    kind: Literal["text"]
    weight: Decimal = Field(default=Decimal(1), gt=0)
    accepted: tuple[Accepted, ...] = Field(min_length=1, max_length=50)
    folding: Folding = Folding()


class NumberGap(Part):
    key: Key
    kind: Literal["number"]
    weight: Decimal = Field(default=Decimal(1), gt=0)
    accepted: tuple[AcceptedNumber, ...] = Field(min_length=1, max_length=20)


Gap = Annotated[ChoiceGap | TextGap | NumberGap, Field(discriminator="kind")]


class Cloze(Asked):
    """A gap stands in the text as `[[key]]`, in every language that the text has; each earns by its weight."""

    kind: Literal["cloze"]
    gaps: tuple[Gap, ...] = Field(min_length=1, max_length=50)

    @model_validator(mode="after")
    def _gaps_stand_in_the_text(self) -> Self:
        keys = [gap.key for gap in self.gaps]
        if len(keys) != len(set(keys)):
            raise ValueError("two gaps have the same key")
        for text in filter(None, (self.text.zh, self.text.en)):
            if any(text.count(f"[[{key}]]") != 1 for key in keys):
                raise ValueError("a gap does not stand in the text exactly once")
        return self


class Essay(Asked):
    """Marked by hand. `guidance` is for those who mark; lengths are words in English and characters in Chinese."""

    kind: Literal["essay"]
    shortest: int | None = Field(default=None, ge=1, le=100_000)
    longest: int | None = Field(default=None, ge=1, le=100_000)
    guidance: BilingualText = BilingualText()


class FileUpload(Asked):
    """Marked by hand. `endings` are lower case without a dot; none given: those that the product takes anyway."""

    kind: Literal["file_upload"]
    most_files: int = Field(default=1, ge=1, le=10)
    most_megabytes: int = Field(default=10, ge=1, le=20)
    endings: tuple[Annotated[str, Field(pattern=r"^[a-z0-9]{1,10}$")], ...] = ()
    guidance: BilingualText = BilingualText()


class Likert(Asked):
    """A statement on a scale; it asks for an opinion, so nothing is right and it carries no points."""

    kind: Literal["likert"]
    scale: tuple[Labelled, ...] = Field(min_length=2, max_length=11)

    @model_validator(mode="after")
    def _keys_differ(self) -> Self:
        keys_differ(self.scale)
        return self


class MatrixRow(Labelled):
    """`right` holds the keys of the columns that are right; none in any row: opinions, without points."""

    right: tuple[Key, ...] = ()


class Matrix(Asked):
    """With `many` several columns may be chosen in a row. Each row earns the same part, all or nothing."""

    kind: Literal["matrix"]
    rows: tuple[MatrixRow, ...] = Field(min_length=1, max_length=50)
    columns: tuple[Labelled, ...] = Field(min_length=2, max_length=20)
    many: bool = False

    @model_validator(mode="after")
    def _columns_exist(self) -> Self:
        keys_differ(self.rows)
        keys_differ(self.columns)
        columns = {column.key for column in self.columns}
        if any(not set(row.right) <= columns for row in self.rows):
            raise ValueError("a right column is not among the columns")
        if any(bool(row.right) != bool(self.rows[0].right) for row in self.rows):
            raise ValueError("some rows have a right column and others have none")
        if not self.many and any(len(row.right) > 1 for row in self.rows):
            raise ValueError("a row has several right columns, but only one can be chosen")
        return self

    @property
    def is_marked(self) -> bool:
        return bool(self.rows[0].right)


Content = Annotated[
    Choice | TrueFalse | Matching | Ordering | Numerical | ShortText | Cloze | Essay | FileUpload | Likert | Matrix,
    Field(discriminator="kind"),
]
_adapter: TypeAdapter[Content] = TypeAdapter(Content)


def content_from(stored: dict[str, Any]) -> Content:
    """Raises pydantic's `ValidationError` for what is no content."""
    return _adapter.validate_python(stored)


def stored(content: Content) -> dict[str, Any]:
    """As plain JSON, without what is as usual; `content_from` gives the same content back."""
    plain: dict[str, Any] = content.model_dump(mode="json", exclude_defaults=True)
    return plain
