from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.language.names import (
    display_name,
    looks_like_han,
    search_text,
    sort_key,
    split_scripts,
    suggest_latin,
    tidy_name,
)
from cgtraining.language.romanisation import latin_name

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)


@dataclass
class Someone:
    name_zh: str | None
    name_latin: str | None


@pytest.mark.parametrize(
    ("chinese", "latin"),
    [
        ("王芳", "WANG Fang"),
        ("欧阳文", "OUYANG Wen"),
        ("歐陽文", "OUYANG Wen"),
        ("吕", "LYU"),
        ("吕绿", "LYU Lyu"),
        ("略女", "LYUE Nyu"),
        ("单田芳", "SHAN Tianfang"),
        ("仇和", "QIU He"),
        ("尉迟恭", "YUCHI Gong"),
        ("尉健行", "WEI Jianxing"),
        ("曾国", "ZENG Guo"),
        ("区文", "OU Wen"),
        ("李西安", "LI Xi'an"),
        ("公孙", "GONG Sun"),
        ("王䶮", "WANG Yan"),
    ],
)
def test_romanisation_follows_the_standard(chinese: str, latin: str) -> None:
    assert suggest_latin(chinese) == latin


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "", "王A", "王😀", "Wang"])
def test_no_latin_name_is_invented(name: str) -> None:
    assert suggest_latin(name) is None


@pytest.mark.parametrize(
    ("written", "tidy"),
    [
        (" 梁\u3000桂军 ", "梁桂军"),
        ("王 芳", "王芳"),
        ("王\u200b芳\xa0", "王芳"),
        ("阿依古丽 • 买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽・买买提", "阿依古丽·买买提"),
        ("Ｗａｎｇ  Fang", "Wang Fang"),
        ("J. Smith", "J. Smith"),
        ("王芳 教授", "王芳教授"),
    ],
)
def test_names_are_tidied(written: str, tidy: str) -> None:
    assert tidy_name(written) == tidy


@given(st.text(max_size=30))
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy_name(tidy_name(text)) == tidy_name(text)


@given(han)
def test_blanks_inside_a_chinese_name_do_not_matter(name: str) -> None:
    assert tidy_name(" \u3000".join(name)) == tidy_name(name)


@given(
    han, st.sampled_from(["WANG Fang", "Maria Fernández", "O'Brien"]), st.sampled_from(["{} {}", "{}({})", "{}\n{}"])
)
def test_two_scripts_in_one_cell_are_told_apart(chinese: str, latin: str, layout: str) -> None:
    assert split_scripts(layout.format(chinese, latin)) == (chinese, latin)
    assert split_scripts(layout.format(latin, chinese)) == (chinese, latin)


def test_one_script_alone_stays_alone() -> None:
    assert split_scripts("王芳") == ("王芳", None)
    assert split_scripts("Wang Fang") == (None, "Wang Fang")
    assert split_scripts(" ") == (None, None)


def test_what_is_more_than_a_name_is_not_cut_down_to_one() -> None:
    assert split_scripts("深圳-王芳") == ("深圳-王芳", None)
    assert split_scripts("王芳2") == ("王芳2", None)


def test_a_chinese_name_is_han_throughout() -> None:
    assert looks_like_han("阿依古丽·买买提")
    assert looks_like_han("𬱖㛃")
    assert not looks_like_han("王 Fang")
    assert not looks_like_han("")


def test_order_is_that_of_pinyin_with_surnames_read_as_surnames() -> None:
    people = [("单田芳", None), ("丁一", None), (None, "Østergård"), ("王芳芳", None), ("王芳", None), ("沈一", None)]
    ordered = sorted(people, key=lambda names: sort_key(*names))
    assert [zh or latin for zh, latin in ordered] == ["丁一", "Østergård", "单田芳", "沈一", "王芳", "王芳芳"]


def test_nobody_sorts_without_a_name() -> None:
    assert sort_key(None) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("王芳", "wangfang wf wang fang"),
        ("欧阳文", "ouyangwen oyw ouyang wen"),
        ("吕文", "lyuwen lw lyu wen lvwen lv"),
        ("阿依古丽·买买提", "ayigulimaimaiti ayglmmt ayiguli maimaiti"),
        ("Maria Fernández-Østergård", "maria fernández-østergård fernandez-ostergard"),
        ("", ""),
    ],
)
def test_search_finds_by_pinyin_and_initials(name: str, text: str) -> None:
    assert search_text(name) == text


def test_pages_show_the_script_of_their_language_or_the_only_one() -> None:
    both = Someone("王芳", "WANG Fang")
    assert (display_name(both, "zh"), display_name(both, "en")) == ("王芳", "WANG Fang")
    assert display_name(Someone("王芳", None), "en") == "王芳"


@pytest.mark.parametrize(
    ("family", "first", "latin"),
    [
        ("Wang", "Tianfang", "WANG Tianfang"),
        ("Ouyang", "Xi'an", "OUYANG Xi'an"),
        ("Smith", "John", "John Smith"),
        ("Fernández", "Maria", "Maria Fernández"),
        ("Smith", "", "Smith"),
        ("", "", ""),
    ],
)
def test_family_and_given_name_are_put_in_the_order_of_their_language(family: str, first: str, latin: str) -> None:
    assert latin_name(family, first) == latin
