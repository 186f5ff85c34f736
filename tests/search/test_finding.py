import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from cgtraining.search.models import SearchEntry
from cgtraining.search.operations import forget, remember
from cgtraining.search.queries import entries_matching
from cgtraining.search.words import as_fts5, as_tsquery, spaced


def titles(question: str, **limits: object) -> list[str]:
    return [entry.title for entry in entries_matching(question, **limits)]


@pytest.fixture(autouse=True)
def entries(app: Flask) -> None:
    remember("person", 1, title="王芳", text="王芳 WANG Fang wangfang wf 深圳社区基金会", program_id=1)
    remember("person", 2, title="王小芳", text="王小芳 WANG Xiaofang wangxiaofang wxf 芳草地社区培训中心", program_id=2)
    remember("cohort", 1, title="雪松计划第一期", text="雪松计划第一期 Cedar Program CEDAR-2018", program_id=1)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("培训", ["王小芳"]),
        ("王芳", ["王芳"]),
        ("王", ["王芳", "王小芳"]),
        ("wangf", ["王芳"]),
        ("WF", ["王芳"]),
        ("芳 社区", ["王芳", "王小芳"]),
        ("cedar", ["雪松计划第一期"]),
        ("CEDAR-2018", ["雪松计划第一期"]),
        ("ｃｅｄａｒ", ["雪松计划第一期"]),
        ("区社", []),
        ("", []),
        ('"* & | ! ( ) :', []),
        ("' OR 1=1 --", []),
    ],
)
def test_words_are_found_in_both_scripts(question: str, expected: list[str]) -> None:
    assert titles(question) == expected


def test_what_the_reader_may_not_see_is_not_found() -> None:
    assert titles("王", visible=SearchEntry.program_id == 1) == ["王芳"]


def test_a_changed_text_replaces_the_old_one() -> None:
    remember("person", 1, title="王芳", text="王芳 广州")
    assert titles("深圳") == []
    assert titles("广州") == ["王芳"]


def test_a_forgotten_entry_is_not_found() -> None:
    forget("person", 1)
    forget("person", 1)
    assert titles("王芳") == []


@given(st.text(max_size=60))
def test_any_question_makes_a_query_without_syntax_of_its_own(question: str) -> None:
    assert as_fts5(question).count('"') % 2 == 0
    assert "'" not in as_tsquery(question)


@given(st.text(max_size=60))
def test_spacing_twice_changes_nothing(text: str) -> None:
    assert spaced(spaced(text)) == spaced(text)
