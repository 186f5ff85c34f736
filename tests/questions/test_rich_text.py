import pytest

from cgtraining.questions.rich_text import clean, from_plain, pictures_in, plain, with_addresses


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<p>问<script>alert(1)</script><img src="x" onerror="alert(1)"></p>', "<p>问</p>"),
        ('<a href="javascript:alert(1)">链接</a><style>p{}</style>', "链接"),
        ('<img src="picture:12" alt="图" onload="x()">', '<img src="picture:12" alt="图">'),
        ('<img src="https://example.org/x.png">', None),
        ("a < b", "a &lt; b"),
        ("  ", None),
        (None, None),
    ],
)
def test_only_what_may_stand_in_a_question_is_kept(written, kept):
    assert clean(written) == kept


def test_pictures_of_a_file_are_named_only_while_it_is_read():
    named = '<p><img src="file:map.png" alt="">地图</p>'
    assert clean(named, source="file") == named
    assert clean(named) == "<p>地图</p>"


def test_plain_text_becomes_paragraphs_and_comes_back():
    assert from_plain("a<b\n\nc\nd") == "<p>a&lt;b</p><p>c<br>d</p>"
    assert plain(from_plain("a<b\n\nc\nd")) == "a<b\nc\nd"


def test_the_pictures_of_a_text_are_told():
    assert pictures_in('<img src="picture:7" alt=""> <img alt="" src="picture:12">') == {7, 12}


def test_pictures_stand_where_their_reader_gets_them():
    text = '<img src="picture:7" alt="src=&quot;picture:8&quot;">'
    assert with_addresses(text, lambda number: f"/p/{number}?a&b") == (
        '<img src="/p/7?a&amp;b" alt="src=&quot;picture:8&quot;">'
    )
