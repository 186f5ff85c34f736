"""A hall that takes a quiz: everybody enrolled and signed in, and what their browsers send."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.quizzes.models import Attempt, FeedbackTime, Quiz
from tests import factories
from tests.quizzes.factories import quiz

QUESTIONS = 20
KINDS = ("single", "multiple", "true_false", "matching", "short_text")
FIELDS: dict[str, list[list[str]]] = {
    "single": [["", "b"]],
    "multiple": [["", "a"], ["", "b"]],
    "true_false": [["", "true"]],
    "matching": [["-p", "x"], ["-q", "y"]],
    "short_text": [["", "议事会"]],
}


@dataclass(frozen=True)
class Sitter:
    """`token` goes with every request that changes something."""

    cookies: str
    token: str

    def request(self, path: str, body: str, kind: str) -> bytes:
        lines = (
            f"POST {path} HTTP/1.1",
            "Host: 127.0.0.1",
            "Connection: close",
            f"Content-Type: {kind}",
            f"X-CSRFToken: {self.token}",
            f"Content-Length: {len(body.encode())}",
            f"Cookie: {self.cookies}",
        )
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    def form(self, path: str) -> bytes:
        return self.request(path, urlencode({"csrf_token": self.token}), "application/x-www-form-urlencoded")

    def save(self, attempt_id: int, place: int, seen: int = 0) -> bytes:
        return self.request(f"/my/attempts/{attempt_id}/answers", json.dumps(saved(place, seen)), "application/json")


def saved(place: int, seen: int = 0) -> dict[str, Any]:
    fields = [[f"a{place}{end}", value] for end, value in FIELDS[KINDS[(place - 1) % len(KINDS)]]]
    return {"tab": "phone", "answers": [{"place": place, "fields": fields, "seen": seen, "age": 500}]}


def fill_hall(app: Flask, people: int, **values: Any) -> tuple[Quiz, Sequence[Sitter]]:
    cohort = factories.cohort(factories.curriculum(factories.program(code=f"SITTING{secrets.token_hex(3)}")))
    asked = [KINDS[number % len(KINDS)] for number in range(QUESTIONS)]
    made = quiz(cohort, asked, feedback=FeedbackTime.AT_ONCE, minutes=120, **values)
    keys = [_seat(factories.enrolment(cohort)) for _ in range(people)]
    db.session.commit()
    return made, [_sitter(app, key) for key in keys]


def _seat(enrolment: Enrolment) -> str:
    return factories.account_of(enrolment.person).fs_uniquifier


def attempts_of(quiz_id: int) -> list[int]:
    """Ids of attempts in the order of the sitters."""
    query = select(Attempt.id).join(Enrolment, Attempt.enrolment_id == Enrolment.id)
    query = query.where(Attempt.quiz_id == quiz_id)
    return list(db.session.scalars(query.order_by(Enrolment.person_id)))


def _sitter(app: Flask, key: str) -> Sitter:
    token = secrets.token_hex(20)
    signed_in = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
    assert signed_in is not None
    cookie = signed_in.dumps({"_user_id": key, "_fresh": True, "csrf_token": token})
    sent = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(token)
    return Sitter(f"session={cookie}; language=zh", str(sent))
