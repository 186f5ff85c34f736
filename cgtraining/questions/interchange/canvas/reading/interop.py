"""A file of QTI 1.2: items alone, in sections, in a test or in a bank."""

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import Language
from cgtraining.questions.interchange.canvas.reading.item import read_item
from cgtraining.questions.interchange.foreign_texts import Finding
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.xml_reading import Element

HOLDERS = {"assessment", "section", "objectbank"}
ROOT_SECTION = "root_section"


def read_questestinterop(root: Element, language: Language | None, find: Finding, file: str) -> list[QuestionRead]:
    """`file`: its name within a package, or ""."""
    return [
        replace(read_item(item, language or spoken, _where(item, file), find), folder=folder)
        for item, folder, spoken in _items(root, (), None)
    ]


def _items(
    holder: Element, folder: tuple[str, ...], spoken: Language | None
) -> Iterator[tuple[Element, tuple[str, ...], Language | None]]:
    spoken = _language(holder.get("lang")) or spoken
    for child in holder.elements():
        if child.name == "item":
            yield child, folder, _language(child.get("lang")) or spoken
        elif child.name in HOLDERS:
            title = _title(child)
            yield from _items(child, (*folder, title) if title else folder, spoken)


def _title(holder: Element) -> str:
    if holder.get("ident") == ROOT_SECTION:
        return ""
    fields = (field for field in holder.descendants("qtimetadatafield") if holder.name == "objectbank")
    named = {field.text_of("fieldlabel"): field.text_of("fieldentry") for field in fields}
    return " ".join((holder.get("title") or named.get("bank_title", "")).split())[:200]


def _where(item: Element, file: str) -> str:
    if file:
        return str(_l("%(file)s, line %(line)s", file=file, line=item.line))
    return str(_l("line %(line)s", line=item.line))


def _language(written: str) -> Language | None:
    code = written.lower().partition("-")[0]
    return "zh" if code == "zh" else "en" if code == "en" else None
