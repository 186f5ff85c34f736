"""The text of a file, whatever office made it: UTF-8, UTF-16, GBK, Big5."""

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile
from cgtraining.spreadsheets.encodings import decoded

MOST_BYTES = 10 * 1024 * 1024
TOO_LARGE = _l("This text is larger than 10 MB, far more than any paper. Divide it into several files.")
MOST_ODD_SIGNS = 0.01


def text_of(content: bytes) -> str:
    """With plain line ends; raises UnusableFile."""
    if len(content) > MOST_BYTES:
        raise UnusableFile(TOO_LARGE)
    text = decoded(content)
    if text is None or _is_no_text(text):
        raise UnusableFile(_l("This file is no text in any encoding that is known here. Save it in UTF-8."))
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    if not text.strip():
        raise UnusableFile(_l("There is nothing in this file."))
    return text


def _is_no_text(text: str) -> bool:
    sample = text[:100_000]
    odd = sum(sign < " " and sign not in "\t\n\r\f\v" for sign in sample)
    return odd > len(sample) * MOST_ODD_SIGNS
