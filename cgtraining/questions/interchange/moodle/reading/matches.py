"""matching, ddmatch and ordering."""

import re
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Labelled, Matching, Ordering, OrderRule, Premise
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.keys import letters, numbered
from cgtraining.questions.interchange.moodle.reading.fields import (
    answers_of,
    flag,
    fraction_of,
    plain_or_html,
    text_in,
)
from cgtraining.questions.interchange.shares import number_in
from cgtraining.questions.interchange.xml_reading import Element

RULES = {
    "ALL_OR_NOTHING": OrderRule.EXACT,
    "-1": OrderRule.EXACT,
    "ABSOLUTE_POSITION": OrderRule.PLACES,
    "0": OrderRule.PLACES,
    "RELATIVE_ALL_PREVIOUS_AND_NEXT": OrderRule.PAIRS,  # each pair that stands right, counted from both of its ends
    "4": OrderRule.PAIRS,
}


def read_matching(question: Element, taken: Taken) -> Matching:
    """What has no question of its own is a distractor; answers that read the same are one."""
    pairs = [_pair(one, taken) for one in question.elements("subquestion")]
    targets = list(dict.fromkeys(match for _, match in pairs if match))
    keys = dict(zip(targets, letters(len(targets)), strict=True))
    asked = [pair for pair in pairs if pair[0] and pair[1]]
    return Matching(
        kind="matching",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        premises=tuple(
            Premise(key=key, text=text, target=keys[match])
            for key, (text, match) in zip(numbered("p", len(asked)), asked, strict=True)
        ),
        targets=tuple(Labelled(key=keys[text], text=text) for text in targets),
        shuffle=flag(question, "shuffleanswers", True),
    )


def read_ordering(question: Element, taken: Taken) -> Ordering:
    answers = sorted(answers_of(question), key=lambda one: number_in(fraction_of(one)) or 0)
    return Ordering(
        kind="ordering",
        text=text_in(question.first("questiontext"), taken),
        explanation=text_in(question.first("generalfeedback"), taken),
        entries=_entries(answers, taken),
        rule=_rule(question, taken),
    )


def _pair(one: Element, taken: Taken) -> tuple[BilingualText, BilingualText]:
    answer = one.first("answer")
    in_html = answer is not None and "format" in answer.attributes
    return text_in(one, taken), text_in(answer, taken) if in_html else plain_or_html(answer, taken)


def _entries(answers: Sequence[Element], taken: Taken) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(key=key, text=text_in(answer, taken))
        for key, answer in zip(letters(len(answers)), answers, strict=True)
    )


def _rule(question: Element, taken: Taken) -> OrderRule:
    chosen = question.text_of("selecttype").upper()
    if chosen not in ("", "ALL", "0"):
        taken.lose(_l("All entries are asked, not only some of them as in Moodle."))
    written = re.sub(r"\W", "_", question.text_of("gradingtype").upper())
    if written and written not in RULES:
        taken.lose(_l("The order is marked by pairs that stand right, unlike in Moodle."))
    return RULES.get(written, OrderRule.PAIRS)
