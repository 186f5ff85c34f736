"""Pictures of questions and files of answers, each at an address that its attempt opens."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from cgtraining import clock, storage
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.questions.models import QuestionPicture
from cgtraining.questions.queries import picture_by_id
from cgtraining.quizzes.access import is_own_attempt
from cgtraining.quizzes.models import AnswerFile
from cgtraining.quizzes.operations.files import add_answer_file, remove_answer_file, store_answer_file
from cgtraining.quizzes.queries.attempts import AttemptInHand, answers_of, attempt_in_hand
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.sent import answer_at
from cgtraining.web.access import allow
from cgtraining.web.downloads import call_file
from cgtraining.web.units import begin_writing, reads_first

In = tuple[AttemptInHand, int]
MEGABYTE = 1024 * 1024


def attempt_and(attempt_id: int, answer_place: int) -> In | None:
    attempt = attempt_in_hand(attempt_id)
    return (attempt, answer_place) if attempt else None


def picture_in_attempt(attempt_id: int, attempt_picture_id: int) -> tuple[AttemptInHand, QuestionPicture] | None:
    """Only a picture that one of the attempt's questions shows."""
    attempt, picture = attempt_in_hand(attempt_id), picture_by_id(attempt_picture_id)
    if attempt is None or picture is None:
        return None
    shown = any(attempt_picture_id in answer.known.pictures for answer in answers_of(attempt_id))
    return (attempt, picture) if shown else None


def file_in_attempt(attempt_id: int, answer_file_id: int) -> tuple[AttemptInHand, AnswerFile] | None:
    attempt, file = attempt_in_hand(attempt_id), db.session.get(AnswerFile, answer_file_id)
    if attempt is None or file is None or file.answer.attempt_id != attempt_id or file.removed_at is not None:
        return None
    return attempt, file


def is_in_own_attempt(person: Person, found: tuple[AttemptInHand, object]) -> bool:
    return is_own_attempt(person, found[0])


@blueprint.get("/my/attempts/<int:attempt_id>/pictures/<int:attempt_picture_id>")
@allow(is_in_own_attempt, load=picture_in_attempt)
def attempt_picture(found: tuple[AttemptInHand, QuestionPicture]) -> ResponseReturnValue:
    picture = found[1]
    response = Response(storage.load_file(picture.key), mimetype=picture.media_type)
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response


@blueprint.get("/my/attempts/<int:attempt_id>/files/<int:answer_file_id>")
@allow(is_in_own_attempt, load=file_in_attempt)
def answer_file(found: tuple[AttemptInHand, AnswerFile]) -> ResponseReturnValue:
    """Never shown by a browser: whatever it holds, it is only saved."""
    file = found[1]
    response = Response(storage.load_file(file.key), mimetype="application/octet-stream")
    return call_file(response, file.name, attached=True)


@blueprint.post("/my/attempts/<int:attempt_id>/answers/<int:answer_place>/files")
@allow(is_in_own_attempt, load=attempt_and)
@reads_first
def add_file(found: In) -> ResponseReturnValue:
    """One file as it is chosen; answers its row, or a sentence."""
    attempt, place = found
    answer, sent = answer_at(attempt, place), request.files.get("file")
    name, content = (sent.filename or "", sent.read()) if sent else ("", b"")
    try:
        key = store_answer_file(answer, name, content)
        begin_writing()
        file = add_answer_file(attempt=attempt, answer=answer, name=name, key=key, size=len(content), now=clock.now())
        db.session.commit()
    except RuleBroken as refusal:
        return {"sentence": str(refusal)}, 422
    return {"id": file.id, "name": file.name, "megabytes": round(file.size / MEGABYTE, 1)}


@blueprint.post("/my/attempts/<int:attempt_id>/answers/<int:answer_place>/files/remove")
@allow(is_in_own_attempt, load=attempt_and)
def remove_file(found: In) -> ResponseReturnValue:
    attempt, place = found
    try:
        file_id = request.form.get("id", type=int) or 0
        remove_answer_file(attempt=attempt, answer=answer_at(attempt, place), file_id=file_id, now=clock.now())
        db.session.commit()
    except RuleBroken as refusal:
        return {"sentence": str(refusal)}, 422
    return {}
