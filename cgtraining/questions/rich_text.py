"""The little HTML that questions are written in: what may stand in it, and plain text into it and out of it."""

import html
import re
from collections.abc import Callable

import nh3

from cgtraining.language.text import BilingualText

TAGS = {
    "p", "br", "strong", "b", "em", "i", "u", "s", "sub", "sup", "ul", "ol", "li", "blockquote", "code", "pre", "hr",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "img", "span", "h3", "h4",
}  # fmt: skip
ATTRIBUTES = {
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "span": {"lang"},
    "p": {"lang"},
}
PICTURE = re.compile(r'<img\b[^>]*\bsrc="picture:(\d+)"')
SOURCE = re.compile(r'src="picture:(\d{1,18})"')
BLOCK_END = re.compile(r"</(?:p|li|tr|h3|h4|blockquote|pre|table)>|<br\s*/?>", re.IGNORECASE)


def clean(text: str | None, *, source: str = "picture") -> str | None:
    """Only what may stand in a question: no script, no style, no link, no picture from elsewhere; None when empty.

    `source` "file": its pictures still are files beside it, `<img src="file:NAME">`, as long as it is being read.
    """
    if text is None:
        return None
    kept = nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_only_files if source == "file" else _only_own_pictures,
        url_schemes={"picture", "file"},
        clean_content_tags={"script", "style"},
        link_rel=None,
    )
    kept = re.sub(r"<img(?![^>]*\bsrc=)[^>]*>", "", kept).strip()
    return kept if plain(kept) or "<img" in kept else None


def clean_text(text: BilingualText) -> BilingualText:
    return BilingualText(clean(text.zh), clean(text.en))


def from_plain(text: str) -> str:
    """Plain text as HTML: an empty line parts paragraphs, a line break stays one."""
    paragraphs = [part for part in re.split(r"\n\s*\n", text.strip().replace("\r\n", "\n")) if part.strip()]
    if len(paragraphs) < 2:
        return _with_breaks(paragraphs[0]) if paragraphs else ""
    return "".join(f"<p>{_with_breaks(paragraph)}</p>" for paragraph in paragraphs)


def plain(text: str | None) -> str:
    """What a reader would read aloud, on one line for each block; pictures by their description."""
    described = re.sub(r'<img\b[^>]*?\balt="([^"]*)"[^>]*>', r" \1 ", text or "")
    lines = html.unescape(nh3.clean(BLOCK_END.sub("\n", described), tags=set())).replace("\xa0", " ").split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def pictures_in(text: str | None) -> set[int]:
    return {int(number) for number in PICTURE.findall(text or "")}


def with_addresses(text: str, address_of: Callable[[int], str]) -> str:
    """The pictures of a cleaned text where its reader may get them: `address_of` gives an address by a picture's id."""
    return SOURCE.sub(lambda found: f'src="{html.escape(address_of(int(found[1])))}"', text)


def _with_breaks(text: str) -> str:
    return html.escape(text.strip(), quote=False).replace("\n", "<br>")


def _only_own_pictures(element: str, attribute: str, value: str) -> str | None:
    return _only(r"picture:\d{1,18}", element, attribute, value)


def _only_files(element: str, attribute: str, value: str) -> str | None:
    return _only(r"file:.{1,200}", element, attribute, value)


def _only(source: str, element: str, attribute: str, value: str) -> str | None:
    if element == "img" and attribute == "src":
        return value if re.fullmatch(source, value) else None
    if element == "img" and attribute in {"width", "height"}:
        return value if re.fullmatch(r"\d{1,4}", value) else None
    return value
