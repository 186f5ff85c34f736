"""What a file really is, told by its content; a name can say anything."""

import zipfile
from enum import Enum
from io import BytesIO

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets import delimited
from cgtraining.spreadsheets.archives import DAMAGED, PROTECTED


class Kind(Enum):
    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


SAVE_AS = ".xlsx, .xls, .ods, .csv"
EMPTY = _l("This file is empty.")
NOT_A_SPREADSHEET = _l(
    "This file is not a spreadsheet. Upload one of these kinds: %(kinds)s.",
    kinds=SAVE_AS,
)
A_PDF = _l("This file is a PDF, not a spreadsheet. Upload one of these kinds: %(kinds)s.", kinds=SAVE_AS)
A_PICTURE = _l("This file is a picture, not a spreadsheet. Upload one of these kinds: %(kinds)s.", kinds=SAVE_AS)
A_DOCUMENT = _l("This file is a text document, not a spreadsheet. Upload one of these kinds: %(kinds)s.", kinds=SAVE_AS)
A_WEB_PAGE = _l("This file is a web page without a table. Upload one of these kinds: %(kinds)s.", kinds=SAVE_AS)
OTHER_WORKBOOK = _l("This kind of workbook cannot be read. Open it in Excel or WPS and save it as .xlsx.")

SIGNATURES = {
    b"%PDF": A_PDF,
    b"\x89PNG": A_PICTURE,
    b"\xff\xd8\xff": A_PICTURE,
    b"GIF8": A_PICTURE,
    b"RIFF": A_PICTURE,
    b"II*\0": A_PICTURE,
    b"MM\0*": A_PICTURE,
    b"{\\rtf": A_DOCUMENT,
    b"Rar!": NOT_A_SPREADSHEET,
    b"7z\xbc\xaf": NOT_A_SPREADSHEET,
    b"\x1f\x8b": NOT_A_SPREADSHEET,
    b"\x7fELF": NOT_A_SPREADSHEET,
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEXT_NAMES = (".csv", ".tsv", ".tab", ".txt")
MOST_CONTROL_CHARACTERS = 0.01


def kind_of(data: bytes) -> Kind:
    """Raises UnusableFile, in a sentence that says what the file is instead, when it is no spreadsheet."""
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise UnusableFile(EMPTY)
    if data.startswith(b"PK"):
        return kind_of_archive(data)
    if data.startswith(OLE):
        return kind_of_compound(data)
    refuse_other_kinds(data)
    return Kind.TEXT


def kind_of_archive(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise UnusableFile(DAMAGED) from error
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "content.xml" in names and is_open_spreadsheet(data):
        return Kind.ODS
    if "xl/workbook.bin" in names or "Index/Document.iwa" in names:
        raise UnusableFile(OTHER_WORKBOOK)
    raise UnusableFile(A_DOCUMENT if "word/document.xml" in names else NOT_A_SPREADSHEET)


def is_open_spreadsheet(data: bytes) -> bool:
    """The type stands uncompressed at the start of every OpenDocument file."""
    return b"opendocument.spreadsheet" in data[:200]


def kind_of_compound(data: bytes) -> Kind:
    """Names inside the container of old Office files are UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnusableFile(PROTECTED)
    if any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        return Kind.XLS
    raise UnusableFile(A_DOCUMENT if "WordDocument".encode("utf-16-le") in data else NOT_A_SPREADSHEET)


def refuse_other_kinds(data: bytes) -> None:
    for signature, sentence in SIGNATURES.items():
        if data.startswith(signature):
            raise UnusableFile(sentence)
    if data[4:8] == b"ftyp":
        raise UnusableFile(A_PICTURE)


def is_binary(text: str) -> bool:
    odd = sum(character < " " and character not in "\t\r\n\x0b\x0c" for character in text[:20_000])
    return odd > 3 + len(text[:20_000]) * MOST_CONTROL_CHARACTERS


def may_be_text(filename: str, text: str) -> bool:
    """Many systems export separated text as .xls or .xlsx; under such a name it has to look like a table."""
    return not is_binary(text) and (filename.lower().endswith(TEXT_NAMES) or delimited.looks_like_table(text))
