"""matching_question, categorization_question and orders."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Labelled, Matching, Ordering, OrderRule, Premise
from cgtraining.questions.interchange.canvas.reading.presented import Presented, labels_of
from cgtraining.questions.interchange.canvas.reading.scoring import scores_of
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.xml_reading import Element


def read_matching(presented: Presented) -> Matching:
    """Each response asks for one match; those without a text are what Canvas leaves of deleted ones."""
    taken: set[str] = set()
    targets = _labels(presented.responses("response_lid"))
    keys = {identifier: own_key(identifier, taken) for identifier in targets}
    premises = []
    for response in presented.responses("response_lid"):
        text = presented.inside(response)
        if text:
            right = _right(presented, response)
            premises.append(Premise(key=own_key(response.get("ident"), taken), text=text, target=keys.get(right, "-")))
    shown = {identifier: presented.inside(label) for identifier, label in targets.items()}
    return _matching(presented, premises, [Labelled(key=keys[one], text=text) for one, text in shown.items() if text])


def read_categories(presented: Presented) -> Matching:
    """Each category is a target; what belongs to none cannot be asked for."""
    taken: set[str] = set()
    responses = presented.responses("response_lid")
    targets = [Labelled(key=own_key(one.get("ident"), taken), text=presented.inside(one)) for one in responses]
    premises = []
    for identifier, label in _labels(responses).items():
        right = [
            target.key
            for target, response in zip(targets, responses, strict=True)
            if scores_of(presented.conditions, response.get("ident")).get(identifier, 0) > 0
        ]
        if len(right) == 1:
            premises.append(Premise(key=own_key(identifier, taken), text=presented.inside(label), target=right[0]))
        else:
            presented.taken.lose(_l("What belongs to no category, or to several, was left out."))
    return _matching(presented, premises, targets)


def read_ordering(presented: Presented) -> Ordering:
    response = presented.responses("response_lid")[0]
    labels = _labels([response])
    for condition in presented.conditions:
        order = [one.value for one in condition.equals(response.get("ident")) if not one.negated]
        if sorted(order) == sorted(labels):
            break
    else:
        raise RuleBroken(_l("The right order does not hold each entry once."))
    taken: set[str] = set()
    return Ordering(
        kind="ordering",
        text=presented.text(),
        explanation=presented.explanation(),
        entries=tuple(Labelled(key=own_key(one, taken), text=presented.inside(labels[one])) for one in order),
        rule=OrderRule.EXACT,
    )


def _matching(presented: Presented, premises: Sequence[Premise], targets: Sequence[Labelled]) -> Matching:
    return Matching(
        kind="matching",
        text=presented.text(),
        explanation=presented.explanation(),
        premises=tuple(premises),
        targets=tuple(targets),
    )


def _labels(responses: Sequence[Element]) -> dict[str, Element]:
    """Each choice once, in the order in which they first stand."""
    found: dict[str, Element] = {}
    for response in responses:
        for label in labels_of(response):
            found.setdefault(label.get("ident"), label)
    return found


def _right(presented: Presented, response: Element) -> str:
    scores = scores_of(presented.conditions, response.get("ident"))
    return max(scores, key=lambda value: scores[value], default="")
