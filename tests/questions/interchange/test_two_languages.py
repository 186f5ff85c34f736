import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.two_languages import joined, parted

HTML = st.lists(
    st.sampled_from(
        [
            "甲",
            "A",
            " ",
            "<p>段落</p>",
            '<span lang="en">x</span>',
            "&lt;",
            "{mlang zh}",
            '<img src="file:a" alt="&lt;span&gt;">',
        ]
    ),
    min_size=1,
).map(lambda pieces: "".join(pieces).strip() or None)


@given(st.builds(BilingualText, HTML, HTML))
def test_two_languages_in_one_text_come_apart_again(text):
    assert parted(joined(text)) == text


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("社区", "社区", None),
        ("Community", None, "Community"),
        (
            '<p>1. <span lang="zh_cn" class="multilang">议事</span>'
            ' <span lang="en" class="multilang">Council</span></p>',
            "<p>1. 议事 </p>",
            "<p>1.  Council</p>",
        ),
        ("{mlang zh}议事{mlang}{mlang en}Council{mlang}!", "议事!", "Council!"),
        ("{mlang other}Council{mlang}{mlang zh,zh_cn}议事{mlang}", "议事", None),
        ('<p lang="zh">议事</p>\n<p lang="en">Council</p>', "议事", "Council"),
        ('Say <span lang="zh">你好</span> aloud', 'Say <span lang="zh">你好</span> aloud', None),
        (
            '<span class="multilang" lang="fr">conseil</span><span class="multilang" lang="de">Rat</span>',
            None,
            "conseil",
        ),
        ("", None, None),
    ],
)
def test_marks_of_languages_as_others_write_them(written, zh, en):
    assert parted(written) == BilingualText(zh, en)


def test_a_text_without_marks_is_in_the_language_that_is_given():
    assert parted("3", "zh") == BilingualText(zh="3")


@pytest.mark.parametrize("hostile", ['<span lang="' * 20_000, "{mlang zh}" * 20_000, '<a "' * 20_000])
def test_marks_that_never_end_cost_little(hostile):
    begun = time.perf_counter()
    parted(hostile)
    assert time.perf_counter() - begun < 1
