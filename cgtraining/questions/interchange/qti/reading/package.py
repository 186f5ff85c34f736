"""A content package: its manifest says which files are items, its tests in which folders they lie."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange.canvas.reading import read_questestinterop
from cgtraining.questions.interchange.foreign_texts import Finding
from cgtraining.questions.interchange.moodle.reading.quiz import questions_in
from cgtraining.questions.interchange.packages import Package
from cgtraining.questions.interchange.qti.reading.item import read_item
from cgtraining.questions.interchange.read import QuestionRead
from cgtraining.questions.interchange.xml_reading import Element, read_xml

MANIFEST = "imsmanifest.xml"
ITEM = re.compile(r"(?i)imsqti_item_xmlv2p\d.*|imsqti_item_.*")
HOLDS_ITEMS = re.compile(r"(?i)\.(?:xml|qti)$")
CANVAS_WHOLE = re.compile(r"(?:^|/)non_cc_assessments/.+\.xml\.qti$")
CANVAS_PART = re.compile(r"(?:^|/)assessment_qti\.xml$")
FILE_BASE = re.compile(r"^(?:\$IMS-CC-FILEBASE\$|%24IMS-CC-FILEBASE%24)/?")
Folders = Mapping[str, tuple[str, ...]]


def read_package(content: bytes, *, language: Language | None) -> list[QuestionRead]:
    package = Package(content)
    names = list(_listed(package))
    roots = {name: _root(package, name) for name in names if name in package}
    folders = _folders(roots)
    found = [
        read for name in _ordered(names, folders) for read in _read(package, name, roots.get(name), folders, language)
    ]
    if not found:
        raise UnusableFile(_l("There is no question in this zip."))
    return found


def _listed(package: Package) -> Iterator[str]:
    """The files of the manifest that may hold items, each once; all such files where there is no manifest."""
    manifests = sorted((name for name in package.names if PurePosixPath(name).name == MANIFEST), key=len)
    names: list[str] = []
    for manifest in manifests[:1]:
        root = read_xml(package.read(manifest))
        names = list(_hrefs(root, str(PurePosixPath(manifest).parent)))
    if not names:
        names = sorted(name for name in package.names if HOLDS_ITEMS.search(name))
    if any(CANVAS_WHOLE.search(name) for name in names):  # Canvas adds a poorer copy of each quiz
        names = [name for name in names if not CANVAS_PART.search(name)]
    yield from dict.fromkeys(names)


def _hrefs(manifest: Element, folder: str) -> Iterator[str]:
    resources = manifest.first("resources")
    for resource in resources.elements("resource") if resources else ():
        base = _joined(_joined(folder, resources.get("base") if resources else ""), resource.get("base"))
        is_item = bool(ITEM.fullmatch(resource.get("type")))
        hrefs = [resource.get("href"), *(file.get("href") for file in resource.elements("file"))]
        for place, href in enumerate(hrefs):
            if href and (HOLDS_ITEMS.search(href) or (is_item and place == 0)):
                yield _joined(base, unquote(href))


def _root(package: Package, name: str) -> Element | UnusableFile:
    try:
        return read_xml(package.read(name))
    except UnusableFile as refused:
        return refused


def _read(
    package: Package, name: str, root: Element | UnusableFile | None, folders: Folders, language: Language | None
) -> list[QuestionRead]:
    if root is None:
        return [QuestionRead(where=name, refusal=_l("The manifest names this file, but the zip does not hold it."))]
    if isinstance(root, UnusableFile):
        return [QuestionRead(where=name, refusal=root.sentence)]
    find = _finding(package, name)
    if root.name == "assessmentItem":
        return [replace(read_item(root, language, name, find), folder=folders.get(name, ()))]
    if root.name == "questestinterop":
        return read_questestinterop(root, language, find, name)
    if root.name == "quiz":  # a file of Moodle's that was zipped; what Canvas calls so holds no questions
        return [replace(read, where=f"{name}, {read.where}") for read in questions_in(root, language)]
    return []


def _finding(package: Package, name: str) -> Finding:
    """Pictures beside the item, by the address that it gives."""
    folder = str(PurePosixPath(name).parent)

    def find(source: str) -> tuple[str, bytes] | None:
        path = unquote(FILE_BASE.sub("", source).partition("?")[0].partition("#")[0])
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", path):
            return None
        places = [_joined(folder, path), _joined("", path), _joined("web_resources", path)]
        held = next((place for place in places if place in package), None)
        return (held, package.read(held)) if held else None

    return find


def _joined(folder: str, path: str) -> str:
    """`a/b` and `../c.png` are a/c.png; nothing climbs above the top."""
    parts: list[str] = []
    for part in (*folder.split("/"), *path.replace("\\", "/").split("/")):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _folders(roots: Mapping[str, Element | UnusableFile]) -> dict[str, tuple[str, ...]]:
    """By the sections of the tests, in their order; one around everything, without a title of its own, is none."""
    folders: dict[str, tuple[str, ...]] = {}
    for name, root in roots.items():
        if isinstance(root, Element) and root.name == "assessmentTest":
            base = str(PurePosixPath(name).parent)
            for section in root.descendants("testPart"):
                _walk(section, (), base, folders)
    return folders


def _walk(section: Element, path: tuple[str, ...], base: str, folders: dict[str, tuple[str, ...]]) -> None:
    for child in section.elements():
        if child.name == "assessmentItemRef":
            folders.setdefault(_joined(base, unquote(child.get("href"))), path)
        elif child.name == "assessmentSection":
            title = " ".join(child.get("title").split())[:200]
            visible = child.get("visible", "true") != "false"
            _walk(child, (*path, title) if title and visible else path, base, folders)


def _ordered(names: Sequence[str], folders: Folders) -> list[str]:
    """Items in the order of the tests first."""
    return list(dict.fromkeys([*(name for name in folders if name in names), *names]))
