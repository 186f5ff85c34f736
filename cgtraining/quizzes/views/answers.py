"""Answers that save themselves: JSON in, JSON out, no page."""

from typing import Any

from flask.typing import ResponseReturnValue

from cgtraining import clock
from cgtraining.database import db
from cgtraining.quizzes.access import is_own_attempt
from cgtraining.quizzes.operations.handing_in import hand_in_if_over
from cgtraining.quizzes.operations.saving import Kept, flag_answers, save_answers
from cgtraining.quizzes.queries.attempts import AttemptInHand, attempt_in_hand
from cgtraining.quizzes.views import blueprint
from cgtraining.quizzes.views.sent import answers_sent, flags_sent
from cgtraining.web.access import allow
from cgtraining.web.forged import json_sent, takes_json


@blueprint.post("/my/attempts/<int:attempt_id>/answers")
@allow(is_own_attempt, load=attempt_in_hand)
@takes_json
def save_sent_answers(attempt: AttemptInHand) -> ResponseReturnValue:
    """Every answer is answered: how it stands with it now, and whether it was saved."""
    body, now = json_sent(), clock.now()
    given = answers_sent(body, now)
    kept = save_answers(attempt=attempt, given=given, tab=str(body.get("tab", "")), now=now)
    if (flags := flags_sent(body)) and attempt.handed_in_at is None:
        flag_answers(attempt=attempt, flags=flags)
    over = attempt.handed_in_at is not None or hand_in_if_over(attempt, now)
    db.session.commit()
    return {
        "now": round(now.timestamp() * 1000),
        "due": round(attempt.due_at.timestamp() * 1000) if attempt.due_at else None,
        "over": over,
        "answers": [_as_json(one) for one in kept],
    }


def _as_json(kept: Kept) -> dict[str, Any]:
    return {"place": kept.place, "verdict": kept.verdict.value, "saves": kept.saves}
