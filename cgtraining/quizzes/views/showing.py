"""An answer as those see it who teach: as it was given, and nothing in it to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from flask import url_for

from cgtraining.language.choosing import language
from cgtraining.questions.asking import Asking
from cgtraining.quizzes.models import AnswerFile
from cgtraining.quizzes.queries.attempts import Answer


@dataclass(frozen=True)
class NamelessFile:
    """A file whose name could tell whose it is."""

    id: int
    name: str
    size: int


def nameless(file: AnswerFile) -> NamelessFile:
    return NamelessFile(file.id, f"{file.id}{PurePath(file.name).suffix}", file.size)


def asked_for_staff(answer: Answer, files: Sequence[AnswerFile], *, blind: bool = False) -> Asking:
    return Asking(
        content=answer.content,
        name=f"a{answer.id}",
        language=language(),
        response=answer.response,
        seed=answer.seed,
        disabled=True,
        address_of=lambda picture_id: url_for("questions.show_picture", picture_id=picture_id),
        files=[nameless(file) for file in files] if blind else files,
    )
