"""Which kind of question a draft is, and its content."""

from collections.abc import Callable
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.questions.content import Content, Essay, FileUpload, TrueFalse
from cgtraining.questions.interchange.making import NotTaken
from cgtraining.questions.interchange.paper.choosing import choice, ordering
from cgtraining.questions.interchange.paper.drafts import Draft
from cgtraining.questions.interchange.paper.gaps import count_gaps, gapped
from cgtraining.questions.interchange.paper.headings import Sort
from cgtraining.questions.interchange.paper.rich import in_paragraphs
from cgtraining.questions.interchange.paper.signs import letters_of, truth_of
from cgtraining.questions.interchange.paper.stems import Found
from cgtraining.questions.interchange.texts import Texts

SHORT = 20
SENTENCE_SIGNS = "。；;\n"


def content_of(draft: Draft, found: Found, texts: Texts) -> Content:
    if not any(line.text for line in draft.stem):
        raise NotTaken(_l("Question %(number)s has no text.", number=draft.number))
    return _maker_for(draft, found)(draft, found, texts)


Maker = Callable[[Draft, Found, Texts], Content]


def _maker_for(draft: Draft, found: Found) -> Maker:
    sort = draft.sort or draft.heading.sort
    if sort is Sort.ORDERING and draft.options:
        return ordering
    if sort is Sort.TRUE_FALSE or (not draft.options and truth_of(_said(draft, found) or "") is not None):
        return true_false
    if draft.options:
        return choice
    if sort is Sort.ESSAY:
        return essay
    if sort is Sort.FILES:
        return file_upload
    if sort is Sort.MATCHING:
        raise NotTaken(_l("Matching questions cannot be read from a paper; use GIFT or the workbook for them."))
    if sort in (Sort.SINGLE, Sort.MULTIPLE, Sort.ANY_NUMBER, Sort.CHOICE):
        raise NotTaken(_l("Question %(number)s has no options.", number=draft.number))
    return _unnamed(draft, found) if sort is not Sort.GAPS else gapped


def _unnamed(draft: Draft, found: Found) -> Maker:
    """Without a heading that says it: a short answer is one, a long one is for those who mark."""
    said = _said(draft, found)
    if said is None:
        raise NotTaken(_l("Question %(number)s has no answer.", number=draft.number))
    if letters_of(said) and len(said) <= 4 and not count_gaps(draft):
        raise NotTaken(_l("Question %(number)s has no options.", number=draft.number))
    is_short = len(said) <= SHORT and not any(sign in said for sign in SENTENCE_SIGNS)
    return gapped if count_gaps(draft) or is_short else essay


def true_false(draft: Draft, found: Found, texts: Texts) -> Content:
    """Written as a statement, or as two options of which one says right and the other wrong."""
    said = _said(draft, found)
    if said is None:
        raise NotTaken(_l("Question %(number)s has no answer.", number=draft.number))
    right = truth_of(said)
    letters = letters_of(said)
    if draft.options and letters:
        options = {letter: truth_of(" ".join(line.text for line in lines)) for letter, lines in draft.options}
        if None in options.values() or len(options) != 2:
            return choice(draft, found, texts)
        right = options.get(letters)
    elif letters in ("A", "B") and not draft.options:
        right = letters == "A"
    if right is None:
        raise NotTaken(
            _l(
                "The answer of question %(number)s, “%(said)s”, is neither right nor wrong.",
                number=draft.number,
                said=said[:40],
            )
        )
    return TrueFalse(kind="true_false", text=_text(draft, texts), explanation=explanation(draft, texts), right=right)


def essay(draft: Draft, found: Found, texts: Texts) -> Content:
    guidance = texts.from_html(in_paragraphs(line.rich for line in draft.answer))
    if not guidance:
        texts.lose(_l("It has no model answer for those who mark it."))
    return Essay(kind="essay", text=_text(draft, texts), explanation=explanation(draft, texts), guidance=guidance)


def file_upload(draft: Draft, found: Found, texts: Texts) -> Content:
    guidance = texts.from_html(in_paragraphs(line.rich for line in draft.answer))
    return FileUpload(
        kind="file_upload", text=_text(draft, texts), explanation=explanation(draft, texts), guidance=guidance
    )


def explanation(draft: Draft, texts: Texts) -> object:
    return texts.from_html(in_paragraphs(line.rich for line in draft.explanation))


def points_of(draft: Draft, found: Found) -> Decimal | None:
    points = found.points or draft.points
    return points if points is not None and points <= 1000 else None


def _said(draft: Draft, found: Found) -> str | None:
    return draft.answer_text or found.said


def _text(draft: Draft, texts: Texts) -> object:
    return texts.from_html(in_paragraphs(line.rich for line in draft.stem))
