"""Each kind as the interaction of QTI that is nearest to it."""

from collections.abc import Sequence
from decimal import Decimal
from functools import singledispatch

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Asked,
    Choice,
    Essay,
    FileUpload,
    Labelled,
    Likert,
    Matching,
    Matrix,
    Numerical,
    Option,
    Ordering,
    ShortText,
    TrueFalse,
)
from cgtraining.questions.interchange.qti.reading.by_hand import ENDINGS
from cgtraining.questions.interchange.qti.writing.bodies import block, flow
from cgtraining.questions.interchange.qti.writing.identifiers import identifiers
from cgtraining.questions.interchange.qti.writing.pieces import (
    RESPONSE,
    Parts,
    by_mapping,
    by_numbers,
    declaration,
    if_correct,
    mapping,
)
from cgtraining.questions.interchange.xml_writing import Written, element, element_with, together

TRUE_AND_FALSE = (("true", BilingualText("对", "True")), ("false", BilingualText("错", "False")))


@singledispatch
def parts(content: Asked, points: Decimal, folder: str) -> Parts:
    """`points`: what all of it is worth; `folder`: where its pictures lie."""
    raise TypeError(f"unknown content {type(content).__name__}")


@parts.register
def _(content: Choice, points: Decimal, folder: str) -> Parts:
    several = content.kind == "multiple"
    names = identifiers(option.key for option in content.options)
    right = [names[option.key] for option in content.options if (option.share > 0 if several else option.share == 1)]
    body = _choices(
        content.text, _options(content.options, names, folder), folder, several=several, shuffle=content.shuffle
    )
    plain = content.all_or_nothing if several else all(option.share in (0, 1) for option in content.options)
    worth = {names[option.key]: option.share * points for option in content.options if option.share}
    cardinality = "multiple" if several else "single"
    return Parts(
        declaration(
            RESPONSE,
            cardinality,
            "identifier",
            right,
            Written("") if plain else mapping(worth, highest=points if several else None),
        ),
        body,
        if_correct(points) if plain else by_mapping(),
        feedback={names[option.key]: option.feedback for option in content.options},
        cardinality=cardinality,
    )


@parts.register
def _(content: TrueFalse, points: Decimal, folder: str) -> Parts:
    choices = [_choice(name, text, folder) for name, text in TRUE_AND_FALSE]
    return Parts(
        declaration(RESPONSE, "single", "identifier", ["true" if content.right else "false"]),
        _choices(content.text, choices, folder, several=False, shuffle=False),
        if_correct(points),
        feedback={"true": content.feedback_true, "false": content.feedback_false},
    )


@parts.register
def _(content: Likert, points: Decimal, folder: str) -> Parts:
    """A choice in which nothing is declared as right."""
    steps = _labelled("simpleChoice", content.scale, folder)
    body = _choices(content.text, steps, folder, several=False, shuffle=False)
    return Parts(declaration(RESPONSE, "single", "identifier"), body)


@parts.register
def _(content: ShortText, points: Decimal, folder: str) -> Parts:
    right = [one.text for one in content.accepted if one.share == 1][:1]
    worth = {one.text: one.share * points for one in reversed(content.accepted)}
    ordered = {one.text: worth[one.text] for one in content.accepted}
    body = together((block(content.text, folder), element("div", _entry(RESPONSE))))
    scored = mapping(ordered, minds_case=not content.folding.case)
    return Parts(declaration(RESPONSE, "single", "string", right, scored), body, by_mapping())


@parts.register
def _(content: Numerical, points: Decimal, folder: str) -> Parts:
    right = [f"{one.value:f}" for one in content.accepted if one.share == 1 and one.value is not None][:1]
    body = together((block(content.text, folder), element("div", _entry(RESPONSE))))
    return Parts(declaration(RESPONSE, "single", "float", right), body, by_numbers(content.accepted, points))


@parts.register
def _(content: Matching, points: Decimal, folder: str) -> Parts:
    names = identifiers([*(f"p.{one.key}" for one in content.premises), *(f"t.{one.key}" for one in content.targets)])
    pairs = [f"{names[f'p.{one.key}']} {names[f't.{one.target}']}" for one in content.premises]
    sets = (
        _set(content.premises, [names[f"p.{one.key}"] for one in content.premises], folder, most=1),
        _set(content.targets, [names[f"t.{one.key}"] for one in content.targets], folder, most=0),
    )
    return _match(content.text, sets, pairs, points / len(pairs), folder, shuffle=content.shuffle)


@parts.register
def _(content: Matrix, points: Decimal, folder: str) -> Parts:
    names = identifiers([*(f"r.{one.key}" for one in content.rows), *(f"c.{one.key}" for one in content.columns)])
    pairs = [f"{names[f'r.{row.key}']} {names[f'c.{key}']}" for row in content.rows for key in row.right]
    sets = (
        _set(content.rows, [names[f"r.{one.key}"] for one in content.rows], folder, most=0 if content.many else 1),
        _set(content.columns, [names[f"c.{one.key}"] for one in content.columns], folder, most=0),
    )
    return _match(content.text, sets, pairs, points / max(1, len(pairs)), folder, shuffle=False)


@parts.register
def _(content: Ordering, points: Decimal, folder: str) -> Parts:
    entries = _labelled("simpleChoice", content.entries, folder)
    names = identifiers(entry.key for entry in content.entries)
    attributes = {"responseIdentifier": RESPONSE, "shuffle": "true"}
    body = together((block(content.text, folder), element_with("orderInteraction", attributes, *entries)))
    return Parts(declaration(RESPONSE, "ordered", "identifier", names.values()), body, if_correct(points))


@parts.register
def _(content: Essay, points: Decimal, folder: str) -> Parts:
    written = element_with("extendedTextInteraction", {"responseIdentifier": RESPONSE})
    body = together((block(content.text, folder), written, _guidance(content.guidance, folder)))
    return Parts(declaration(RESPONSE, "single", "string"), body)


@parts.register
def _(content: FileUpload, points: Decimal, folder: str) -> Parts:
    types = {ending: type_ for type_, ending in ENDINGS.items()}
    only = content.endings[0] if len(content.endings) == 1 else ""
    attributes = {"responseIdentifier": RESPONSE, **({"type": types[only]} if only in types else {})}
    sent = element_with("uploadInteraction", attributes)
    body = together((block(content.text, folder), sent, _guidance(content.guidance, folder)))
    return Parts(declaration(RESPONSE, "single", "file"), body)


def _choices(text: BilingualText, choices: Sequence[Written], folder: str, *, several: bool, shuffle: bool) -> Written:
    attributes = {
        "responseIdentifier": RESPONSE,
        "shuffle": "true" if shuffle else "false",
        "maxChoices": "0" if several else "1",
    }
    return together((block(text, folder), element_with("choiceInteraction", attributes, *choices)))


def _options(options: Sequence[Option], names: dict[str, str], folder: str) -> list[Written]:
    return [_choice(names[option.key], option.text, folder) for option in options]


def _labelled(name: str, labelled: Sequence[Labelled], folder: str) -> list[Written]:
    names = identifiers(one.key for one in labelled)
    return [element_with(name, {"identifier": names[one.key]}, flow(one.text, folder)) for one in labelled]


def _choice(identifier: str, text: BilingualText, folder: str) -> Written:
    return element_with("simpleChoice", {"identifier": identifier}, flow(text, folder))


def _entry(identifier: str) -> Written:
    return element_with("textEntryInteraction", {"responseIdentifier": identifier})


def _set(labelled: Sequence[Labelled], names: Sequence[str], folder: str, *, most: int) -> Written:
    return element(
        "simpleMatchSet",
        *(
            element_with("simpleAssociableChoice", {"identifier": name, "matchMax": str(most)}, flow(one.text, folder))
            for name, one in zip(names, labelled, strict=True)
        ),
    )


def _match(
    text: BilingualText, sets: Sequence[Written], pairs: Sequence[str], each: Decimal, folder: str, *, shuffle: bool
) -> Parts:
    attributes = {"responseIdentifier": RESPONSE, "shuffle": "true" if shuffle else "false", "maxAssociations": "0"}
    body = together((block(text, folder), element_with("matchInteraction", attributes, *sets)))
    scored = mapping(dict.fromkeys(pairs, each))
    processing = by_mapping() if pairs else Written("")
    return Parts(declaration(RESPONSE, "multiple", "directedPair", pairs, scored), body, processing)


def _guidance(text: BilingualText, folder: str) -> Written:
    return element_with("rubricBlock", {"view": "scorer"}, block(text, folder)) if text else Written("")
