"""A question as plain data, as our own files carry along what their format has no place for."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import ValidationError

from cgtraining.questions.content import Content, content_from, stored
from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.texts import picture_name
from cgtraining.questions.kinds import Difficulty
from cgtraining.questions.rich_text import clean

PICTURE = re.compile(r"picture:(\d{1,18})")
MOST_SIGNS = 1_000_000
MOST_POINTS = Decimal(1000)


def data_of(question: Exported) -> dict[str, Any]:
    """Its pictures by the names that reading the same bytes gives them."""
    data: dict[str, Any] = {"content": with_files(stored(question.content), question), "points": str(question.points)}
    if question.difficulty:
        data["difficulty"] = question.difficulty.value
    return data


def with_files(data: dict[str, Any], question: Exported) -> dict[str, Any]:
    def name(found: re.Match[str]) -> str:
        picture = question.pictures.get(int(found[1]))
        return f"file:{picture_name(picture.content, ending_of(picture.media_type))}" if picture else found[0]

    renamed: dict[str, Any] = json.loads(PICTURE.sub(name, json.dumps(data)))
    return renamed


def ending_of(media_type: str) -> str:
    return media_type.removeprefix("image/").split("+")[0]


def as_data(text: str) -> dict[str, Any] | None:
    """None for what is no such data."""
    if len(text) > MOST_SIGNS:
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def filled_in(read: QuestionRead, data: Mapping[str, Any]) -> QuestionRead:
    """With the content, points and difficulty of `data`, as far as there are such."""
    content = content_in(data.get("content"))
    if content is None:
        return read
    points, difficulty = points_in(data.get("points")), difficulty_in(data.get("difficulty"))
    return replace(read, content=content, points=points, difficulty=difficulty, losses=(), refusal=None)


def content_in(data: object) -> Content | None:
    """Sanitised: whoever wrote the file may have written anything."""
    try:
        return content_from(sanitised(data))
    except (ValidationError, TypeError, RecursionError):
        return None


def points_in(said: object) -> Decimal | None:
    try:
        points = Decimal(str(said)) if said is not None else None
    except InvalidOperation:
        return None
    if points is None or not points.is_finite() or not 0 <= points <= MOST_POINTS:
        return None
    return points.quantize(Decimal("0.01"))


def difficulty_in(said: object) -> Difficulty | None:
    return next((each for each in Difficulty if each.value == said), None)


def sanitised(data: Any) -> Any:
    if isinstance(data, list):
        return [sanitised(each) for each in data]
    if not isinstance(data, dict):
        return data
    if data and set(data) <= {"zh", "en"}:
        return {key: clean(value, source="file") if isinstance(value, str) else None for key, value in data.items()}
    return {key: sanitised(value) for key, value in data.items()}
