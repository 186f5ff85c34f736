"""Whether an archive (XLSX and ODS are archives) is safe to unpack, found out without unpacking it into memory."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile

MAX_FILES = 2_000
MAX_UNPACKED = 120 * 1024 * 1024
MAX_RATIO = 250
RATIO_APPLIES_FROM = 8 * 1024 * 1024
PIECE = 256 * 1024
XML_ENTITIES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
LONGEST_MARK = 64

TOO_BIG = _l("This file would unpack to far more than a spreadsheet needs, so it was not opened.")
DAMAGED = _l("This file is damaged or incomplete. Open it in Excel or WPS, save it again and upload it once more.")
PROTECTED = _l("This workbook is protected by a password. Remove the password, save it and upload it again.")
DANGEROUS = _l("This file holds definitions that a spreadsheet never needs, so it was not opened.")


def check_archive(data: bytes) -> None:
    """Raises UnusableFile for a damaged or encrypted archive, a zip bomb, or one whose XML defines entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_directory(archive.infolist(), len(data))
            check_contents(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise UnusableFile(DAMAGED) from error


def check_directory(files: list[zipfile.ZipInfo], packed: int) -> None:
    if any(file.flag_bits & 0x1 for file in files):
        raise UnusableFile(PROTECTED)
    if len(files) > MAX_FILES:
        raise UnusableFile(TOO_BIG)
    check_size(sum(file.file_size for file in files), packed)


def check_size(unpacked: int, packed: int) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > RATIO_APPLIES_FROM and unpacked > packed * MAX_RATIO):
        raise UnusableFile(TOO_BIG)


def check_contents(archive: zipfile.ZipFile) -> None:
    """Unpacks piece by piece, because the sizes that an archive states about itself may be lies."""
    unpacked = 0
    for file in archive.infolist():
        for piece, window in pieces(archive, file):
            unpacked += len(piece)
            check_size(unpacked, MAX_UNPACKED)
            if is_xml(file.filename) and XML_ENTITIES.search(window):
                raise UnusableFile(DANGEROUS)


def pieces(archive: zipfile.ZipFile, file: zipfile.ZipInfo) -> Iterator[tuple[bytes, bytes]]:
    """Each piece, and the same piece with the end of the one before, so that no word is cut in two."""
    end = b""
    with archive.open(file) as stream:
        while piece := stream.read(PIECE):
            yield piece, end + piece
            end = piece[-LONGEST_MARK:]


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))
