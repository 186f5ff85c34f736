"""matchInteraction and associateInteraction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.questions.content import Labelled, Matching, Matrix, MatrixRow, Premise
from cgtraining.questions.interchange.keys import own_key
from cgtraining.questions.interchange.qti.reading.asking import Asking
from cgtraining.questions.interchange.qti.reading.responses import Response
from cgtraining.questions.interchange.xml_reading import Element

Pair = tuple[str, str]


def read_match(asking: Asking) -> Matching | Matrix:
    """Matching where each on one side has one match; a matrix where some have several."""
    interaction = asking.interactions[0]
    sets = [list(one.elements("simpleAssociableChoice")) for one in interaction.elements("simpleMatchSet")]
    if len(sets) != 2:
        raise RuleBroken(_l("It needs two sets to match."))
    response = asking.response_to(interaction)
    pairs = _pairs(response)
    _tell_of_points(asking, response)
    shuffle = interaction.get("shuffle") == "true"
    if _each_once(sets[0], pairs):
        return _matching(asking, sets[0], sets[1], pairs, shuffle)
    turned = [(two, one) for one, two in pairs]
    if _each_once(sets[1], turned):
        return _matching(asking, sets[1], sets[0], turned, shuffle)
    return _matrix(asking, sets[0], sets[1], pairs)


def read_associate(asking: Asking) -> Matching:
    """Pairs within one set: one of each pair is asked for, and all that is left can be chosen."""
    interaction = asking.interactions[0]
    choices = list(interaction.elements("simpleAssociableChoice"))
    pairs = _pairs(asking.response_to(interaction))
    used = Counter(one for pair in pairs for one in pair)
    if not pairs or any(count > 1 for count in used.values()):
        raise RuleBroken(_l("Something belongs to several pairs, which a matching cannot hold."))
    asking.taken.lose(_l("One of each pair is shown on the left; in the original all stood in one list."))
    first = {one for one, _ in pairs}
    left = [one for one in choices if one.get("identifier") in first]
    right = [one for one in choices if one.get("identifier") not in first]
    return _matching(asking, left, right, pairs, interaction.get("shuffle") == "true")


def _pairs(response: Response) -> list[Pair]:
    """What is right; where only points are given, what earns any."""
    written = response.correct or tuple(one.key for one in response.mapped if one.value > 0)
    pairs = [tuple(pair.split()) for pair in dict.fromkeys(written)]
    if any(len(pair) != 2 for pair in pairs):
        raise RuleBroken(_l("What is right is not written as pairs."))
    return [(pair[0], pair[1]) for pair in pairs]


def _tell_of_points(asking: Asking, response: Response) -> None:
    if response.way != "mapped":
        asking.taken.lose(_l("Each right match earns its part; in the original only all of them together do."))
    elif len({one.value for one in response.mapped if one.value > 0}) > 1:
        asking.taken.lose(_l("Each right match earns the same; in the original some are worth more."))


def _each_once(asked: Sequence[Element], pairs: Sequence[Pair]) -> bool:
    used = Counter(one for one, _ in pairs)
    return all(used[one.get("identifier")] == 1 for one in asked)


def _matching(
    asking: Asking, asked: Sequence[Element], offered: Sequence[Element], pairs: Sequence[Pair], shuffle: bool
) -> Matching:
    matches = dict(pairs)
    taken: set[str] = set()
    keys = {one.get("identifier"): own_key(one.get("identifier"), taken) for one in offered}
    return Matching(
        kind="matching",
        text=asking.text(),
        explanation=asking.explanation(),
        premises=tuple(_premise(asking, one, keys, matches, taken) for one in asked),
        targets=tuple(Labelled(key=keys[one.get("identifier")], text=asking.inside(one)) for one in offered),
        shuffle=shuffle,
    )


def _premise(
    asking: Asking, one: Element, keys: Mapping[str, str], matches: Mapping[str, str], taken: set[str]
) -> Premise:
    identifier = one.get("identifier")
    match = matches[identifier]
    if match not in keys:
        raise RuleBroken(_l("A right match is not among the matches that can be chosen."))
    return Premise(key=own_key(identifier, taken), text=asking.inside(one), target=keys[match])


def _matrix(asking: Asking, rows: Sequence[Element], columns: Sequence[Element], pairs: Sequence[Pair]) -> Matrix:
    taken: set[str] = set()
    keys = {one.get("identifier"): own_key(one.get("identifier"), taken) for one in columns}
    right = {row.get("identifier"): [two for one, two in pairs if one == row.get("identifier")] for row in rows}
    if any(two not in keys for each in right.values() for two in each):
        raise RuleBroken(_l("A right match is not among the matches that can be chosen."))
    taken = set()
    return Matrix(
        kind="matrix",
        text=asking.text(),
        explanation=asking.explanation(),
        rows=tuple(
            MatrixRow(
                key=own_key(row.get("identifier"), taken),
                text=asking.inside(row),
                right=tuple(keys[two] for two in right[row.get("identifier")]),
            )
            for row in rows
        ),
        columns=tuple(Labelled(key=keys[one.get("identifier")], text=asking.inside(one)) for one in columns),
        many=any(number_allowed(row) != 1 for row in rows),
    )


def number_allowed(choice: Element) -> Decimal:
    written = choice.get("matchMax", "1")
    return Decimal(written) if written.isdigit() else Decimal(1)
