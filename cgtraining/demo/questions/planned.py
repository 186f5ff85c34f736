"""A question as the story plans it."""

from dataclasses import dataclass
from decimal import Decimal

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Content, Labelled, Option
from cgtraining.questions.kinds import Difficulty

EASY, MEDIUM, HARD = Difficulty.EASY, Difficulty.MEDIUM, Difficulty.HARD


@dataclass(frozen=True)
class Planned:
    """`competencies` are codes of the story's curriculum."""

    content: Content
    competencies: tuple[str, ...]
    difficulty: Difficulty | None = MEDIUM
    points: Decimal = Decimal(5)


def both(zh: str, en: str) -> BilingualText:
    return BilingualText(zh, en)


def option(key: str, zh: str, en: str, share: str = "0", because: BilingualText | None = None) -> Option:
    return Option(key=key, text=both(zh, en), share=Decimal(share), feedback=because or BilingualText())


def labelled(key: str, zh: str, en: str) -> Labelled:
    return Labelled(key=key, text=both(zh, en))
