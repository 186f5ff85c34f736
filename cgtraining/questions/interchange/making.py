"""Contents out of what a reader found, or the sentence on why there is none."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Labelled, Matching, Option, Premise

Made = TypeVar("Made")
SHARE = Decimal("0.0000001")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class NotTaken(Exception):
    """`sentence` says why this one question cannot be taken."""

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def made(make: Callable[[], Made]) -> Made:
    """What `make` gives; what the content's own rules refuse becomes a sentence."""
    try:
        return make()
    except ValidationError as refusal:
        raise NotTaken(sentence_for(refusal)) from refusal


def sentence_for(refusal: ValidationError) -> object:
    said = " ".join(str(error["msg"]) for error in refusal.errors())
    return next((sentence for words, sentence in SENTENCES if words in said), IMPOSSIBLE)


def key_of(place: int) -> str:
    """a, b, … z, a1, b1, …: by the place among its like, from 0."""
    turn, letter = divmod(place, len(LETTERS))
    return LETTERS[letter] + (str(turn) if turn else "")


def share_of(percent: Decimal) -> Decimal:
    if abs(percent) > 100:
        raise NotTaken(_l("A weight lies beyond 100 per cent."))
    return (percent / 100).quantize(SHARE).normalize() + 0


def options_of(parts: Sequence[tuple[BilingualText, Decimal, BilingualText]]) -> tuple[Option, ...]:
    """Of text, share and feedback of each."""
    for text, _share, _feedback in parts:
        if not text:
            raise NotTaken(_l("One of its options is empty."))
    return tuple(
        Option(key=key_of(place), text=text, share=share, feedback=feedback)
        for place, (text, share, feedback) in enumerate(parts)
    )


def matching_of(
    text: BilingualText, explanation: BilingualText, pairs: Sequence[tuple[BilingualText, BilingualText]]
) -> Matching:
    """A pair without a premise is a distractor; targets that read the same are one."""
    targets: dict[BilingualText, str] = {}
    for _premise, target in pairs:
        if not target:
            raise NotTaken(_l("One of its pairs has no match."))
        targets.setdefault(target, f"t{len(targets) + 1}")
    premises = [(premise, targets[target]) for premise, target in pairs if premise]
    return made(
        lambda: Matching(
            kind="matching",
            text=text,
            explanation=explanation,
            premises=tuple(
                Premise(key=f"p{number}", text=premise, target=target)
                for number, (premise, target) in enumerate(premises, start=1)
            ),
            targets=tuple(Labelled(key=key, text=target) for target, key in targets.items()),
        )
    )


IMPOSSIBLE = _l("It holds something that a question here cannot hold: a part is missing, too long or too many.")
SENTENCES = (
    ("no option is right", _l("None of its options is marked as right.")),
    ("exactly once", _l("Its gaps are not the same in both languages.")),
    ("at most 500", _l("One of its accepted answers is longer than 500 characters.")),
    ("at most 50 items", _l("It has more than 50 options, answers or gaps.")),
    ("at least 2 items", _l("It needs two options at least.")),
)
