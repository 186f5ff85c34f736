"""Sample files by others, where there is a folder of them: gift/*.gift beside *.json of the grammar, aiken/*."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from cgtraining.questions.content import Choice, Matching, Numerical
from cgtraining.questions.interchange import aiken, gift
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.rich_text import plain

CORPORA = os.environ.get("CGTRAINING_CORPORA")
pytestmark = pytest.mark.skipif(not CORPORA, reason="CGTRAINING_CORPORA names no folder of sample files")
FOLDER = Path(CORPORA or ".")


def files(pattern: str) -> list[Path]:
    return sorted(FOLDER.glob(pattern)) if CORPORA else []


def words(html: str | None) -> str:
    return " ".join(plain(html).split())


def text_of(content: Any) -> str:
    return words(content.zh or content.en)


@pytest.mark.parametrize("file", files("gift/*.gift"), ids=lambda file: file.name)
def test_gift_is_read_as_its_grammar_reads_it(file: Path):
    expected = json.loads(file.with_suffix(".json").read_text())
    found = gift.read(file.read_bytes(), language=None)
    assert len(found) == len(expected)
    for one, said in zip(found, expected, strict=True):
        assert (one.name or None) == said["title"]
        _compare(one, said)


def _compare(one: QuestionRead, said: dict[str, Any]) -> None:
    content = one.content
    assert content is not None, str(one.refusal)
    assert text_of(content.text).replace(" ", "") == words(said["stem"]["text"]).replace(" ", "")
    match content:
        case Choice():
            told = [(text_of(each.text), each.share > 0, text_of(each.feedback)) for each in content.options]
            assert told == [
                (words(_escaped(each["text"])), each["isCorrect"], words(_escaped(each["feedback"])))
                for each in said["choices"]
            ]
        case Matching():
            targets = {target.key: text_of(target.text) for target in content.targets}
            told = [(text_of(each.text), targets[each.target]) for each in content.premises]
            assert told == [(each["subquestion"]["text"], each["subanswer"]) for each in said["matchPairs"]]
        case Numerical():
            choices = said["choices"] if isinstance(said["choices"], list) else [{"text": said["choices"]}]
            told = [(float(each.value or 0), float(each.tolerance)) for each in content.accepted]
            assert told == [pytest.approx(_number(each["text"])) for each in choices]
        case _:
            pytest.fail(f"{content.kind} is not compared yet")


def _escaped(text: dict[str, str]) -> str:
    return text["text"] if text["format"] == "html" else text["text"].replace("&", "&amp;").replace("<", "&lt;")


def _number(said: dict[str, Any]) -> tuple[float, float]:
    if said["type"] == "high-low":
        return (said["numberHigh"] + said["numberLow"]) / 2, (said["numberHigh"] - said["numberLow"]) / 2
    return said["number"], said.get("range", 0)


@pytest.mark.parametrize("file", files("gift/*.txt"), ids=lambda file: file.name)
def test_every_question_of_a_gift_file_is_taken(file: Path):
    found = gift.read(file.read_bytes(), language=None)
    assert [str(one.refusal) for one in found if one.refusal] == []
    assert len(found) > 30


@pytest.mark.parametrize("file", files("aiken/*"), ids=lambda file: file.name)
def test_every_question_of_an_aiken_file_is_taken(file: Path):
    found = aiken.read(file.read_bytes(), language=None)
    assert [str(one.refusal) for one in found if one.refusal] == []
