"""Export and import again gives the same questions."""

from decimal import Decimal as D
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cgtraining.questions.content import stored
from cgtraining.questions.interchange import gift, workbook
from cgtraining.questions.interchange.exported import Exported, PictureFile
from cgtraining.questions.interchange.plain_data import with_files
from cgtraining.questions.kinds import Difficulty
from tests.questions.samples import CONTENTS
from tests.questions.strategies import contents

PICTURES = {
    1: PictureFile("a.png", b"\x89PNG one", "image/png"),
    2: PictureFile("b.jpg", b"\xff\xd8 two", "image/jpeg"),
}
NAMES = st.text("名字 ab:=/#{}~\\<&1.", min_size=1, max_size=12).map(lambda name: " ".join(name.split())).filter(bool)

exported = st.builds(
    Exported,
    name=NAMES,
    content=contents(pictures=True),
    points=st.sampled_from([D(1), D("2.5"), D(0)]),
    difficulty=st.sampled_from([None, *Difficulty]),
    folder=st.lists(st.sampled_from(["议事", "a/b", "Part 1"]), max_size=2).map(tuple),
    competencies=st.lists(st.sampled_from(["C1", "能力-2"]), max_size=2, unique=True).map(tuple),
    pictures=st.just(PICTURES),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(exported, min_size=1, max_size=3))
def test_gift_brings_back_what_was_written(questions: list[Exported]):
    found = gift.read(gift.write(questions), language=None)
    assert [str(one.refusal) for one in found if one.refusal] == []
    assert [as_read(one) for one in found] == [as_written(one) for one in questions]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(exported)
def test_gift_carries_the_pictures_along(question: Exported):
    (found,) = gift.read(gift.write([question]), language=None)
    assert set(found.pictures.values()) <= {picture.content for picture in PICTURES.values()}
    assert found.content is not None
    standing = found.content.model_dump_json()
    assert all(f"file:{name}" in standing for name in found.pictures) or not found.pictures


@settings(max_examples=4, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(exported, min_size=15, max_size=25))
def test_a_workbook_brings_back_what_was_written(questions: list[Exported]):
    found = workbook.read(workbook.write(questions), language=None)
    assert [str(one.refusal) for one in found if one.refusal] == []
    assert [as_read(one) for one in found] == [as_written(one) for one in questions]


@pytest.mark.parametrize("format", [gift, workbook])
def test_nothing_is_lost_of_a_plain_question(format: ModuleType):
    question = Exported("召集", CONTENTS["single"])
    assert list(format.losses(question)) == []
    (found,) = format.read(format.write([question]), language=None)
    assert found.content == CONTENTS["single"]


def as_written(one: Exported) -> object:
    return (
        one.name,
        with_files(stored(one.content), one),
        one.points,
        one.difficulty,
        tuple(one.folder),
        tuple(one.competencies),
    )


def as_read(one: object) -> object:
    return (
        one.name,  # type: ignore[attr-defined]
        stored(one.content),  # type: ignore[attr-defined]
        D(1) if one.points is None else one.points,  # type: ignore[attr-defined]
        one.difficulty,  # type: ignore[attr-defined]
        tuple(one.folder),  # type: ignore[attr-defined]
        tuple(one.competencies),  # type: ignore[attr-defined]
    )
