"""What a browser sends of an attempt: as JSON while one answers, or as a form."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import abort, request
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.errors import RuleBroken
from cgtraining.questions.answering import fields_of
from cgtraining.quizzes.operations.files import add_answer_file, remove_answer_file, store_answer_file
from cgtraining.quizzes.operations.handing_in import hand_in_if_over
from cgtraining.quizzes.operations.saving import Given, Kept, Verdict, flag_answers, name_of_field, save_answers
from cgtraining.quizzes.queries.attempts import Answer, AttemptInHand, answers_of
from cgtraining.web.numbers import row_number_or_none

MOST_ANSWERS = 500
LONGEST_WAIT = timedelta(days=30)
FORM_TAB = "form"


def place_asked(name: str) -> int | None:
    return row_number_or_none(request.args.get(name, ""))


def keep_sent_form(attempt: AttemptInHand) -> list[str]:
    """Saves the form; gives what its sender has to be told."""
    now = clock.now()
    places = [place for place in map(row_number_or_none, request.form.getlist("shown")) if place is not None]
    cleared = request.form.get("clear", "")
    fields = {name: values for name, values in request.form.lists() if not _is_of(name, cleared)}
    given = [Given(place, fields, _seen(place), now) for place in places[:MOST_ANSWERS]]
    kept = save_answers(attempt=attempt, given=given, tab=request.form.get("tab") or FORM_TAB, now=now)
    flag_answers(attempt=attempt, flags={place: f"flag-{place}" in request.form for place in places[:MOST_ANSWERS]})
    told = [*_sentences(kept), *_files_sent(attempt, places, now)]
    hand_in_if_over(attempt, now)
    return told


def answers_sent(body: Any, now: datetime) -> list[Given]:
    """`{"answers": [{"place", "fields": [[name, value]], "seen", "age"}]}`; `age`: milliseconds since it was given."""
    listed = body.get("answers", []) if isinstance(body, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_ANSWERS:
        abort(400)
    try:
        return [_given(one, now) for one in listed]
    except (KeyError, TypeError, ValueError, OverflowError):
        abort(400)


def flags_sent(body: Any) -> dict[int, bool]:
    flags = body.get("flags", {})
    if not isinstance(flags, dict):
        abort(400)
    return {place: bool(wanted) for key, wanted in flags.items() if (place := row_number_or_none(key)) is not None}


def answer_at(attempt: AttemptInHand, place: int) -> Answer:
    answers = answers_of(attempt.id, [place])
    return answers[0] if answers else abort(404)


def _given(one: dict[str, Any], now: datetime) -> Given:
    place = row_number_or_none(one["place"])
    if place is None:
        raise ValueError
    pairs = [(str(name), str(value)) for name, value in one["fields"]]
    age = min(timedelta(milliseconds=max(0, int(one.get("age", 0)))), LONGEST_WAIT)
    return Given(place, fields_of(pairs), int(one["seen"]), now - age)


def _is_of(name: str, place: str) -> bool:
    """Whether a field belongs to the question of that place."""
    if row_number_or_none(place) is None:
        return False
    return name == f"a{place}" or name.startswith(f"a{place}-")


def _seen(place: int) -> int:
    return row_number_or_none(request.form.get(f"saves-{place}", "")) or 0


def _sentences(kept: Iterable[Kept]) -> list[str]:
    verdicts = {one.verdict for one in kept}
    told = []
    if Verdict.OVERTOOK in verdicts:
        told.append(_("An answer had been given in another window or on another device. That answer is kept aside."))
    if Verdict.TOO_LATE in verdicts:
        told.append(_("The time was over, so your last changes are not counted. What was saved before was handed in."))
    return told


def _files_sent(attempt: AttemptInHand, places: Iterable[int], now: datetime) -> list[str]:
    """Files of a form without script; what is refused costs none of the answers."""
    told = []
    for place in places:
        name = name_of_field(place)
        removed = row_number_or_none(request.form.get(f"{name}-remove", ""))
        try:
            if removed is not None:
                remove_answer_file(attempt=attempt, answer=answer_at(attempt, place), file_id=removed, now=now)
            for sent in request.files.getlist(f"{name}-add"):
                if sent.filename:
                    _keep(attempt, answer_at(attempt, place), sent.filename, sent.read(), now)
        except RuleBroken as refusal:
            told.append(str(refusal))
    return told


def _keep(attempt: AttemptInHand, answer: Answer, name: str, content: bytes, now: datetime) -> None:
    key = store_answer_file(answer, name, content)
    add_answer_file(attempt=attempt, answer=answer, name=name, key=key, size=len(content), now=now)
