"""Which format a file of questions is: by what is in it, and by its name only where that leaves two."""

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange import aiken, gift, moodle, paper, qti, word, workbook
from cgtraining.questions.interchange.decoding import text_of
from cgtraining.questions.interchange.read import QuestionRead


class Format(Enum):
    PAPER = "paper"
    WORD = "docx"
    GIFT = "gift"
    AIKEN = "aiken"
    WORKBOOK = "xlsx"
    MOODLE_XML = "moodle_xml"
    QTI = "qti"
    PACKAGE = "zip"

    @property
    def label(self) -> object:
        return {
            Format.PAPER: _l("Paper in plain text"),
            Format.WORD: _l("Word"),
            Format.GIFT: "GIFT",
            Format.AIKEN: "Aiken",
            Format.WORKBOOK: _l("Workbook"),
            Format.MOODLE_XML: "Moodle XML",
            Format.QTI: "QTI",
            Format.PACKAGE: _l("QTI package"),
        }[self]


@dataclass(frozen=True)
class FileRead:
    name: str
    format: Format
    questions: Sequence[QuestionRead]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD_97 = "WordDocument".encode("utf-16-le")
WORD_97_SENTENCE = _l("This is a document of Word 97-2003 (.doc). Open it in Word or WPS and save it as .docx.")
PICTURE = _l("This is a picture. Questions can only be read from text.")
NEITHER = _l(
    "This archive is neither a Word document, nor a workbook, nor a QTI package. Unpack it and choose the files in it."
)
SIGNATURES = {
    b"%PDF": _l("This is a PDF. Save the paper as .docx or as text, or paste it."),
    b"{\\rtf": _l("This is an RTF document. Open it in Word or WPS and save it as .docx."),
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"Rar!": _l("This is a RAR archive. Unpack it and choose the files in it."),
    b"7z\xbc\xaf": _l("This is a 7z archive. Unpack it and choose the files in it."),
}
OF_GIFT = re.compile(
    r"(?m)^\s*\$CATEGORY:|^\s*::[^\n]{1,200}?::|(?<!\\)\{\s*(?:[=~#]|(?:T|F|TRUE|FALSE)\s*[#}]|\}|[^{}\n]{0,200}?(?<!\\)[=~])"
)
OF_AIKEN = re.compile(r"(?m)^\s*ANSWER\s*:\s*[A-Z]\b")
NUMBERED = re.compile(r"(?m)^\s*(?:\d{1,3}\s*[.、)．）]|[一二三四五六七八九十]、)")
HTML = re.compile(r"\s*(?:<!doctype html|<html)\b", re.IGNORECASE)

Reader = Callable[..., list[QuestionRead]]


def read_file(content: bytes, filename: str, language: Language | None) -> FileRead:
    """`language` is that of files that know one only; None: each question's own. Raises UnusableFile."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise UnusableFile(_l("There is nothing in this file."))
    found = format_of(content, filename)
    if found not in READERS:
        raise UnusableFile(_l("Files of this kind cannot be read here."))
    return FileRead(filename, found, READERS[found](content, language=language))


def format_of(content: bytes, filename: str) -> Format:
    for signature, sentence in SIGNATURES.items():
        if content.startswith(signature):
            raise UnusableFile(sentence)
    if content.startswith(b"PK"):
        return _of_archive(content)
    if content.startswith(OLE):
        if WORD_97 in content[:1_000_000] or filename.lower().endswith(".doc"):
            raise UnusableFile(WORD_97_SENTENCE)
        return Format.WORKBOOK
    return _of_text(content, filename.lower())


def _of_archive(content: bytes) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise UnusableFile(_l("This file is damaged or was cut off. Save or export it again.")) from problem
    if "word/document.xml" in names:
        return Format.WORD
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names or "content.xml" in names:
        return Format.WORKBOOK
    if any(name.lower().endswith(".xml") for name in names):
        return Format.PACKAGE
    raise UnusableFile(NEITHER)


def _of_text(content: bytes, name: str) -> Format:
    text = text_of(content)
    if HTML.match(text):
        raise UnusableFile(_l("This is a web page. Copy the questions out of it and paste them."))
    if text.lstrip("\ufeff \t\n").startswith("<?xml") or re.match(r"\s*<[A-Za-z][\w:.-]*[\s>]", text):
        return Format.MOODLE_XML if re.search(r"<quiz\b", text[:20_000]) else Format.QTI
    if name.endswith((".csv", ".tsv")):
        return Format.WORKBOOK
    if name.endswith(".gift") or OF_GIFT.search(text):
        return Format.GIFT
    if OF_AIKEN.search(text) and not NUMBERED.search(text):
        return Format.AIKEN
    return Format.PAPER


READERS: dict[Format, Reader] = {
    Format.PAPER: paper.read,
    Format.WORD: word.read,
    Format.GIFT: gift.read,
    Format.AIKEN: aiken.read,
    Format.WORKBOOK: workbook.read,
    Format.MOODLE_XML: moodle.read,
    Format.QTI: qti.read,
    Format.PACKAGE: qti.read,
}
