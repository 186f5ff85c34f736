"""A question on its way out of a file: taken, taken with a loss, or not taken, with the reason."""

from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Content
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.refusals import OTHER, sentence_of
from cgtraining.questions.interchange.shares import number_in
from cgtraining.questions.kinds import Difficulty

MOST_POINTS = Decimal(1000)


def taken_or_refused(outline: QuestionRead, taken: Taken, read: Callable[[], Content | None]) -> QuestionRead:
    """`outline` with what `read` gives; what it refuses is this question's refusal only."""
    try:
        content = read()
    except RuleBroken as refused:
        return replace(outline, refusal=refused.sentence)
    except ValidationError as failure:
        return replace(outline, refusal=sentence_of(failure))
    if content is None:
        return replace(outline, refusal=OTHER)
    if not content.text:
        return replace(outline, refusal=_l("It has no text that asks anything."))
    return replace(outline, content=content, losses=tuple(taken.losses), pictures=_shown(content, taken))


def points_in(written: str) -> Decimal | None:
    """Hundredths, at most 1000; None for what is no number of points."""
    number = number_in(written)
    if number is None or not 0 <= number <= MOST_POINTS:
        return None
    return number.quantize(Decimal("0.01"), ROUND_HALF_UP)


def difficulty_in(written: str) -> Difficulty | None:
    return next((one for one in Difficulty if one.value == written.strip().lower()), None)


def _shown(content: Content, taken: Taken) -> dict[str, bytes]:
    """Of the pictures only those that stand in a text that was kept."""
    texts = content.model_dump_json()
    return {name: picture for name, picture in taken.pictures.items() if f"file:{name}\\" in texts}
