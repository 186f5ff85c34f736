"""What a trainer should look at, from the figures of a question, in sentences.

Discrimination under 0.2 calls for a revision (Ebel & Frisbie 1991, Essentials of Educational Measurement, p. 232). The
bounds of difficulty are ours: outside of them a question tells few people apart.
"""

from collections.abc import Iterator, Sequence

from flask_babel import gettext as _

from cgtraining.quizzes.distractors import OptionFigures
from cgtraining.quizzes.item_analysis import ItemFigures

HARD, EASY, WEAK = 0.2, 0.9, 0.2


def advice_on(figures: ItemFigures, options: Sequence[OptionFigures] = ()) -> list[str]:
    return [*_on_discrimination(figures), *_on_difficulty(figures), *_on_options(options)]


def _on_discrimination(figures: ItemFigures) -> Iterator[str]:
    r = figures.discrimination
    if r is not None and r < 0:
        yield _("Those who did well otherwise did badly here: check whether the right answer is right.")
    elif r is not None and r < WEAK:
        yield _("It hardly tells strong trainees from weak ones: look at its wording.")


def _on_difficulty(figures: ItemFigures) -> Iterator[str]:
    p = figures.difficulty
    if p is not None and p < HARD:
        yield _("Very hard: fewer than a fifth of the points were earned.")
    elif p is not None and p > EASY:
        yield _("Very easy: more than nine tenths of the points were earned.")


def _on_options(options: Sequence[OptionFigures]) -> Iterator[str]:
    if any(option.attracts_the_best for option in options):
        yield _("An option that counts as wrong attracts the best trainees more than the weakest.")
    if any(option.chosen == 0 and option.earns <= 0 for option in options):
        yield _("An option was chosen by nobody.")
