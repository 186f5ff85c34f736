"""ddwtos and gapselect: words to choose from for `[[1]]`, `[[2]]` in the text, by groups."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import ChoiceGap, Cloze, Option
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.gaps_of_languages import gaps_of_one_language, mark
from cgtraining.questions.interchange.keys import letters, numbered
from cgtraining.questions.interchange.moodle.reading.fields import files_of, flag, html_in, plain_or_html, text_in
from cgtraining.questions.interchange.xml_reading import Element

PLACE = re.compile(r"\[\[(\d{1,3})\]\]")


@dataclass(frozen=True)
class Word:
    group: str
    option: Option


def read_gap_select(question: Element, taken: Taken) -> Cloze:
    """The number in the text is that of the word which is right there; its group is what one can choose from."""
    words = _words(question, taken)
    holder = question.first("questiontext") or Element("questiontext", {}, question.line)
    html = html_in(holder)
    places = PLACE.findall(html)
    keys = iter(numbered("", len(places)))
    shuffle = flag(question, "shuffleanswers", False)
    gaps = [_gap(key, int(place), words, shuffle) for key, place in zip(numbered("", len(places)), places, strict=True)]
    marked = PLACE.sub(lambda found: mark(next(keys)), html)
    text, kept = gaps_of_one_language(taken.html(marked, files_of(holder, taken)), gaps, taken)
    return Cloze(
        kind="cloze", text=text, explanation=text_in(question.first("generalfeedback"), taken), gaps=tuple(kept)
    )


def _words(question: Element, taken: Taken) -> Mapping[int, Word]:
    boxes = list(question.elements("dragbox", "selectoption"))
    options = (
        Option(key=key, text=plain_or_html(box, taken)) for key, box in zip(letters(len(boxes)), boxes, strict=True)
    )
    groups = (box.text_of("group") or "1" for box in boxes)
    return {number: Word(*pair) for number, pair in enumerate(zip(groups, options, strict=True), start=1)}


def _gap(key: str, right: int, words: Mapping[int, Word], shuffle: bool) -> ChoiceGap:
    if right not in words:
        raise RuleBroken(_l("The text has the gap [[%(number)s]], but there is no word for it.", number=right))
    offered = [word for word in words.items() if word[1].group == words[right].group]
    if len(offered) < 2:
        raise RuleBroken(_l("A gap has fewer than two answers to choose from."))
    return ChoiceGap(key=key, kind="choice", options=tuple(_worth(offered, right)), shuffle=shuffle)


def _worth(offered: Sequence[tuple[int, Word]], right: int) -> list[Option]:
    return [
        word.option.model_copy(update={"share": Decimal(number == right)})
        for number, word in offered
        if word.option.text
    ]
