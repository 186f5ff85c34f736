"""An attempt: its questions, handing it in, and what became of it. Everything here works without script, by buttons."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from cgtraining import clock
from cgtraining.cohorts.queries import enrolment_by_id
from cgtraining.database import db
from cgtraining.quizzes.access import is_own_attempt
from cgtraining.quizzes.models import AttemptEnd, Quiz
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.own import own_quiz, shows_what_was_right
from cgtraining.quizzes.queries.attempts import AttemptInHand, answers_of, attempt_in_hand
from cgtraining.quizzes.queries.quizzes import quiz_by_id
from cgtraining.quizzes.queries.regrading import regrades_behind
from cgtraining.quizzes.showing import review_of, sheet_of
from cgtraining.quizzes.terms import is_too_late
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.sent import keep_sent_form, place_asked
from cgtraining.web.access import allow


@blueprint.get("/my/attempts/<int:attempt_id>")
@allow(is_own_attempt, load=attempt_in_hand)
def my_attempt(attempt: AttemptInHand) -> ResponseReturnValue:
    """`?question=3` where each has a page of its own; `?checked=3` in practice."""
    if _is_over(attempt):
        return _to_result(attempt)
    quiz = _quiz(attempt)
    sheet = sheet_of(attempt, quiz, place_asked("question"))
    checked = place_asked("checked") if quiz.practice else None
    reviews = {one.answer.place: review_of(one.answer) for one in sheet.shown if one.answer.place == checked}
    return render_template(
        "quizzes/taking/attempt.html", attempt=attempt, quiz=quiz, sheet=sheet, reviews=reviews, now=clock.now()
    )


@blueprint.post("/my/attempts/<int:attempt_id>")
@allow(is_own_attempt, load=attempt_in_hand)
def save_page(attempt: AttemptInHand) -> ResponseReturnValue:
    """What stands in the form is saved, whichever button was pressed; then the button's way is gone."""
    told = keep_sent_form(attempt)
    db.session.commit()
    for sentence in told:
        flash(sentence, "attention")
    if _is_over(attempt):
        return _to_result(attempt)
    go = request.form.get("go", "")
    if go == "hand-in":
        return redirect(url_for(".hand_in_page", attempt_id=attempt.id))
    if request.form.get("check", "").isdecimal():
        place = request.form["check"]
        address = url_for(".my_attempt", attempt_id=attempt.id, question=place, checked=place, _anchor=f"q{place}")
        return redirect(address)
    return redirect(url_for(".my_attempt", attempt_id=attempt.id, question=go if go.isdecimal() else None))


@blueprint.get("/my/attempts/<int:attempt_id>/hand-in")
@allow(is_own_attempt, load=attempt_in_hand)
def hand_in_page(attempt: AttemptInHand) -> ResponseReturnValue:
    if _is_over(attempt):
        return _to_result(attempt)
    answers = answers_of(attempt.id)
    return render_template(
        "quizzes/taking/hand_in.html", attempt=attempt, quiz=_quiz(attempt), answers=answers, now=clock.now()
    )


@blueprint.post("/my/attempts/<int:attempt_id>/hand-in")
@allow(is_own_attempt, load=attempt_in_hand)
def hand_in_attempt(attempt: AttemptInHand) -> ResponseReturnValue:
    """Pressed twice, or by two devices, it is handed in once."""
    now = clock.now()
    is_over = attempt.due_at is not None and now >= attempt.due_at
    hand_in(attempt=attempt, ended_by=AttemptEnd.TIME if is_over else AttemptEnd.TRAINEE, now=now)
    db.session.commit()
    return _to_result(attempt)


@blueprint.get("/my/attempts/<int:attempt_id>/result")
@allow(is_own_attempt, load=attempt_in_hand)
def attempt_result(attempt: AttemptInHand) -> ResponseReturnValue:
    if not _is_over(attempt):
        return redirect(url_for(".my_attempt", attempt_id=attempt.id))
    if attempt.handed_in_at is None:
        return render_template("quizzes/taking/ending.html", attempt=attempt, quiz=_quiz(attempt))
    quiz, enrolment = _quiz(attempt), enrolment_by_id(attempt.enrolment_id)
    assert enrolment is not None
    sheet = None
    if shows_what_was_right(quiz, clock.now()):
        sheet = sheet_of(attempt, quiz, None, disabled=True)
    reviews = {one.answer.place: review_of(one.answer, one.answer.points) for one in sheet.shown} if sheet else {}
    return render_template(
        "quizzes/taking/result.html",
        attempt=attempt, quiz=quiz, own=own_quiz(quiz, enrolment), sheet=sheet, reviews=reviews,
        regrades=regrades_behind(attempt.id),
    )  # fmt: skip


def _is_over(attempt: AttemptInHand) -> bool:
    """Handed in, or to be handed in by whoever comes first: a page that is only opened changes nothing."""
    return attempt.handed_in_at is not None or is_too_late(attempt.due_at, clock.now())


def _to_result(attempt: AttemptInHand) -> ResponseReturnValue:
    return redirect(url_for(".attempt_result", attempt_id=attempt.id))


def _quiz(attempt: AttemptInHand) -> Quiz:
    quiz = quiz_by_id(attempt.quiz_id)
    assert quiz is not None
    return quiz
