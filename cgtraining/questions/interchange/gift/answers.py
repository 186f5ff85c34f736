"""What stands between the braces of a GIFT question, for each kind."""

import re
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    Essay,
    Folding,
    Matching,
    Numerical,
    ShortText,
    TrueFalse,
)
from cgtraining.questions.interchange.gift.blocks import unescaped
from cgtraining.questions.interchange.gift.markings import Written
from cgtraining.questions.interchange.making import NotTaken, made, matching_of, options_of, share_of

ANSWER = re.compile(r"([=~])\s*([^=~]*)")
WEIGHT = re.compile(r"\s*%\s*(-?\d{1,3}(?:\.\d{0,10})?)\s*%")
NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,3})?")
RIGHT = {
    "T": True,
    "TRUE": True,
    "True": True,
    "true": True,
    "F": False,
    "FALSE": False,
    "False": False,
    "false": False,
}


class Answer(NamedTuple):
    sign: str
    share: Decimal | None
    text: str
    feedback: str


def essay(given: str, text: BilingualText, feedback: BilingualText, written: Written) -> Essay:
    return Essay(kind="essay", text=text, explanation=feedback)


def true_false(given: str, text: BilingualText, feedback: BilingualText, written: Written) -> TrueFalse:
    """What follows the first # is said to a wrong answer, what follows the second to a right one."""
    right = truth_of(given)
    said = [written.text(part) for part in given.split("#", 2)[1:]] + [BilingualText(), BilingualText()]
    wrong_said, right_said = said[0], said[1]
    return TrueFalse(
        kind="true_false",
        text=text,
        explanation=feedback,
        right=bool(right),
        feedback_true=right_said if right else wrong_said,
        feedback_false=wrong_said if right else right_said,
    )


def truth_of(given: str) -> bool | None:
    return RIGHT.get(given.split("#", 1)[0].strip())


def choice(given: str, text: BilingualText, feedback: BilingualText, written: Written) -> Choice:
    """With any = one option is chosen; with nothing but ~ and weights, several are."""
    found = answers_in(given)
    single = any(answer.sign == "=" for answer in found)
    parts = [
        (
            written.text(answer.text),
            answer.share if answer.share is not None else Decimal(1 if answer.sign == "=" else 0),
            written.text(answer.feedback),
        )
        for answer in found
    ]
    options = options_of(parts)
    kind = "single" if single else "multiple"
    return made(lambda: Choice(kind=kind, text=text, explanation=feedback, options=options))


def matching(given: str, text: BilingualText, feedback: BilingualText, written: Written) -> Matching:
    pairs = []
    for answer in answers_in(given):
        premise, sign, target = answer.text.partition("->")
        if not sign:
            raise NotTaken(_l("One of its pairs has no match."))
        pairs.append((written.text(premise), written.text(target)))
        if answer.feedback:
            written.texts.lose(_l("The comments on its pairs were left out."))
    return matching_of(text, feedback, pairs)


def short_text(given: str, text: BilingualText, feedback: BilingualText, written: Written) -> ShortText:
    found = answers_in(given if given.startswith("=") else "=" + given)
    accepted = []
    for answer in found:
        if not (said := written.plain(answer.text)):
            raise NotTaken(_l("One of its accepted answers is empty."))
        share, told = one_or(answer.share), written.text(answer.feedback)
        accepted.append(made(lambda said=said, share=share, told=told: Accepted(text=said, share=share, feedback=told)))  # type: ignore[misc]
    folding = Folding(wildcards=any("*" in one.text for one in accepted))
    return made(
        lambda: ShortText(kind="short_text", text=text, explanation=feedback, accepted=tuple(accepted), folding=folding)
    )


def numerical(given: str, text: BilingualText, feedback: BilingualText, written: Written) -> Numerical:
    own = given[1:].strip()
    own, sign, otherwise = own.partition("~")
    found = answers_in(own if own.lstrip().startswith("=") else "=" + own)
    accepted = [number_of(answer, written) for answer in found]
    if sign:
        said = split_feedback("~", otherwise)
        accepted.append(AcceptedNumber(value=None, share=Decimal(0), feedback=written.text(said.feedback)))
    return made(lambda: Numerical(kind="numerical", text=text, explanation=feedback, accepted=tuple(accepted)))


def number_of(answer: Answer, written: Written) -> AcceptedNumber:
    said, feedback = unescaped(answer.text).strip(), written.text(answer.feedback)
    if said == "*":
        return AcceptedNumber(value=None, share=one_or(answer.share), feedback=feedback)
    value, tolerance = range_of(said)
    return AcceptedNumber(value=value, tolerance=tolerance, share=one_or(answer.share), feedback=feedback)


def range_of(said: str) -> tuple[Decimal, Decimal]:
    """`3.14:0.01`, `3.141..3.142` or one number."""
    if ".." in said:
        least, most = sorted(map(decimal_of, said.split("..", 1)))
        return (least + most) / 2, (most - least) / 2
    value, _sign, tolerance = said.partition(":")
    return decimal_of(value), abs(decimal_of(tolerance)) if tolerance.strip() else Decimal(0)


def decimal_of(said: str) -> Decimal:
    try:
        if NUMBER.fullmatch(said.strip()):
            return Decimal(said.strip())
    except InvalidOperation:
        pass
    raise NotTaken(_l("“%(said)s” is no number.", said=said.strip()[:40] or "…"))


def answers_in(given: str) -> list[Answer]:
    if given.lstrip()[:1] not in ("=", "~"):
        raise NotTaken(_l("Something stands before the first = or ~ of its answers."))
    found = [split_feedback(sign, rest) for sign, rest in ANSWER.findall(given)]
    return [answer for answer in found if answer.text or answer.share is not None or answer.sign == "="]


def split_feedback(sign: str, rest: str) -> Answer:
    share = None
    if weight := WEIGHT.match(rest):
        share, rest = share_of(Decimal(weight[1])), rest[weight.end() :]
    text, _sign, feedback = rest.partition("#")
    return Answer(sign, share, text.strip(), feedback.strip())


def one_or(share: Decimal | None) -> Decimal:
    return Decimal(1) if share is None else share
