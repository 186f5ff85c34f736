from decimal import Decimal

from flask import Flask

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Accepted, ShortText
from cgtraining.questions.content.words import texts_in, words_of
from cgtraining.questions.naming import beginning, name_in
from cgtraining.questions.operations.questions import Filing, file_question, revise_question
from cgtraining.questions.queries import latest_version
from tests.questions.bank import ASKED, question, single


def test_the_words_of_a_content_are_those_of_all_its_texts_and_answers() -> None:
    because = BilingualText(zh="<p>请写<b>全称</b></p>")
    accepted = (Accepted(text="居民议事会", share=Decimal(1), feedback=because),)
    content = ShortText(kind="short_text", text=ASKED, accepted=accepted)
    assert list(texts_in(content)) == [ASKED, BilingualText(), because]
    assert words_of(content) == "谁召集居民议事会？\nWho convenes the council?\n请写全称\n居民议事会"


def test_a_question_is_found_by_its_name_and_its_newest_words(app: Flask) -> None:
    made = question(name="A1")
    assert made.search_text.startswith("a1\n谁召集居民议事会？\nwho convenes")
    later = single(BilingualText(en="Who CHAIRS it?"))
    revise_question(question=made, content=later, actor=None, version=made.version)
    assert made.search_text.startswith("a1\nwho chairs it?\n居委会")
    file_question(question=made, filing=Filing(name="B2"), actor=None, version=made.version)
    assert made.search_text.startswith("b2\nwho chairs it?")


def test_a_question_without_a_name_is_called_by_its_beginning_in_the_readers_language(app: Flask) -> None:
    made, named = question(), question(name="A1")
    version = latest_version(made)
    assert (name_in(made, version, "zh"), name_in(made, version, "en")) == (ASKED.zh, ASKED.en)
    assert name_in(named, latest_version(named), "en") == "A1"
    assert beginning(BilingualText("问" * 61)) == "问" * 59 + "…"


def test_a_question_without_a_name_follows_what_it_asks(app: Flask) -> None:
    made = question()
    revise_question(question=made, content=single(BilingualText("谁主持？")), actor=None, version=made.version)
    assert made.name == "谁主持？"
    assert made.search_text.startswith("谁主持？")
