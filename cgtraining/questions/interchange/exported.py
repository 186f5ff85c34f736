"""What the formats write: questions taken out of the bank, as plain data.

A module that writes has `write(questions) -> bytes` and `losses(question) -> Sequence[object]`: whole sentences on what
the format cannot hold of one question.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from cgtraining.questions.content import Content
from cgtraining.questions.kinds import Difficulty


class PictureFile(NamedTuple):
    """`name` is that of the file it once was; two pictures may have the same."""

    name: str
    content: bytes
    media_type: str


@dataclass(frozen=True)
class Exported:
    """`folder` is a path of titles from the top, `competencies` are codes. `pictures` holds those of its texts by the
    number with which they stand there, `<img src="picture:NUMBER">`."""

    name: str
    content: Content
    points: Decimal = Decimal(1)
    difficulty: Difficulty | None = None
    folder: Sequence[str] = ()
    competencies: Sequence[str] = ()
    pictures: Mapping[int, PictureFile] = field(default_factory=dict)
