"""A text in two languages within a format that knows one: `<span class="multilang" lang="zh">…</span>` for each.

This is how Moodle's multi-language filter writes it, and browsers that know nothing of it show both. Reading also
takes Moodle's `{mlang zh}…{mlang}`, `<div>` or `<p>` instead of `<span>`, and a text that is nothing but
`<span lang="zh">…</span><span lang="en">…</span>`. What stands outside of the marks belongs to both languages.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import nh3

from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.interchange.read import in_language
from cgtraining.questions.rich_text import ATTRIBUTES, TAGS

MARKED = ("span", "div", "p")
# In what nh3 writes, every `<` outside of attributes begins a tag, and every attribute stands in double quotes.
TAG = re.compile(r'<(/?)([a-z0-9]+)((?:\s[^<>"]*(?:"[^"]*"[^<>"]*)*)?)>')
ATTRIBUTE = re.compile(r'\b(class|lang)="([^"]*)"')
BRACES = re.compile(r"\{mlang(?:\s+([\w,\s-]{1,60}))?\}")
KEPT_WHILE_READ = {name: {*ATTRIBUTES.get(name, ()), "class", "lang"} for name in {*ATTRIBUTES, *MARKED}}


@dataclass
class Piece:
    """`language` None: for all; "": in a language that we do not have."""

    language: str | None
    html: str
    marked: bool = field(default=True)


def joined(text: BilingualText) -> str:
    """As one text; `parted` gives the same two back. Marks are left out where the language is plain without them."""
    only = (text.zh or text.en) if not (text.zh and text.en) else None
    if only is None and text:
        return _span("zh", text.zh) + _span("en", text.en)
    if not only or (in_language(only, None) == text and not _has_marks(only)):
        return only or ""
    return _span("zh" if text.zh else "en", only)


def parted(html: str | None, language: Language | None = None, *, cleaned: bool = False) -> BilingualText:
    """Each language of a text; without marks it is in `language`, or in what it looks like (`read.in_language`).

    `cleaned`: nh3 wrote it, and left the marks in.
    """
    html = (html or "").strip()
    pieces = _pieces(html, cleaned=cleaned)
    found = {piece.language for piece in pieces} & {"zh", "en"}
    if not found:
        return in_language("".join(piece.html for piece in pieces).strip(), language)
    common = any(piece.language is None and piece.html.strip() for piece in pieces)
    return BilingualText(
        _of("zh", pieces) if common or "zh" in found else None, _of("en", pieces) if common or "en" in found else None
    )


def _span(language: Language, html: str | None) -> str:
    return f'<span class="multilang" lang="{language}">{html}</span>'


def _has_marks(html: str) -> bool:
    return "{mlang" in html or "multilang" in html or bool(re.match(r"\s*<(span|p|div)\b[^>]*\blang=", html))


def _of(language: Language, pieces: Sequence[Piece]) -> str | None:
    return "".join(piece.html for piece in pieces if piece.language in (language, None)).strip() or None


def _pieces(html: str, *, cleaned: bool) -> list[Piece]:
    if not _has_marks(html):
        return _in_braces(html)
    whole = html if cleaned else _cleaned(html)
    spans = list(_in_spans(whole))
    if any(piece.marked for piece in spans):
        return _known_or_first(spans)
    only_languages = all(piece.language or not piece.html.strip() for piece in spans)
    if only_languages and {"zh", "en"} <= {piece.language for piece in spans}:
        return spans
    return _in_braces(html)


def _cleaned(html: str) -> str:
    return nh3.clean(
        html,
        tags={*TAGS, *MARKED},
        attributes=KEPT_WHILE_READ,
        url_schemes={"file", "picture", "http", "https", "data"},
        link_rel=None,
    )


def _in_braces(html: str) -> list[Piece]:
    if "{mlang" not in html:
        return [Piece(None, html)]
    first, *rest = BRACES.split(html)
    pieces = [Piece(None, first)]
    for names, piece in zip(rest[::2], rest[1::2], strict=True):
        pieces.append(Piece(_language(names) if names else None, piece))
    return _known_or_first(pieces)


def _in_spans(html: str) -> Iterator[Piece]:
    """The outermost marked elements one by one, and what stands between them."""
    mark: tuple[str | None, bool] = (None, False)
    end, depth, name = 0, 0, ""
    for tag in TAG.finditer(html):
        closing, element, attributes = tag.groups()
        if depth == 0 and not closing and element in MARKED and (found := _mark(attributes)):
            yield Piece(None, html[end : tag.start()], marked=False)
            end, depth, name, mark = tag.end(), 1, element, found
        elif depth and element == name:
            depth += -1 if closing else 1
            if depth == 0:
                yield Piece(mark[0], html[end : tag.start()], marked=mark[1])
                end = tag.end()
    yield Piece(None, html[end:], marked=False)


def _mark(attributes: str) -> tuple[str, bool] | None:
    found = dict(ATTRIBUTE.findall(attributes))
    if "lang" not in found:
        return None
    return _language(found["lang"]), "multilang" in found.get("class", "").split()


@lru_cache(maxsize=256)
def _language(names: str) -> str:
    """Ours of `zh_cn`, `zh-Hans,zh`, `en-GB` or `other`; "" for another one."""
    names = names.strip().lower()
    return next((own for own in ("zh", "en") if re.search(rf"(?:^|[\s,]){own}(?:$|[\s,_-])", names)), "")


def _known_or_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Languages that are not ours are left out, unless there is no other."""
    if any(piece.language for piece in pieces):
        return [piece for piece in pieces if piece.language != ""]
    other = next((piece for piece in pieces if piece.language == ""), None)
    return [Piece(None, piece.html) for piece in pieces if piece.language is None or piece is other]
