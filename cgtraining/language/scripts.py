"""In which language people wrote a text of which only the text itself is known."""

import re

from markupsafe import Markup, escape

from cgtraining.language.names import HAN
from cgtraining.language.text import Language

ANY_HAN = re.compile(f"[{HAN}]")
ANY_WORD = re.compile(r"[^\W\d_]{2,}")
TAGS = {"zh": "zh-Hans", "en": "en"}


def language_of(text: str) -> Language | None:
    """Chinese where there is a Han character, English where there are other words, else None: a number, a sign."""
    if ANY_HAN.search(text):
        return "zh"
    return "en" if ANY_WORD.search(text) else None


def marked_as_written(text: object, page_language: Language) -> Markup:
    """The text for a page in `page_language`, marked where it is in the other one, so that it is read out right."""
    written_in = language_of(str(text))
    if written_in is None or written_in == page_language:
        return escape(text)
    return Markup('<span lang="{}">{}</span>').format(TAGS[written_in], text)
