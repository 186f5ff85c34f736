"""One assessmentItem."""

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import Language
from cgtraining.questions.content import Cloze, Content
from cgtraining.questions.interchange.carried import LONGEST, read_or_left, restored
from cgtraining.questions.interchange.foreign_texts import Finding, Taken
from cgtraining.questions.interchange.qti.reading.asking import Asking
from cgtraining.questions.interchange.qti.reading.by_hand import read_extended_text, read_upload
from cgtraining.questions.interchange.qti.reading.choices import read_choice, read_hottext
from cgtraining.questions.interchange.qti.reading.entries import read_text_entry
from cgtraining.questions.interchange.qti.reading.feedbacks import Feedbacks
from cgtraining.questions.interchange.qti.reading.gaps import MIXED, read_cloze
from cgtraining.questions.interchange.qti.reading.matches import read_associate, read_match
from cgtraining.questions.interchange.qti.reading.orders import read_order
from cgtraining.questions.interchange.qti.reading.responses import Response, responses_of
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.refusals import TOO_LONG
from cgtraining.questions.interchange.taking import difficulty_in, points_in, taken_or_refused
from cgtraining.questions.interchange.xml_reading import Element

FAMILIES: dict[str, Callable[[Asking], Content]] = {
    "choiceInteraction": read_choice,
    "hottextInteraction": read_hottext,
    "textEntryInteraction": read_text_entry,
    "inlineChoiceInteraction": read_cloze,
    "gapMatchInteraction": read_cloze,
    "orderInteraction": read_order,
    "matchInteraction": read_match,
    "associateInteraction": read_associate,
    "extendedTextInteraction": read_extended_text,
    "uploadInteraction": read_upload,
}
BY_HAND = {"extendedTextInteraction", "uploadInteraction"}
MOST_RESPONSES, MOST_RULES = 120, 5_000
CARRIED = "data-cgtraining"


def read_item(item: Element, language: Language | None, where: str, find: Finding) -> QuestionRead:
    taken = Taken(language or _language(item.get("lang")))
    own = _own(item)
    outline = QuestionRead(
        where=where,
        name=" ".join((item.get("title") or item.get("identifier")).split())[:200],
        difficulty=difficulty_in(str(own.get("difficulty", ""))),
        competencies=tuple(str(code)[:200] for code in own.get("competencies", ()) if code),
    )
    read = taken_or_refused(outline, taken, lambda: _content(item, taken, find, own))
    if read.content is None:
        return read
    stated = points_in(str(own.get("points", "")))
    return replace(read, points=_points(item, read.content) if stated is None else stated)


def _content(item: Element, taken: Taken, find: Finding, own: dict[str, Any]) -> Content | None:
    carried = json.dumps(own["carried"]) if own.get("carried") else ""
    content = read_or_left(lambda: _seen(item, taken, find), carried)
    pictures = own.get("pictures")
    for name, address in pictures.items() if isinstance(pictures, dict) else ():
        if found := find(str(address)):
            taken.keep(name, found[1])
    return restored(content, carried)


def _seen(item: Element, taken: Taken, find: Finding) -> Content:
    """What others see of it."""
    body = item.first("itemBody")
    if body is None:
        raise RuleBroken(_l("It has no body."))
    if item.first("templateDeclaration", "templateProcessing"):
        raise RuleBroken(_l("It is put together by chance from a template, which questions here cannot do."))
    _refuse_endless(item)
    interactions = [one for one in body.descendants() if one.name.endswith("Interaction")]
    asked = [one for one in interactions if one.name != "endAttemptInteraction"]
    if item.get("adaptive") == "true" or len(asked) < len(interactions):
        taken.lose(_l("It is answered in one step; in the original it changes after each try."))
    feedbacks = Feedbacks(item, taken, find)
    asking = Asking(item, body, asked, responses_of(item), feedbacks, taken, find)
    content = _family(asking)(asking)
    feedbacks.tell_the_rest()
    _tell_of_marking(asking)
    return content


def _refuse_endless(item: Element) -> None:
    """Before anybody goes through all rules for each response."""
    rules = (rule for processing in item.elements("responseProcessing") for rule in processing.descendants())
    if sum(1 for _ in item.elements("responseDeclaration")) > MOST_RESPONSES or sum(1 for _ in rules) > MOST_RULES:
        raise RuleBroken(TOO_LONG)


def _family(asking: Asking) -> Callable[[Asking], Content]:
    names = [one.name for one in asking.interactions]
    unknown = next((name for name in names if name not in FAMILIES), None)
    if unknown:
        raise RuleBroken(_l("It asks by %(name)s, which questions here do not have.", name=unknown[:60]))
    if not names:
        raise RuleBroken(_l("It asks nothing."))
    if len(names) == 1:
        return FAMILIES[names[0]]
    if set(names) <= MIXED:
        return read_cloze
    raise RuleBroken(_l("It asks in several ways at once, which questions here do not."))


def _tell_of_marking(asking: Asking) -> None:
    for interaction in asking.interactions:
        response = asking.responses.get(interaction.get("responseIdentifier"))
        if response and response.way == "unknown" and interaction.name not in BY_HAND:
            asking.taken.lose(_l("Its own rules of marking were not understood; what it states as right is taken."))


def _points(item: Element, content: Content) -> Decimal | None:
    """What can be earned at most by its own reckoning."""
    if isinstance(content, Cloze):
        return points_in(str(sum(gap.weight for gap in content.gaps)))
    responses = list(responses_of(item).values())
    marked = [one for one in responses if one.has_answer] or responses
    return points_in(str(max((_most(one) for one in marked), default=Decimal(1))))


def _most(response: Response) -> Decimal:
    positive = [one.value for one in response.mapped if one.value > 0]
    if response.way != "mapped" or not positive:
        return response.worth
    most = max(positive) if response.cardinality == "single" else sum(positive, Decimal(0))
    return most if response.highest is None else min(most, response.highest)


def _own(item: Element) -> dict[str, Any]:
    body = item.first("itemBody")
    written = body.get(CARRIED) if body else ""
    if not written or len(written) > LONGEST:
        return {}
    try:
        own = json.loads(written)
    except (ValueError, RecursionError):
        return {}
    return own if isinstance(own, dict) else {}


def _language(written: str) -> Language | None:
    code = written.lower().partition("-")[0]
    return "zh" if code == "zh" else "en" if code == "en" else None
