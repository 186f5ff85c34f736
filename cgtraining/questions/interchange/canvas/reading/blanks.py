"""short_answer, fill_in_multiple_blanks, multiple_dropdowns, and texts with several places to write of others."""

import re
from collections.abc import Iterator
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Accepted, ChoiceGap, Cloze, Essay, Folding, Gap, ShortText, TextGap
from cgtraining.questions.interchange.canvas.reading.choices import options_of
from cgtraining.questions.interchange.canvas.reading.material import html_with, own_material
from cgtraining.questions.interchange.canvas.reading.presented import BLANK, Presented, labels_of
from cgtraining.questions.interchange.canvas.reading.scoring import scores_of, shares_of
from cgtraining.questions.interchange.gaps_of_languages import gaps_of_one_language, mark
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import plain

CHOSEN = {"dropdown", "wordbank"}
WHOLE = Decimal(1)


def read_short_answer(presented: Presented) -> ShortText | Essay:
    """Without anything that is accepted it is an essay."""
    response = presented.responses("response_str", "response_num", "response_lid")[0]
    accepted = tuple(_accepted(presented, response))
    written = html_with(presented.presentation, lambda one: BLANK)
    text = presented.html(re.sub(rf"\s*{BLANK}\s*$", "", written))
    if not accepted:
        return Essay(kind="essay", text=text, explanation=presented.explanation())
    return ShortText(
        kind="short_text",
        text=text,
        explanation=presented.explanation(),
        accepted=accepted,
        folding=_folding(presented, response),
    )


def read_named_blanks(presented: Presented) -> Cloze:
    """`[name]` in the text is the place of the response `response_name`."""
    html = html_with(presented.presentation, lambda response: "")
    taken: set[str] = set()
    gaps: list[Gap] = []
    for response in presented.responses("response_lid"):
        name = response.get("ident").removeprefix("response_")
        if f"[{name}]" not in html:
            raise RuleBroken(_l("The text has no place for the blank “%(name)s”.", name=name[:40]))
        key = own_key(name, taken)
        html = html.replace(f"[{name}]", mark(key), 1)
        gaps.append(_named_gap(presented, response, key))
    text, kept = gaps_of_one_language(presented.html(html), gaps, presented.taken)
    return Cloze(kind="cloze", text=text, explanation=presented.explanation(), gaps=tuple(kept))


def has_named_blanks(presented: Presented) -> bool:
    html = html_with(presented.presentation, lambda response: "")
    names = [response.get("ident").removeprefix("response_") for response in presented.responses("response_lid")]
    return all(f"[{name}]" in html for name in names)


def read_places(presented: Presented) -> Cloze:
    """Several places to write in the order of the text."""
    taken: set[str] = set()
    gaps: list[Gap] = []

    def shown(response: Element) -> str:
        key = own_key(response.get("ident"), taken)
        accepted = tuple(_accepted(presented, response))
        gaps.append(TextGap(key=key, kind="text", accepted=accepted, folding=_folding(presented, response)))
        return f" {mark(key)} "

    html = html_with(presented.presentation, shown)
    return Cloze(kind="cloze", text=presented.html(html), explanation=presented.explanation(), gaps=tuple(gaps))


def _accepted(presented: Presented, response: Element) -> Iterator[Accepted]:
    scores = {value: score for value, score in scores_of(presented.conditions, response.get("ident")).items() if value}
    for value, share in shares_of(scores, list(scores), several=False).items():
        yield Accepted(text=value[:500], share=share, feedback=presented.feedback_to(response.get("ident"), value))


def _folding(presented: Presented, response: Element) -> Folding:
    equals = [one for condition in presented.conditions for one in condition.equals(response.get("ident"))]
    return Folding(case=not any(one.minds_case for one in equals))


def _named_gap(presented: Presented, response: Element, key: str) -> ChoiceGap | TextGap:
    labels = labels_of(response)
    written = presented.metadata.get("question_type") == "fill_in_multiple_blanks_question"
    if written and not any(label.get("answer_type") in CHOSEN for label in labels):
        return _text_gap(presented, response, key)
    scores = scores_of(presented.conditions, response.get("ident"))
    shares = shares_of(scores, [label.get("ident") for label in labels], several=False)
    if WHOLE not in shares.values():
        raise RuleBroken(_l("In a gap no answer is worth 100%."))
    weight = max(scores.values(), default=WHOLE)
    return ChoiceGap(
        key=key,
        kind="choice",
        weight=weight if weight > 0 else WHOLE,
        options=options_of(presented, response.get("ident"), labels, shares),
    )


def _text_gap(presented: Presented, response: Element, key: str) -> TextGap:
    """Canvas accepts every answer that is listed, though only the first is named in its conditions."""
    accepted, wildcards = [], False
    for label in labels_of(response):
        words = " ".join(plain(own_material(label)).split())[:490]
        if words and label.get("scoring_algorithm") == "TextContainsAnswer":
            words, wildcards = f"*{words}*", True
        if words:
            feedback = presented.feedback_to(response.get("ident"), label.get("ident"))
            accepted.append(Accepted(text=words, feedback=feedback))
    scores = scores_of(presented.conditions, response.get("ident"))
    weight = max(scores.values(), default=WHOLE)
    return TextGap(
        key=key,
        kind="text",
        weight=weight if weight > 0 else WHOLE,
        accepted=tuple(accepted),
        folding=Folding(wildcards=wildcards),
    )
