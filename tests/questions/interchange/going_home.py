"""Whether questions that left the bank in a file come back as they were."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from cgtraining.questions.content import content_from, stored
from cgtraining.questions.interchange.exported import Exported, PictureFile
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.kinds import Difficulty
from tests.questions.strategies import contents

PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = {1: PictureFile("图.png", PNG + b"1", "image/png"), 2: PictureFile("图.png", PNG + b"2", "image/png")}


@st.composite
def leaving_questions(draw: st.DrawFn) -> list[Exported]:
    return [
        Exported(
            name=f"题 {number} & <b>",
            content=content,
            points=draw(st.sampled_from([Decimal(1), Decimal("2.5"), Decimal(0)])),
            difficulty=draw(st.sampled_from([None, *Difficulty])),
            folder=draw(st.sampled_from([(), ("社区/治理",), ("社区/治理", "Unit 1")])),
            competencies=draw(st.sampled_from([(), ("C1", "能力 2")])),
            pictures=PICTURES,
        )
        for number, content in enumerate(draw(st.lists(contents(pictures=True), min_size=1, max_size=3)))
    ]


def assert_home(left: Sequence[Exported], back: Sequence[QuestionRead]) -> None:
    assert len(left) == len(back)
    for one, other in zip(left, back, strict=True):
        assert other.refusal is None
        assert _home(other) == stored(one.content)
        assert (other.name, other.points, other.difficulty) == (one.name, one.points, one.difficulty)
        assert (tuple(other.folder), tuple(other.competencies)) == (tuple(one.folder), tuple(one.competencies))


def _home(read: QuestionRead) -> Any:
    """Its content with the pictures under the numbers that they had."""
    assert read.content is not None
    numbers = {picture.content: number for number, picture in PICTURES.items()}

    def numbered(part: Any) -> Any:
        if isinstance(part, dict):
            return {name: numbered(one) for name, one in part.items()}
        if isinstance(part, list):
            return [numbered(one) for one in part]
        return (
            re.sub(r'"file:([^"]+)"', lambda one: f'"picture:{numbers[read.pictures[one[1]]]}"', part)
            if isinstance(part, str)
            else part
        )

    return stored(content_from(numbered(stored(read.content))))
