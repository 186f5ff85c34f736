"""How often each option was chosen: by everybody, by the best 27 % and by the weakest 27 % of the attempts.

A distractor that nobody takes tells nobody apart; one that the best take more than the weakest is perhaps no wrong one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import fsum
from typing import Any

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.content import Choice, Content, Likert, TrueFalse
from cgtraining.questions.rich_text import plain
from cgtraining.quizzes.item_analysis import groups_by_sum

Chosen = Mapping[int, dict[str, Any] | None]


@dataclass(frozen=True)
class OptionFigures:
    """Shares from 0 to 1; `text` is bilingual and may have marks and pictures, or it is a word of the program."""

    text: BilingualText | object
    earns: Decimal
    chosen: int
    share: float
    among_best: float
    among_weakest: float

    def said(self, language: Language) -> str:
        if isinstance(self.text, BilingualText):
            return plain(self.text.in_language(language)) or "…"
        return str(self.text)

    @property
    def attracts_the_best(self) -> bool:
        return self.earns <= 0 and self.among_best > self.among_weakest


def options_of(content: Content, responses: Chosen, scores: Mapping[int, Mapping[int, float]]) -> list[OptionFigures]:
    """`responses` and `scores` by attempt id; nothing for kinds without options, or before anybody answered."""
    options = _options(content)
    attempts = list(responses)
    if not options or not attempts:
        return []
    weakest, best = groups_by_sum([fsum(scores.get(attempt, {}).values()) for attempt in attempts])
    picked = [_picked(responses[attempt]) for attempt in attempts]
    return [
        OptionFigures(
            text=text,
            earns=earns,
            chosen=sum(key in one for one in picked),
            share=_part(key, picked),
            among_best=_part(key, [picked[at] for at in best]),
            among_weakest=_part(key, [picked[at] for at in weakest]),
        )
        for key, text, earns in options
    ]


def _options(content: Content) -> list[tuple[str, BilingualText | object, Decimal]]:
    if isinstance(content, Choice):
        return [(option.key, option.text, option.share) for option in content.options]
    if isinstance(content, Likert):
        return [(step.key, step.text, Decimal(0)) for step in content.scale]
    if isinstance(content, TrueFalse):
        words = {"true": _l("True"), "false": _l("False")}
        return [(key, word, Decimal(content.right is (key == "true"))) for key, word in words.items()]
    return []


def _picked(response: dict[str, Any] | None) -> Sequence[str]:
    if response is None:
        return ()
    value = response.get("value")
    return [str(value).lower()] if isinstance(value, bool) else response.get("chosen", ())


def _part(key: str, picked: Sequence[Sequence[str]]) -> float:
    return sum(key in one for one in picked) / len(picked) if picked else 0.0
