"""Whether a printed sample shows whose it is and whether it is real, whatever its style hides."""

import re
import unicodedata

from flask_babel import gettext as _

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.documents.printed_codes import printed_text

MOST_PAGES = 100
BETWEEN = re.compile(r"[\s\-\u00ad\u2010\u2011\ufffe]+")  # blanks, and hyphens that lines break after


def unreadable_facts(facts: CertificateFacts, printed: bytes) -> list[str]:
    """A sentence for each of name, number and code that is not in the text of the page."""
    text = _bare(printed_text(printed, MOST_PAGES))
    needed = [name for name in (facts.name_zh, facts.name_latin) if name] + [facts.serial, facts.code]
    return [_sentence(one) for one in needed if _bare(one) not in text]


def _sentence(text: str) -> str:
    return _(
        "“%(text)s” cannot be read on the printed sample. Let the style hide neither the name nor the number and the"
        " code: without them nobody can tell whose or whether it is real.",
        text=text,
    )


def _bare(text: str) -> str:
    return BETWEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()
