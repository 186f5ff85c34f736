"""Zips of others: looked through before anything is unpacked, and unpacked file by file only as far as it is needed."""

import io
import re
import stat
from collections.abc import Sequence
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as DeflateError

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile

LARGEST_ZIP = 100 * 1024 * 1024
MOST_FILES = 3_000
LARGEST_FILE = 40 * 1024 * 1024
MOST_TOGETHER = 300 * 1024 * 1024
MOST_RATIO = 200
RATIO_APPLIES_FROM = 4 * 1024 * 1024
SIGN = b"PK\x03\x04"
EMPTY = b"PK\x05\x06"
LEFT_BY_MACHINES = re.compile(r"__MACOSX/|(?:.*/)?(?:\.DS_Store|Thumbs\.db)$")
ZIPPED = re.compile(r"\.(?:zip|imscc|7z|rar|gz|jar)$", re.IGNORECASE)
BROKEN = (BadZipFile, DeflateError, RuntimeError, NotImplementedError, EOFError, OSError, ValueError)


def is_zip(content: bytes) -> bool:
    return content.startswith((SIGN, EMPTY))


class Package:
    """The files of a zip by name, with `/` between folders; each is unpacked when it is asked for."""

    def __init__(self, content: bytes) -> None:
        """Raises UnusableFile with one sentence on the first thing that is wrong."""
        if len(content) > LARGEST_ZIP:
            raise UnusableFile(_l("This zip is larger than 100 MB. Make its pictures smaller, or several zips of it."))
        try:
            self._archive = ZipFile(io.BytesIO(content))
            members = [one for one in self._archive.infolist() if not LEFT_BY_MACHINES.match(one.filename)]
        except BROKEN as failure:
            raise UnusableFile(_l("This zip is damaged or was cut off. Export it again.")) from failure
        _refuse_what_is_dangerous(members)
        self._members = {one.filename: one for one in members if not one.is_dir()}
        self._left = MOST_TOGETHER

    @property
    def names(self) -> Sequence[str]:
        return list(self._members)

    def __contains__(self, name: object) -> bool:
        return name in self._members

    def read(self, name: str) -> bytes:
        """Never more than one file may hold, whatever the zip says of it."""
        try:
            with self._archive.open(self._members[name]) as stream:
                content = stream.read(LARGEST_FILE + 1)
        except BROKEN as failure:
            raise UnusableFile(_l("“%(name)s” in the zip is damaged. Export it again.", name=name[-80:])) from failure
        self._left -= len(content)
        if len(content) > LARGEST_FILE or self._left < 0:
            raise UnusableFile(TOO_MUCH)
        return content


TOO_MUCH = _l("This zip would unpack to far more than a package of questions holds, so it was not opened.")


def _refuse_what_is_dangerous(members: Sequence[ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise UnusableFile(_l("This zip has more than 3,000 files. Export the questions in several packages."))
    for member in members:
        _refuse_dangerous_member(member)
    _refuse_bomb(members)
    if len({member.filename for member in members}) < len(members):
        raise UnusableFile(_l("This zip has two files of one name."))


def _refuse_dangerous_member(member: ZipInfo) -> None:
    name = member.filename
    if member.flag_bits & 0x1:
        raise UnusableFile(_l("This zip is protected by a password. Export it without one."))
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnusableFile(_l("“%(name)s” in the zip is a link to another file. It was not opened.", name=name[-80:]))
    if _climbs_out(name):
        raise UnusableFile(_l("“%(name)s” in the zip points outside of it. It was not opened.", name=name[-80:]))
    if ZIPPED.search(name):
        raise UnusableFile(
            _l("“%(name)s” is a zip within the zip. Unpack the outer one and upload that.", name=name[-80:])
        )
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise UnusableFile(_l("This zip is packed in an unusual way. Pack it again as an ordinary zip."))


def _climbs_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or bool(re.match(r"[A-Za-z]:", name)) or "\0" in name


def _refuse_bomb(members: Sequence[ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if unpacked > MOST_TOGETHER or any(member.file_size > LARGEST_FILE for member in members):
        raise UnusableFile(TOO_MUCH)
    if unpacked > RATIO_APPLIES_FROM and unpacked > packed * MOST_RATIO:
        raise UnusableFile(TOO_MUCH)
