"""multiple_choice, multiple_answers, true_false, and the same of others."""

from collections.abc import Sequence
from decimal import Decimal

from cgtraining.questions.content import Choice, Option, TrueFalse
from cgtraining.questions.interchange.canvas.reading.presented import Presented, labels_of
from cgtraining.questions.interchange.canvas.reading.scoring import scores_of, shares_of, together_right
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.shares import share_of
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import plain

TRUE_AND_FALSE = (("true", "false"), ("对", "错"), ("正确", "错误"), ("是", "否"))
PARTLY = {"partialscore", "partialdeep"}
WHOLE = Decimal(1)


def read_single(presented: Presented) -> Choice | TrueFalse:
    response, labels = _labelled(presented)
    values = [label.get("ident") for label in labels]
    shares = shares_of(scores_of(presented.conditions, response.get("ident")), values, several=False)
    truths = _truths(presented, labels)
    if truths and sorted(shares.values()) == [0, 1]:
        return _true_false(presented, response, truths, shares)
    return _choice(presented, response, labels, shares, several=False)


def read_several(presented: Presented) -> Choice:
    """Right are all together, where a condition names them together; else each by itself."""
    response, labels = _labelled(presented)
    values = [label.get("ident") for label in labels]
    right = together_right(presented.conditions, response.get("ident"))
    if right is None:
        shares = shares_of(scores_of(presented.conditions, response.get("ident")), values, several=True)
        return _choice(presented, response, labels, shares, several=True)
    each = share_of(WHOLE, Decimal(max(1, len(right))))
    partly = presented.metadata.get("scoring_algorithm", "").lower() in PARTLY
    shares = {value: each if value in right else -each if partly else Decimal(0) for value in values}
    return _choice(presented, response, labels, shares, several=True, together=not partly)


def options_of(
    presented: Presented, response: str, labels: Sequence[Element], shares: dict[str, Decimal]
) -> tuple[Option, ...]:
    """Those without any text are what Canvas leaves of deleted ones."""
    taken: set[str] = set()
    made = [
        Option(
            key=own_key(label.get("ident"), taken),
            text=presented.inside(label),
            share=shares[label.get("ident")],
            feedback=presented.feedback_to(response, label.get("ident")),
        )
        for label in labels
    ]
    return tuple(option for option in made if option.text)


def _labelled(presented: Presented) -> tuple[Element, Sequence[Element]]:
    response = next(iter(presented.responses("response_lid")), presented.presentation)
    return response, labels_of(response)


def _choice(
    presented: Presented,
    response: Element,
    labels: Sequence[Element],
    shares: dict[str, Decimal],
    *,
    several: bool,
    together: bool = False,
) -> Choice:
    rendered = next(response.descendants("render_choice"), None)
    return Choice(
        kind="multiple" if several else "single",
        text=presented.text(),
        explanation=presented.explanation(),
        options=options_of(presented, response.get("ident"), labels, shares),
        shuffle=rendered is not None and rendered.get("shuffle").lower() == "yes",
        all_or_nothing=together,
    )


def _truths(presented: Presented, labels: Sequence[Element]) -> dict[bool, str] | None:
    texts = [presented.inside(label) for label in labels]
    words = [plain(text.zh or text.en).strip().lower() for text in texts]
    for true, false in TRUE_AND_FALSE:
        if len(words) == 2 and set(words) == {true, false}:
            return {word == true: label.get("ident") for word, label in zip(words, labels, strict=True)}
    return None


def _true_false(
    presented: Presented, response: Element, truths: dict[bool, str], shares: dict[str, Decimal]
) -> TrueFalse:
    right = shares[truths[True]] == WHOLE
    own = {truth: presented.feedback_to(response.get("ident"), value) for truth, value in truths.items()}
    for_right, for_wrong = presented.feedback("correct_fb"), presented.feedback("general_incorrect_fb")
    return TrueFalse(
        kind="true_false",
        text=presented.text(),
        explanation=presented.explanation(),
        right=right,
        feedback_true=own[True] or (for_right if right else for_wrong),
        feedback_false=own[False] or (for_wrong if right else for_right),
    )
