from flask import Flask
from sqlalchemy import func, select

from cgtraining.database import db
from cgtraining.demo.questions import add_bank, deliberation, foundations, micro_projects
from cgtraining.demo.setting import build
from cgtraining.language.choosing import in_language
from cgtraining.questions.content.words import texts_in
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.questions.rich_text import clean

PLANNED = [*deliberation.QUESTIONS, *micro_projects.QUESTIONS, *foundations.QUESTIONS]


def test_the_bank_of_the_story_has_every_kind_in_both_languages() -> None:
    assert {one.content.kind for one in PLANNED} == {kind.value for kind in QuestionKind}
    texts = [text for one in PLANNED for text in texts_in(one.content) if text]
    assert [text for text in texts if not (text.zh and text.en)] == []
    assert [text.zh for text in texts if clean(text.zh) != text.zh] == []
    assert [text.en for text in texts if clean(text.en) != text.en] == []


def test_the_bank_of_the_story_has_a_changed_and_a_retired_question(app: Flask) -> None:
    with in_language("zh"):
        add_bank(build())
    assert db.session.scalar(select(func.count(Question.id))) == len(PLANNED)
    assert db.session.scalar(select(func.count(QuestionVersion.id))) == len(PLANNED) + 1
    assert db.session.scalar(select(func.count(Question.id)).where(Question.retired_at.is_not(None))) == 1
