import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.certificates.designing.rules import (
    LABELS,
    contrast_on_white,
    has_stray_marks,
    placeholders_of,
    too_pale,
    unknown_placeholders,
)
from cgtraining.certificates.wording import WORDINGS


def test_unknown_placeholders_are_named_as_they_are_written():
    text = "{name}于{days}获得{grade}，{grade}，{ hours }，{reason}"
    assert unknown_placeholders(text, "completion") == ["{grade}", "{ hours }", "{reason}"]
    assert unknown_placeholders("{reason}", "honour") == []


@pytest.mark.parametrize("kind", WORDINGS)
def test_the_usual_wording_keeps_the_rules(kind):
    for text in (WORDINGS[kind].zh, WORDINGS[kind].en):
        assert unknown_placeholders(text, kind) == []
        assert not has_stray_marks(text)
    assert set(placeholders_of(kind)) <= set(LABELS)


@pytest.mark.parametrize("text", ["{name", "name}", "[{name}", "{name}]", "[a[b]c]", "{Name}"])
def test_marks_without_a_partner(text):
    assert has_stray_marks(text)


def test_contrast_of_known_colours():
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)
    assert too_pale(["#1f5c48", "#efe9da", "#777777"]) == ["#efe9da", "#777777"]


@given(st.integers(0, 0xFFFFFF))
def test_contrast_is_between_one_and_twenty_one(value):
    assert 1 <= contrast_on_white(f"#{value:06x}") <= 21.0001
