"""Finding what looks like a verification code in the text of a PDF that a stranger gives."""

import re
from typing import TYPE_CHECKING

from cgtraining.documents.picture import PDFIUM

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

MOST_PAGES = 5
LOOKS_LIKE_A_CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]")


def texts_of(content: bytes) -> list[str]:
    """Candidates in the order of the text, each once; none if the bytes are no PDF that can be read."""
    return list(dict.fromkeys(LOOKS_LIKE_A_CODE.findall(printed_text(content))))


def printed_text(content: bytes, most_pages: int = MOST_PAGES) -> str:
    """What stands within the edges of the first pages; nothing if the bytes are no PDF that can be read."""
    import pypdfium2  # 4 MB that few processes need

    try:
        with PDFIUM, pypdfium2.PdfDocument(content) as document:
            return "\n".join(_texts_of_pages(document, most_pages))
    except pypdfium2.PdfiumError:
        return ""


def _texts_of_pages(document: "PdfDocument", most_pages: int) -> list[str]:
    numbers = range(min(len(document), most_pages))
    return [document[number].get_textpage().get_text_bounded() for number in numbers]
