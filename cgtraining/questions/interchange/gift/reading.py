"""Questions out of a GIFT file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.content import Content
from cgtraining.questions.interchange.decoding import text_of
from cgtraining.questions.interchange.gift import answers, carried
from cgtraining.questions.interchange.gift.blocks import Block, Parts, blocks_in, category_path, parts_of, unescaped
from cgtraining.questions.interchange.gift.markings import Written
from cgtraining.questions.interchange.making import NotTaken
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.texts import Texts, language_of

TAG = re.compile(r"\[tag:\s*([^\]]{1,100})\]", re.IGNORECASE)


def read(content: bytes, *, language: Language | None) -> list[QuestionRead]:
    found = list(_read_blocks(text_of(content), language))
    if not found:
        raise UnusableFile(_l("There is no question in this file."))
    return found


def _read_blocks(text: str, language: Language | None) -> Iterator[QuestionRead]:
    folder: tuple[str, ...] = ()
    for block in blocks_in(text):
        if block.text.startswith("$CATEGORY:"):
            folder = tuple(category_path(block.text))
        else:
            yield _read_block(block, folder, language)


def _read_block(block: Block, folder: tuple[str, ...], language: Language | None) -> QuestionRead:
    texts = Texts(language or language_of(block.text))
    tags = tuple(tag.strip() for comment in block.comments for tag in TAG.findall(comment))
    found = QuestionRead(where=_l("Line %(line)s", line=block.line), folder=folder, competencies=tags)
    try:
        parts = parts_of(block)
        found = replace(found, name=parts.name[:200])
        content = _content(parts, texts)
        found = replace(found, content=content, losses=tuple(texts.losses), pictures=texts.pictures)
    except NotTaken as refusal:
        texts.from_html(unescaped(block.text))  # for its pictures
        found = replace(found, refusal=refusal.sentence, pictures=texts.pictures)
    return carried.taken_back(found, unescaped(block.text), block.comments)


def _content(parts: Parts, texts: Texts) -> Content:
    written = Written(texts, parts.marking)
    text, feedback = written.text(parts.stem), written.text(parts.feedback)
    if parts.answers is None:
        raise NotTaken(_l("It is a description without any answer, and only questions are taken."))
    if not text:
        raise NotTaken(_l("It has answers, but no question."))
    return _reader_of(parts.answers)(parts.answers, text, feedback, written)


Reader = Callable[[str, BilingualText, BilingualText, Written], Content]


def _reader_of(given: str) -> Reader:
    """As Moodle tells the kinds apart."""
    if not given:
        return answers.essay
    if given.startswith("#"):
        return answers.numerical
    if "~" in given:
        return answers.choice
    if "=" in given and "->" in given:
        return answers.matching
    if answers.truth_of(given) is not None:
        return answers.true_false
    return answers.short_text
