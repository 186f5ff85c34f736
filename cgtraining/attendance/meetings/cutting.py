"""Whether a text file ends in the middle of a row, because it was cut off while it was saved or sent."""

import codecs

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets import delimited, encodings, kinds, markup

CUT_OFF = _l("This file ends in the middle of a row, so it was cut off when it was saved or sent. Export it again.")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def refuse_cut_off(data: bytes) -> None:
    """Raises UnusableFile; a workbook that was cut off is found damaged when it is opened."""
    if data.startswith((b"PK", kinds.OLE)):
        return
    if data.startswith(WIDE) and len(data) % 2:
        raise UnusableFile(CUT_OFF)
    text = encodings.decoded(data)
    if text is not None and not markup.is_markup(text) and ends_in_a_row(text):
        raise UnusableFile(CUT_OFF)


def ends_in_a_row(text: str) -> bool:
    """The last line is not ended, and has fewer cells than the one above."""
    if not text.strip() or text.endswith(("\n", "\r")):
        return False
    separator = delimited.separator_of(text)
    widths = [len(row) for row in delimited.split_rows(text, separator) if any(row)]
    return len(widths) > 1 and widths[-1] < widths[-2]
