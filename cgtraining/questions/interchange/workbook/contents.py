"""The content of a question out of its cells, for each kind."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText
from cgtraining.questions.content import (
    Accepted,
    AcceptedNumber,
    Choice,
    Cloze,
    Content,
    Essay,
    FileUpload,
    Labelled,
    Likert,
    Numerical,
    Ordering,
    ShortText,
    TextGap,
    TrueFalse,
)
from cgtraining.questions.interchange.making import NotTaken, key_of, made, matching_of, options_of, share_of
from cgtraining.questions.interchange.paper.gaps import alternatives
from cgtraining.questions.interchange.paper.signs import cut_at, folded, letters_of, truth_of
from cgtraining.questions.interchange.texts import Texts
from cgtraining.questions.interchange.workbook.columns import Row, kind_named
from cgtraining.questions.kinds import QuestionKind
from cgtraining.questions.rich_text import clean_text, from_plain

SHARES = re.compile(r"([A-H])\s*[:=]\s*(-?\d{1,3}(?:\.\d{1,10})?)\s*%?")
NUMBER = re.compile(r"(-?[\d.]{1,40})\s*(?:(?:±|\+-|\+/-)\s*([\d.]{1,40}))?")
RANGE = re.compile(r"(-?[\d.]{1,40})\s*(?:~|\.\.|至|到)\s*(-?[\d.]{1,40})")
ARROW = re.compile(r"\s*(?:→|->|=>|—>|=)\s*")
GAP = re.compile(r"\[\[([A-Za-z0-9_.-]{1,40})\]\]")
SHORT = 20


class Cells:
    """The texts of a row in both languages."""

    def __init__(self, row: Row, texts: Texts) -> None:
        self.row, self.texts = row, texts

    def text(self, name: str) -> BilingualText:
        return self.pair(self.row.get(name), self.row.get(f"{name} en"))

    def pair(self, first: str, english: str) -> BilingualText:
        own = self.texts.from_plain(first)
        return clean_text(BilingualText(own.zh, from_plain(english))) if english.strip() else own

    def options(self) -> list[tuple[str, BilingualText]]:
        chinese, english = dict(self.row.options()), dict(self.row.options(english=True))
        return [
            (letter, self.pair(chinese.get(letter, ""), english.get(letter, "")))
            for letter in sorted({*chinese, *english})
        ]

    @property
    def answer(self) -> str:
        return self.row.get("answer") or self.row.get("answer en")


def content_of(row: Row, texts: Texts) -> Content:
    cells = Cells(row, texts)
    text = cells.text("text")
    if not text:
        raise NotTaken(_l("It has no question."))
    said = row.get("kind")
    kind = kind_named(said) if said else _guessed(cells)
    if kind is None:
        raise NotTaken(_l("“%(said)s” is no kind of question that is known here.", said=said[:40]))
    if kind not in MAKERS:
        raise NotTaken(_l("A question of this kind cannot be written in a row: make it in the bank."))
    return MAKERS[kind](cells, text, cells.text("explanation"))


def _guessed(cells: Cells) -> QuestionKind:
    """Where nothing says it: by its options and its answer."""
    if cells.options():
        letters = letters_of(cells.answer) or ""
        return QuestionKind.SINGLE if len(letters) < 2 else QuestionKind.MULTIPLE
    if truth_of(cells.answer) is not None:
        return QuestionKind.TRUE_FALSE
    if GAP.search(cells.row.get("text")):
        return QuestionKind.CLOZE
    return QuestionKind.SHORT_TEXT if 0 < len(cells.answer) <= SHORT else QuestionKind.ESSAY


def _choice(cells: Cells, text: BilingualText, explanation: BilingualText, kind: str) -> Choice:
    options = cells.options()
    shares = _shares(cells.answer, {letter for letter, _text in options})
    whole = len({*shares.values()}) == 1 and not SHARES.search(folded(cells.answer).upper())
    if kind == "single" and whole and len(shares) > 1:
        raise NotTaken(_l("It is a single choice, but has several answers."))
    parts = [(option, shares.get(letter, Decimal(0)), BilingualText()) for letter, option in options]
    return made(
        lambda: Choice(
            kind=kind,
            text=text,
            explanation=explanation,
            options=options_of(parts),
            all_or_nothing=kind == "multiple" and whole,
        )
    )


def _shares(said: str, letters: set[str]) -> dict[str, Decimal]:
    """ABD share alike; A:50 B:50 C:-25 are per cents."""
    plain = folded(said).upper()
    if not plain.strip():
        raise NotTaken(_l("It has no answer."))
    if found := SHARES.findall(plain):
        shares = {letter: share_of(Decimal(percent)) for letter, percent in found}
    else:
        named = letters_of(said) or ""
        shares = {letter: (Decimal(1) / len(named)).quantize(Decimal("0.0000001")).normalize() for letter in named}
    if not shares or not set(shares) <= letters:
        raise NotTaken(_l("Its answer “%(said)s” is not one of its options.", said=said[:40]))
    return shares


def _single(cells: Cells, text: BilingualText, explanation: BilingualText) -> Choice:
    return _choice(cells, text, explanation, "single")


def _multiple(cells: Cells, text: BilingualText, explanation: BilingualText) -> Choice:
    return _choice(cells, text, explanation, "multiple")


def _true_false(cells: Cells, text: BilingualText, explanation: BilingualText) -> TrueFalse:
    right = truth_of(cells.answer)
    if right is None and letters_of(cells.answer) in ("A", "B"):
        right = letters_of(cells.answer) == "A"
    if right is None:
        raise NotTaken(_l("Its answer “%(said)s” is neither right nor wrong.", said=cells.answer[:40]))
    return TrueFalse(kind="true_false", text=text, explanation=explanation, right=right)


def _matching(cells: Cells, text: BilingualText, explanation: BilingualText) -> Content:
    """征集 → 一 in each option's cell; without anything before the arrow it matches nothing."""
    chinese = [_pair(said) for _letter, said in cells.row.options()]
    english = [_pair(said) for _letter, said in cells.row.options(english=True)]
    pairs = [
        (cells.pair(own[0], other[0]), cells.pair(own[1], other[1]))
        for own, other in zip_longest(chinese, english, fillvalue=("", ""))
    ]
    return matching_of(text, explanation, pairs)


def _pair(said: str) -> tuple[str, str]:
    parts = ARROW.split(said, maxsplit=1)
    if len(parts) < 2:
        raise NotTaken(_l("One of its pairs has no match."))
    return parts[0].strip(), parts[1].strip()


def _ordering(cells: Cells, text: BilingualText, explanation: BilingualText) -> Ordering:
    entries = _labelled(cells)
    return made(lambda: Ordering(kind="ordering", text=text, explanation=explanation, entries=entries))


def _likert(cells: Cells, text: BilingualText, explanation: BilingualText) -> Likert:
    return made(lambda: Likert(kind="likert", text=text, explanation=explanation, scale=_labelled(cells)))


def _labelled(cells: Cells) -> tuple[Labelled, ...]:
    return tuple(Labelled(key=key_of(place), text=option) for place, (_letter, option) in enumerate(cells.options()))


def _numerical(cells: Cells, text: BilingualText, explanation: BilingualText) -> Numerical:
    accepted = tuple(_number(piece) for piece in cut_at(folded(cells.answer), (";", "\n")))
    if not accepted:
        raise NotTaken(_l("It has no answer."))
    return made(lambda: Numerical(kind="numerical", text=text, explanation=explanation, accepted=accepted))


def _number(said: str) -> AcceptedNumber:
    try:
        if found := RANGE.fullmatch(said):
            least, most = sorted((Decimal(found[1]), Decimal(found[2])))
            return AcceptedNumber(value=(least + most) / 2, tolerance=(most - least) / 2)
        if found := NUMBER.fullmatch(said):
            return AcceptedNumber(value=Decimal(found[1]), tolerance=Decimal(found[2] or 0))
    except InvalidOperation:
        pass
    raise NotTaken(_l("“%(said)s” is no number.", said=said[:40]))


def _short_text(cells: Cells, text: BilingualText, explanation: BilingualText) -> ShortText:
    """Accepted in both languages, whichever column they stand in."""
    said = [cells.row.get("answer"), cells.row.get("answer en")]
    accepted = _accepted([one for cell in said for piece in _pieces(cell) for one in alternatives(piece)])
    return made(lambda: ShortText(kind="short_text", text=text, explanation=explanation, accepted=accepted))


def _cloze(cells: Cells, text: BilingualText, explanation: BilingualText) -> Cloze:
    """Gaps stand in the question as [[1]], [[2]]; answers follow one another, parted by ；."""
    names = list(dict.fromkeys(GAP.findall(text.zh or text.en or "")))
    answers = _pieces(cells.answer)
    if not names or len(answers) != len(names):
        raise NotTaken(
            _l(
                "It has %(gaps)s gaps and %(answers)s answers: write gaps as [[1]] and part the answers by “；”.",
                gaps=len(names),
                answers=len(answers),
            )
        )
    gaps = tuple(
        TextGap(key=name, kind="text", accepted=_accepted(alternatives(answer)))
        for name, answer in zip(names, answers, strict=True)
    )
    return made(lambda: Cloze(kind="cloze", text=text, explanation=explanation, gaps=gaps))


def _pieces(said: str) -> list[str]:
    return cut_at(said.replace("；", ";").replace("\n", ";"), ";")


def _accepted(said: Sequence[str]) -> tuple[Accepted, ...]:
    if not said:
        raise NotTaken(_l("It has no answer."))
    return made(lambda: tuple(Accepted(text=one) for one in dict.fromkeys(said)))


def _essay(cells: Cells, text: BilingualText, explanation: BilingualText) -> Essay:
    return Essay(kind="essay", text=text, explanation=explanation, guidance=cells.text("answer"))


def _file_upload(cells: Cells, text: BilingualText, explanation: BilingualText) -> FileUpload:
    return FileUpload(kind="file_upload", text=text, explanation=explanation, guidance=cells.text("answer"))


MAKERS: dict[QuestionKind, Callable[[Cells, BilingualText, BilingualText], Content]] = {
    QuestionKind.SINGLE: _single,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.TRUE_FALSE: _true_false,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.NUMERICAL: _numerical,
    QuestionKind.SHORT_TEXT: _short_text,
    QuestionKind.CLOZE: _cloze,
    QuestionKind.ESSAY: _essay,
    QuestionKind.FILE_UPLOAD: _file_upload,
    QuestionKind.LIKERT: _likert,
}
