"""Questions out of a Word document."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange.packages import Package
from cgtraining.questions.interchange.paper.reading import read_lines
from cgtraining.questions.interchange.paper.rich import Rich
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.word.document import Document, lists_of_styles
from cgtraining.questions.interchange.word.numbering import numbering_in
from cgtraining.questions.interchange.xml_reading import Element, read_xml

MAIN = "word/document.xml"


def read(content: bytes, *, language: Language | None) -> list[QuestionRead]:
    """Raises UnusableFile."""
    package = Package(content)
    body = read_xml(package.read(MAIN)).first("body") if MAIN in package else None
    if body is None:
        raise UnusableFile(_l("This Word document has no text."))
    files = _pictures(_part(package, "word/_rels/document.xml.rels"))
    document = Document(
        numbering=numbering_in(_part(package, "word/numbering.xml")),
        targets={key: name.rpartition("/")[2] for key, name in files.items()},
        styles=lists_of_styles(_part(package, "word/styles.xml")),
    )
    lines = list(document.lines(body))
    found = read_lines(lines, _shown(package, files, lines), language=language)
    return [_with_word_on_formulas(one, document.formulas) for one in found]


def _shown(package: Package, files: Mapping[str, str], lines: Sequence[Rich]) -> dict[str, bytes]:
    """The pictures that stand in the lines, by the names with which they do."""
    standing = "".join(run.html for line in lines for run in line.runs if run.html)
    wanted = {name.rpartition("/")[2]: name for name in files.values()}
    return {
        short: package.read(name) for short, name in wanted.items() if f"file:{short}" in standing and name in package
    }


def _with_word_on_formulas(one: QuestionRead, formulas: Collection[str]) -> QuestionRead:
    said = one.content.model_dump_json() if one.content else ""
    if not any(formula and formula in said for formula in formulas):
        return one
    return replace(one, losses=(*one.losses, _l("A formula was taken as plain text: look at it.")))


def _part(package: Package, name: str) -> Element | None:
    return read_xml(package.read(name)) if name in package else None


def _pictures(root: Element | None) -> dict[str, str]:
    """By relation; what lies outside of the document is never fetched."""
    if root is None:
        return {}
    return {
        one.get("Id"): "word/" + one.get("Target").removeprefix("/word/")
        for one in root.elements("Relationship")
        if one.get("TargetMode") != "External" and one.get("Type").endswith("/image")
    }
