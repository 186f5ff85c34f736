"""multichoice, multichoiceset, oumultiresponse and truefalse."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Choice, Option, TrueFalse
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.keys import letters
from cgtraining.questions.interchange.moodle.reading.fields import (
    answers_of,
    flag,
    fraction_of,
    raw_in,
    text_in,
    words_in,
)
from cgtraining.questions.interchange.shares import percent, share_of
from cgtraining.questions.interchange.xml_reading import Element

TRUE, FALSE = Decimal(100), Decimal(0)


def read_choice(question: Element, taken: Taken) -> Choice:
    return Choice(
        kind="single" if flag(question, "single", True) else "multiple",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        options=tuple(_options(question, taken)),
        shuffle=flag(question, "shuffleanswers", False),
    )


def read_choice_set(question: Element, taken: Taken) -> Choice:
    """All or nothing; what is right has 100 %."""
    return _with_even_shares(read_choice(question, taken), all_or_nothing=True)


def read_choices_of_the_open_university(question: Element, taken: Taken) -> Choice:
    taken.lose(_l("Each right answer earns the same; wrong ones take nothing away, unlike in Moodle."))
    return _with_even_shares(read_choice(question, taken), all_or_nothing=False)


def read_true_false(question: Element, taken: Taken) -> TrueFalse:
    answers = dict(_by_truth(list(answers_of(question))))
    if set(answers) != {True, False}:
        raise RuleBroken(_l("It needs the two answers true and false."))
    return TrueFalse(
        kind="true_false",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        right=percent(fraction_of(answers[True])) > percent(fraction_of(answers[False])),
        feedback_true=text_in(answers[True].first("feedback"), taken),
        feedback_false=text_in(answers[False].first("feedback"), taken),
    )


def _options(question: Element, taken: Taken) -> Iterator[Option]:
    answers = [one for one in answers_of(question) if raw_in(one).strip() or one.first("file")]
    for key, answer in zip(letters(len(answers)), answers, strict=True):
        yield Option(
            key=key,
            text=text_in(answer, taken),
            share=percent(fraction_of(answer)),
            feedback=text_in(answer.first("feedback"), taken),
        )


def _with_even_shares(choice: Choice, *, all_or_nothing: bool) -> Choice:
    right = sum(option.share > 0 for option in choice.options)
    each = share_of(Decimal(1), Decimal(right))
    options = [one.model_copy(update={"share": each if one.share > 0 else Decimal(0)}) for one in choice.options]
    return choice.model_copy(update={"kind": "multiple", "options": tuple(options), "all_or_nothing": all_or_nothing})


def _by_truth(answers: Sequence[Element]) -> Iterator[tuple[bool, Element]]:
    """By what they say; old files say it in their own language, the true one first."""
    said = [words_in(answer).lower() for answer in answers]
    if set(said) == {"true", "false"}:
        yield from ((word == "true", answer) for word, answer in zip(said, answers, strict=True))
    elif len(answers) == 2:
        yield from zip((True, False), answers, strict=True)
