"""What is wrong with a quiz before it is published, and what its makers should know."""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from cgtraining import clock
from cgtraining.database import db
from cgtraining.questions.models import Question
from cgtraining.questions.queries import latest_versions
from cgtraining.quizzes.contents import contents_of
from cgtraining.quizzes.drawing import most_filled
from cgtraining.quizzes.models import Quiz
from cgtraining.quizzes.queries.pools import Slot, slots_of

MOST_LOOKED_AT = 500


def what_forbids_publishing(quiz: Quiz) -> list[str]:
    """Sentences; none: it can be published."""
    slots = slots_of(quiz.id, quiz.cohort.program_id)
    if not slots:
        return [_("The quiz has no questions yet.")]
    return [*_too_few(slots), *_retired(slots)]


def what_to_know(quiz: Quiz) -> list[str]:
    """Sentences about what is odd but allowed."""
    slots = slots_of(quiz.id, quiz.cohort.program_id)
    return [*_times(quiz), *_one_language(slots)]


def _too_few(slots: Sequence[Slot]) -> Iterator[str]:
    for slot in slots:
        if len(slot.fitting) < slot.draws:
            yield _(
                "One place draws %(draws)s questions, but only %(found)s fit.",
                draws=slot.draws,
                found=len(slot.fitting),
            )
            return
    places = [slot.fitting for slot in slots for _number in range(slot.draws)]
    filled = most_filled(places)
    if filled < len(places):
        yield _(
            "Several places draw from the same questions: together they need %(needed)s, but there are only %(found)s.",
            needed=len(places),
            found=filled,
        )


def _retired(slots: Sequence[Slot]) -> Iterator[str]:
    ids = {slot.fitting[0] for slot in slots if len(slot.fitting) == 1}
    query = select(Question.name).where(Question.id.in_(ids), Question.retired_at.is_not(None)).order_by(Question.id)
    for name in db.session.scalars(query):
        yield _("“%(question)s” is retired. Take it out, or restore it in the bank.", question=name)


def _times(quiz: Quiz) -> Iterator[str]:
    now = clock.now()
    if quiz.closes_at and quiz.closes_at <= now:
        yield _("It closes in the past, so nobody can answer it.")
    elif quiz.opens_at and quiz.opens_at < now and quiz.published_at is None:
        yield _("It opens in the past: trainees can answer as soon as it is published.")


def _one_language(slots: Sequence[Slot]) -> Iterator[str]:
    ids = sorted({question for slot in slots for question in slot.fitting})[:MOST_LOOKED_AT]
    digests = {version.digest for version in latest_versions(ids).values()}
    texts = [known.content.text for known in contents_of(digests).values()]
    lacking = sum(1 for text in texts if not (text.zh and text.en))
    if lacking:
        yield ngettext(
            "%(num)s question has only one of the two languages.",
            "%(num)s questions have only one of the two languages.",
            lacking,
        )
