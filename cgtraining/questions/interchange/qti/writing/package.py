"""A content package: a manifest, a test that says in which folders the items lie, and each item with its pictures."""

import io
from collections.abc import Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cgtraining.questions.interchange.exported import Exported
from cgtraining.questions.interchange.left_behind import sentences
from cgtraining.questions.interchange.picture_names import Leaving, leaving
from cgtraining.questions.interchange.qti.writing.item import NAMESPACES, carried_of, item_of
from cgtraining.questions.interchange.xml_writing import Written, document, element, element_with

FOLDER, TEST = "items", "test.xml"
CONTENT_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
MANIFEST = {
    "xmlns": CONTENT_PACKAGE,
    "xmlns:xsi": NAMESPACES["xmlns:xsi"],
    "xsi:schemaLocation": f"{CONTENT_PACKAGE} http://www.imsglobal.org/xsd/qti/qtiv2p2/qtiv2p2_imscpv1p2_v1p0.xsd",
    "identifier": "questions",
}
ALWAYS = (1980, 1, 1, 0, 0, 0)  # the same questions are the same file


def write(questions: Sequence[Exported]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in _files(questions):
            member = ZipInfo(name, ALWAYS)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, content)
    return out.getvalue()


def losses(question: Exported) -> Sequence[object]:
    """What QTI does not know of it. This product takes it back from the same package."""
    gone = leaving(question)
    return sentences(gone.content, carried_of(question, gone, _identifier(1)))


def _files(questions: Sequence[Exported]) -> Iterator[tuple[str, bytes]]:
    leavings = [leaving(question) for question in questions]
    yield "imsmanifest.xml", document(_manifest(leavings))
    yield TEST, document(_test(questions))
    for number, (question, gone) in enumerate(zip(questions, leavings, strict=True), start=1):
        yield _href(number), item_of(question, gone, _identifier(number))
        for name, picture in gone.files.items():
            if gone.shows(name):
                yield f"{FOLDER}/{_identifier(number)}/{name}", picture.content


def _identifier(number: int) -> str:
    return f"q{number}"


def _href(number: int) -> str:
    return f"{FOLDER}/{_identifier(number)}.xml"


def _manifest(leavings: Sequence[Leaving]) -> Written:
    metadata = element("metadata", element("schema", "QTIv2.2 Package"), element("schemaversion", "1.0.0"))
    items = [_resource(number, gone) for number, gone in enumerate(leavings, start=1)]
    needed = [element_with("dependency", {"identifierref": _identifier(place)}) for place in range(1, len(items) + 1)]
    file = element_with("file", {"href": TEST})
    test = element_with("resource", {"identifier": "test", "type": "imsqti_test_xmlv2p2", "href": TEST}, file, *needed)
    return element_with("manifest", MANIFEST, metadata, element("organizations"), element("resources", test, *items))


def _resource(number: int, gone: Leaving) -> Written:
    shown = [f"{FOLDER}/{_identifier(number)}/{name}" for name in gone.files if gone.shows(name)]
    files = [element_with("file", {"href": href}) for href in (_href(number), *shown)]
    attributes = {"identifier": _identifier(number), "type": "imsqti_item_xmlv2p2", "href": _href(number)}
    return element_with("resource", attributes, *files)


def _test(questions: Sequence[Exported]) -> Written:
    """A section for each folder, in the order of the questions; those without one stand in the outermost section."""
    pieces: list[Written] = []
    held: list[Written] = []
    path: Sequence[str] = ()
    for number, question in enumerate(questions, start=1):
        if tuple(question.folder) != tuple(path):
            pieces += _sections(path, held, len(pieces))
            path, held = question.folder, []
        held.append(element_with("assessmentItemRef", {"identifier": _identifier(number), "href": _href(number)}))
    pieces += _sections(path, held, len(pieces))
    root = element_with("assessmentSection", {"identifier": "all", "title": "-", "visible": "false"}, *pieces)
    modes = {"identifier": "part", "navigationMode": "nonlinear", "submissionMode": "simultaneous"}
    attributes = {**NAMESPACES, "identifier": "test", "title": "Questions"}
    return element_with("assessmentTest", attributes, element_with("testPart", modes, root))


def _sections(path: Sequence[str], held: Sequence[Written], place: int) -> list[Written]:
    """One within the other."""
    inside = list(held)
    for depth, title in reversed(list(enumerate(path))):
        attributes = {"identifier": f"s{place}.{depth}", "title": title, "visible": "true"}
        inside = [element_with("assessmentSection", attributes, *inside)]
    return inside
