"""A design that comes as a zip: only its own few files, each small, none of them a program."""

import io
import re
import stat
from collections.abc import Iterator, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.own_pages import ART_FOLDER, FIELDS, PAGE
from cgtraining.documents.pictures import clean_picture
from cgtraining.errors import UnusableFile

LARGEST_ZIP = 5 * 1024 * 1024
LARGEST_FILE = 1024 * 1024
MOST_TOGETHER = 8 * 1024 * 1024
MOST_FILES = 40
NAME = re.compile(r"page\.html|style\.css|fields\.json|art/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,60}\.(svg|png)")
LEFT_BY_MACHINES = re.compile(r"__MACOSX/|(.*/)?(\.DS_Store|Thumbs\.db)$")
SCRIPT = re.compile(rb"<\s*script|\son[a-z]+\s*=|javascript:", re.IGNORECASE)
OUTSIDE = re.compile(rb"(?:href|src)\s*=\s*['\"](?!#)|url\(\s*['\"]?(?!#)|@import", re.IGNORECASE)


def unpacked(content: bytes) -> dict[str, bytes]:
    """The files by name, pictures cleaned; `UnusableFile` with one sentence about the first that is wrong."""
    if len(content) > LARGEST_ZIP:
        raise UnusableFile(_l("This zip is larger than 5 MB. Make its pictures smaller."))
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            found = dict(_files(archive))
    except (BadZipFile, DeflateError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError) as failure:
        raise UnusableFile(_l("This is not a zip file that can be read.")) from failure
    for needed in (PAGE, FIELDS):
        if needed not in found:
            raise UnusableFile(_l("The zip has no %(name)s.", name=needed))
    return {name: _checked(name, content) for name, content in found.items()}


def _files(archive: ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [one for one in archive.infolist() if not one.is_dir() and not LEFT_BY_MACHINES.match(one.filename)]
    if len(members) > MOST_FILES:
        raise UnusableFile(_l("The zip has more than %(most)s files.", most=MOST_FILES))
    names = _bare_names(members)
    left = MOST_TOGETHER
    for member in members:
        name = names[member.filename]
        _refuse_strange(member, name)
        content = _read(archive, member, name)
        left -= len(content)
        if left < 0:
            raise UnusableFile(_l("The files of the zip are larger than 8 MB together."))
        yield name, content


def _bare_names(members: list[ZipInfo]) -> Mapping[str, str]:
    """Without the one folder in which everything may stand."""
    folders = {member.filename.partition("/")[0] + "/" for member in members}
    folder = folders.pop() if len(folders) == 1 else ""
    wrapped = folder and folder != ART_FOLDER and all(member.filename.startswith(folder) for member in members)
    names = {
        member.filename: member.filename.removeprefix(folder) if wrapped else member.filename for member in members
    }
    if len(names) < len(members):
        raise UnusableFile(_l("The zip has two files of one name."))
    return names


def _refuse_strange(member: ZipInfo, name: str) -> None:
    if not NAME.fullmatch(name) or stat.S_ISLNK(member.external_attr >> 16):
        raise UnusableFile(
            _l(
                "The zip may hold page.html, style.css, fields.json and, in the folder art, SVG and PNG pictures; not"
                " “%(name)s”.",
                name=name[:80],
            )
        )


def _read(archive: ZipFile, member: ZipInfo, name: str) -> bytes:
    """Never more than one file may hold, whatever the zip says of it.

    Of other methods than these two Python unpacks as much as comes out of a megabyte: gigabytes of nothing.
    """
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise NotImplementedError
    with archive.open(member) as stream:
        content = stream.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise UnusableFile(_l("“%(name)s” is larger than 1 MB. Make it smaller.", name=name))
    return content


def _checked(name: str, content: bytes) -> bytes:
    if name.startswith(ART_FOLDER):
        return _checked_picture(name, content)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as failure:
        raise UnusableFile(_l("“%(name)s” is not text in UTF-8.", name=name)) from failure
    return content.removeprefix(b"\xef\xbb\xbf")


def _checked_picture(name: str, content: bytes) -> bytes:
    is_svg = name.endswith(".svg")
    if is_svg and SCRIPT.search(content):
        raise UnusableFile(_l("“%(name)s” holds a script. Remove it: a design is only looked at.", name=name))
    if is_svg and OUTSIDE.search(content):
        raise UnusableFile(_l("“%(name)s” refers to another file or address. Put everything into it.", name=name))
    try:
        picture = clean_picture(content)
    except UnusableFile as refusal:
        sentence = _l("“%(name)s”: %(problem)s", name=name, problem=refusal.sentence)
        raise UnusableFile(sentence) from refusal
    if picture.kind != ("svg" if is_svg else "png"):
        raise UnusableFile(_l("“%(name)s” is not what its ending says.", name=name))
    return picture.content
