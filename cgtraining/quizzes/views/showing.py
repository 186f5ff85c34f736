"""An answer as those see it who teach: as it was given, and nothing in it to be changed."""

from collections.abc import Sequence

from flask import url_for

from cgtraining.language.choosing import language
from cgtraining.questions.asking import Asking
from cgtraining.quizzes.models import AnswerFile
from cgtraining.quizzes.queries.attempts import Answer


def asked_for_staff(answer: Answer, files: Sequence[AnswerFile]) -> Asking:
    return Asking(
        content=answer.content,
        name=f"a{answer.id}",
        language=language(),
        response=answer.response,
        seed=answer.seed,
        disabled=True,
        address_of=lambda picture_id: url_for("questions.show_picture", picture_id=picture_id),
        files=files,
    )
