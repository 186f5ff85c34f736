"""Aiken: a question, lettered options and `ANSWER: B`; https://docs.moodle.org/en/Aiken_format"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.content import Choice
from cgtraining.questions.interchange.decoding import text_of
from cgtraining.questions.interchange.making import NotTaken, made, options_of
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.texts import Texts, language_of

OPTION = re.compile(r"\s*([A-Z])[.)]\s+(\S.*)")
ANSWER = re.compile(r"\s*ANSWER\s*[:：]\s*(.*?)\s*", re.IGNORECASE)
LETTERS = re.compile(r"[A-Z](?:\s*[,;&+/]?\s*[A-Z])*", re.IGNORECASE)


@dataclass
class Asked:
    line: int
    text: list[str] = field(default_factory=list)
    options: list[tuple[str, str]] = field(default_factory=list)
    answer: str | None = None


def read(content: bytes, *, language: Language | None) -> list[QuestionRead]:
    found = [_read(asked, language) for asked in _questions(text_of(content))]
    if not found:
        raise UnusableFile(_l("There is no question in this file."))
    return found


def _questions(text: str) -> Iterator[Asked]:
    """Each ends with its answer, or where another begins although it has none."""
    asked = Asked(1)
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        if answer := ANSWER.fullmatch(line):
            asked.answer = answer[1]
            yield asked
            asked = Asked(number + 1)
        elif option := OPTION.fullmatch(line):
            asked.options.append((option[1], option[2].strip()))
        else:
            if asked.options:
                yield asked
                asked = Asked(number)
            asked.line = asked.line if asked.text else number
            asked.text.append(line.strip())
    if asked.text or asked.options:
        yield asked


def _read(asked: Asked, language: Language | None) -> QuestionRead:
    where = _l("Line %(line)s", line=asked.line)
    try:
        return QuestionRead(where=where, content=_choice(asked, language))
    except NotTaken as refusal:
        return QuestionRead(where=where, refusal=refusal.sentence)


def _choice(asked: Asked, language: Language | None) -> Choice:
    if not asked.text:
        raise NotTaken(_l("It has options, but no question."))
    if asked.answer is None:
        raise NotTaken(_l("It has no answer: a line such as “ANSWER: B” is missing."))
    if not asked.options:
        raise NotTaken(_l("It has no options: a line such as “A) …” is missing."))
    right = _right_letters(asked)
    texts = Texts(language or language_of(" ".join([*asked.text, *(text for _letter, text in asked.options)])))
    share = (Decimal(1) / len(right)).quantize(Decimal("0.0000001")).normalize()
    parts = [
        (_plain(texts, text), share if letter in right else Decimal(0), BilingualText())
        for letter, text in asked.options
    ]
    options = options_of(parts)
    kind = "single" if len(right) == 1 else "multiple"
    text = _plain(texts, " ".join(asked.text))
    return made(lambda: Choice(kind=kind, text=text, options=options))


def _right_letters(asked: Asked) -> set[str]:
    said = asked.answer or ""
    right = set(re.findall("[A-Z]", said.upper())) if LETTERS.fullmatch(said) else set()
    if not right or not right <= {letter for letter, _text in asked.options}:
        raise NotTaken(_l("Its answer “%(said)s” is not one of its options.", said=said[:40]))
    if len({letter for letter, _text in asked.options}) < len(asked.options):
        raise NotTaken(_l("Two of its options have the same letter."))
    return right


def _plain(texts: Texts, text: str) -> BilingualText:
    return texts.from_html(html.escape(text, quote=False))
