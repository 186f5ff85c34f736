"""Whichever of QTI's files one has: an item or a package of QTI 2, a file or a package of QTI 1.2."""

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange.canvas.reading import read_questestinterop
from cgtraining.questions.interchange.packages import is_zip
from cgtraining.questions.interchange.qti.reading.item import read_item
from cgtraining.questions.interchange.qti.reading.package import read_package
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.xml_reading import read_xml

NO_FILES = {
    "manifest": _l("This is only the manifest of a package. Upload the whole zip that it came in."),
    "assessmentTest": _l("This is only the test of a package. Upload the whole zip that it came in."),
    "qti-assessment-item": _l("This is QTI 3.0, which is not read. Export it as QTI 2.2."),
}


def read(content: bytes, *, language: Language | None = None) -> list[QuestionRead]:
    if is_zip(content):
        return read_package(content, language=language)
    root = read_xml(content)
    if root.name == "assessmentItem":
        return [read_item(root, language, str(_l("line %(line)s", line=root.line)), lambda source: None)]
    if root.name != "questestinterop":
        raise UnusableFile(NO_FILES.get(root.name, _l("This XML is not QTI: it holds neither an item nor a test.")))
    found = read_questestinterop(root, language, lambda source: None, "")
    if not found:
        raise UnusableFile(_l("There is no question in this file."))
    return found
