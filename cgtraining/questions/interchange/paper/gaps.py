"""Questions whose answers are written into gaps: one gap is a short answer, several are a cloze."""

import re

from flask_babel import lazy_gettext as _l

from cgtraining.questions.content import Accepted, Cloze, Content, ShortText, TextGap
from cgtraining.questions.interchange.making import NotTaken, made
from cgtraining.questions.interchange.paper.drafts import Draft
from cgtraining.questions.interchange.paper.rich import in_paragraphs
from cgtraining.questions.interchange.paper.signs import cut_at, folded
from cgtraining.questions.interchange.paper.stems import GAP, Found, with_gaps
from cgtraining.questions.interchange.texts import Texts

NUMBERED = re.compile(r"(?:^|(?<=[\s;,]))(?:\(\d{1,2}\)|[①②③④⑤⑥⑦⑧⑨⑩]|\d{1,2}[.、)])\s*")
BETWEEN_DIGITS = re.compile(r"(?<=\d)/(?=\d)")
STROKE = "\ue000"


def count_gaps(draft: Draft) -> int:
    return sum(len(GAP.findall(line.text)) for line in draft.stem)


def gapped(draft: Draft, found: Found, texts: Texts) -> Content:
    said = draft.answer_text or found.said
    if not said:
        raise NotTaken(_l("Question %(number)s has no answer.", number=draft.number))
    gaps = count_gaps(draft)
    explanation = texts.from_html(in_paragraphs(line.rich for line in draft.explanation))
    if gaps < 2:
        text = texts.from_html(in_paragraphs(line.rich for line in draft.stem))
        accepted = _accepted([each for piece in _pieces(said, (";",)) for each in alternatives(piece)])
        return made(lambda: ShortText(kind="short_text", text=text, explanation=explanation, accepted=accepted))
    answers = _one_for_each(said, gaps)
    if answers is None:
        raise NotTaken(
            _l(
                "Question %(number)s has %(gaps)s gaps, but its answer has another number of parts: part them by “；”.",
                number=draft.number,
                gaps=gaps,
            )
        )
    names = [str(place) for place in range(1, gaps + 1)]
    lines, left = [], list(names)
    for line in draft.stem:
        own = len(GAP.findall(line.text))
        lines.append(with_gaps(line.rich, left[:own]))
        left = left[own:]
    parts = tuple(
        TextGap(key=name, kind="text", accepted=_accepted(alternatives(answer)))
        for name, answer in zip(names, answers, strict=True)
    )
    text = texts.from_html(in_paragraphs(lines))
    return made(lambda: Cloze(kind="cloze", text=text, explanation=explanation, gaps=parts))


def alternatives(said: str) -> list[str]:
    """'社区/居委会' are two; 1/2 is a number."""
    own = BETWEEN_DIGITS.sub(STROKE, said.replace("／", "/"))
    return [piece.replace(STROKE, "/") for piece in cut_at(own, "/")]


def _accepted(said: list[str]) -> tuple[Accepted, ...]:
    return made(lambda: tuple(Accepted(text=one) for one in dict.fromkeys(said)))


def _one_for_each(said: str, gaps: int) -> list[str] | None:
    """By whichever sign parts them into as many as there are gaps."""
    lines = " ; ".join(line.strip() for line in said.splitlines() if line.strip())
    numbered = [piece.strip(" ;；,，、") for piece in NUMBERED.split(_alike(lines)) if piece.strip(" ;；,，、")]
    ways = [numbered, *(_pieces(lines, (sign,)) for sign in (";", "|", "、", ",")), lines.split()]
    return next((way for way in ways if len(way) == gaps), None)


def _pieces(said: str, signs: tuple[str, ...]) -> list[str]:
    return cut_at(_alike(said), signs)


def _alike(said: str) -> str:
    """Only the signs that part answers are folded: what is accepted stays as it is written."""
    return "".join(folded(sign) if sign in "；，（）．｜\u3000" else sign for sign in said)
