"""orderInteraction."""

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Labelled, Ordering, OrderRule
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.qti.reading.asking import Asking


def read_order(asking: Asking) -> Ordering:
    """All or nothing, as the template `match_correct` marks it."""
    interaction = asking.interactions[0]
    response = asking.response_to(interaction)
    choices = {one.get("identifier"): one for one in interaction.elements("simpleChoice")}
    if set(response.correct) != set(choices) or len(response.correct) != len(choices):
        raise RuleBroken(_l("The right order does not hold each entry once."))
    if any(rule.value is None for rule in response.rules) and _has_more_branches(asking):
        asking.taken.lose(_l("Only the right order earns points; parts of them for other orders were left out."))
    taken: set[str] = set()
    return Ordering(
        kind="ordering",
        text=asking.text(),
        explanation=asking.explanation(),
        entries=tuple(
            Labelled(key=own_key(identifier, taken), text=asking.inside(choices[identifier]))
            for identifier in response.correct
        ),
        rule=OrderRule.EXACT,
    )


def _has_more_branches(asking: Asking) -> bool:
    processing = asking.item.first("responseProcessing")
    return processing is not None and next(processing.descendants("ordered"), None) is not None
