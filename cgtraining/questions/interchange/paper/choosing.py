"""Questions with lettered options."""

from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Choice, Labelled, Ordering
from cgtraining.questions.interchange.making import NotTaken, key_of, made, options_of
from cgtraining.questions.interchange.paper.drafts import Draft
from cgtraining.questions.interchange.paper.headings import Sort
from cgtraining.questions.interchange.paper.rich import in_paragraphs
from cgtraining.questions.interchange.paper.signs import letters_of
from cgtraining.questions.interchange.paper.stems import Found
from cgtraining.questions.interchange.texts import Texts

SHARE = Decimal("0.0000001")


def choice(draft: Draft, found: Found, texts: Texts) -> Choice:
    """Several right ones earn all together or nothing, as papers have it (多选、少选、错选不得分)."""
    letters = right_letters(draft, found)
    if len(draft.options) < 2:
        raise NotTaken(_l("Question %(number)s has only one option.", number=draft.number))
    kind = kind_for(draft, letters, texts)
    share = (Decimal(1) / len(letters)).quantize(SHARE).normalize()
    parts = [
        (
            texts.from_html(in_paragraphs(line.rich for line in lines)),
            share if letter in letters else Decimal(0),
            BilingualText(),
        )
        for letter, lines in draft.options
    ]
    for (letter, _lines), (text, _share, _feedback) in zip(draft.options, parts, strict=True):
        if not text:
            raise NotTaken(_l("Option %(letter)s of question %(number)s is empty.", letter=letter, number=draft.number))
    return made(
        lambda: Choice(
            kind=kind,
            text=texts.from_html(in_paragraphs(line.rich for line in draft.stem)),
            explanation=texts.from_html(in_paragraphs(line.rich for line in draft.explanation)),
            options=options_of(parts),
            all_or_nothing=kind == "multiple",
        )
    )


def kind_for(draft: Draft, letters: str, texts: Texts) -> str:
    sort = draft.sort or draft.heading.sort
    if sort in (Sort.MULTIPLE, Sort.ANY_NUMBER):
        return "multiple"
    if sort is Sort.SINGLE and len(letters) > 1:
        texts.lose(_l("It is called a single choice, but has several answers: it was taken as multiple choice."))
    return "single" if len(letters) == 1 else "multiple"


def right_letters(draft: Draft, found: Found) -> str:
    said = draft.answer_text or found.said
    if not said:
        raise NotTaken(_l("Question %(number)s has no answer.", number=draft.number))
    letters = letters_of(said) or _letter_of_text(draft, said)
    if letters is None or not set(letters) <= {letter for letter, _lines in draft.options}:
        raise NotTaken(
            _l(
                "The answer of question %(number)s, “%(said)s”, is not one of its options.",
                number=draft.number,
                said=said[:40],
            )
        )
    return letters


def ordering(draft: Draft, found: Found, texts: Texts) -> Ordering:
    """The answer gives all letters in their right order."""
    letters = right_letters(draft, found)
    options = dict(draft.options)
    if len(letters) != len(options):
        raise NotTaken(_l("The answer of question %(number)s leaves out some of its entries.", number=draft.number))
    entries = [texts.from_html(in_paragraphs(line.rich for line in options[letter])) for letter in letters]
    return made(
        lambda: Ordering(
            kind="ordering",
            text=texts.from_html(in_paragraphs(line.rich for line in draft.stem)),
            explanation=texts.from_html(in_paragraphs(line.rich for line in draft.explanation)),
            entries=tuple(Labelled(key=key_of(place), text=text) for place, text in enumerate(entries)),
        )
    )


def _letter_of_text(draft: Draft, said: str) -> str | None:
    """B. 居委会, or the words of one option."""
    first = said.strip()[:1].upper()
    by_words = {" ".join(line.rich.text for line in lines).strip(): letter for letter, lines in draft.options}
    if said.strip() in by_words:
        return by_words[said.strip()]
    rest = said.strip()[1:].lstrip(" .、．:：)）")
    return first if by_words.get(rest) == first else None
