from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from cgtraining.people.models import Person
from cgtraining.quizzes.queries.uses import quizzes_that_use
from tests import factories
from tests.quizzes.factories import answer, attempt, question, quiz


def test_a_question_tells_which_quizzes_name_it_and_how_many_attempts_have_it(
    app: Flask, sign_in: Callable[[Person], FlaskClient]
) -> None:
    cohort = factories.cohort()
    used, unused = question(cohort.program, "essay"), question(cohort.program, "essay")
    asked, named = quiz(cohort, [used]), quiz(cohort, [used])
    answer(attempt(asked, factories.enrolment(cohort)), {1: "先征集意见。"})
    assert [(one.id, attempts) for one, attempts in quizzes_that_use(used)] == [(named.id, 0), (asked.id, 1)]
    address, none = f"/questions/{used.id}/uses", f"/questions/{unused.id}/uses"
    client = sign_in(factories.program_staff(cohort.program))
    client.set_cookie("language", "en")
    assert client.get(address).text.count("<li>") == 2
    assert "In no quiz yet." in client.get(none).text
