import pytest

from cgtraining.language.scripts import language_of, marked_as_written


@pytest.mark.parametrize(
    ("text", "language"),
    [("公派出访", "zh"), ("名册 final.xlsx", "zh"), ("abroad", "en"), ("12 / 40", None), ("–", None), ("", None)],
)
def test_a_text_is_of_the_language_of_its_script(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_only_the_other_language_is_marked() -> None:
    assert marked_as_written("公派出访", "en") == '<span lang="zh-Hans">公派出访</span>'
    assert marked_as_written("公派出访", "zh") == "公派出访"
    assert marked_as_written("abroad", "zh") == '<span lang="en">abroad</span>'


def test_what_people_wrote_stays_text() -> None:
    assert marked_as_written("<b>王芳</b>", "en") == '<span lang="zh-Hans">&lt;b&gt;王芳&lt;/b&gt;</span>'
    assert marked_as_written("<b>1</b>", "en") == "&lt;b&gt;1&lt;/b&gt;"
