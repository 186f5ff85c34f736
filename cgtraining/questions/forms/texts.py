"""Texts as they are typed: plain where no script helps, HTML where the editor does."""

import re
from collections.abc import Mapping
from typing import Any

from cgtraining.language.text import BilingualText
from cgtraining.questions.rich_text import clean, from_plain, plain

Data = Mapping[str, Any]
MARKUP = re.compile(
    r"</?(?:p|br|strong|b|em|i|u|s|sub|sup|ul|ol|li|blockquote|code|pre|hr|table|img|span|h3|h4)\b[^<>]*>"
    r"|&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});",
    re.IGNORECASE,
)


def read_text(typed: str | None, *, is_html: bool = False) -> str | None:
    """Sanitised HTML. The editor says that it sent HTML; without it, what has tags in it was meant as such."""
    if not typed or not typed.strip():
        return None
    return clean(typed if is_html or MARKUP.search(typed) else from_plain(typed))


def typed_text(html: str | None) -> str:
    """As somebody would type it: plain, unless that lost something."""
    simple = plain(html)
    return simple if read_text(simple) == html else html or ""


def read_both(data: Data, name: str, *, is_html: bool) -> BilingualText:
    zh, en = (read_text(data.get(f"{name}_{code}"), is_html=is_html) for code in ("zh", "en"))
    return BilingualText(zh, en)


def typed_both(name: str, text: BilingualText) -> dict[str, str]:
    return {f"{name}_zh": typed_text(text.zh), f"{name}_en": typed_text(text.en)}
