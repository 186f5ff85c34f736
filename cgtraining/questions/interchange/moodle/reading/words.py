"""shortanswer."""

import re
from collections.abc import Iterator, Sequence

from cgtraining.questions.content import Accepted, Folding, ShortText
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.moodle.reading.fields import answers_of, flag, fraction_of, text_in, words_in
from cgtraining.questions.interchange.shares import percent
from cgtraining.questions.interchange.xml_reading import Element

STAR = re.compile(r"(?<!\\)\*")


def read_short_answer(question: Element, taken: Taken) -> ShortText:
    accepted = tuple(_accepted(question, taken))
    folding = Folding(case=not flag(question, "usecase", False))
    accepted, folding = with_wildcards(accepted, folding)
    return ShortText(
        kind="short_text",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        accepted=accepted,
        folding=folding,
    )


def with_wildcards(accepted: Sequence[Accepted], folding: Folding) -> tuple[tuple[Accepted, ...], Folding]:
    """A star stands for anything, unless a backslash is before it; where there is none, stars are just stars."""
    if any(STAR.search(one.text) for one in accepted):
        return tuple(accepted), folding.model_copy(update={"wildcards": True})
    return tuple(one.model_copy(update={"text": one.text.replace("\\*", "*")}) for one in accepted), folding


def _accepted(question: Element, taken: Taken) -> Iterator[Accepted]:
    for answer in answers_of(question):
        if words_in(answer):
            yield Accepted(
                text=words_in(answer),
                share=percent(fraction_of(answer)),
                feedback=text_in(answer.first("feedback"), taken),
            )
