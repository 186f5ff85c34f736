"""HTML of other systems on its way into the bank: its pictures are found, its languages parted, the rest is cleaned,
and whatever is left out is told."""

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import unquote

import nh3
from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.interchange.read import in_language
from cgtraining.questions.interchange.refusals import TOO_LONG
from cgtraining.questions.interchange.two_languages import parted
from cgtraining.questions.rich_text import ATTRIBUTES, TAGS, clean, plain

LONGEST_TEXT = 300_000
MOST_TEXTS = 4_000
MARKUP = re.compile(r"[<>&\xa0\r\0]|\{mlang")
MOST_PICTURE_BYTES = 10 * 1024 * 1024
Finding = Callable[[str], tuple[str, bytes] | None]  # by the address in `src`: the name of the file, and its content
DATA = re.compile(r"data:image/(?P<ending>png|jpe?g|gif|webp);base64,(?P<content>[A-Za-z0-9+/=\s%]+)", re.IGNORECASE)
LEFT_OUT = (
    (re.compile(r"<script\b", re.IGNORECASE), _l("A script was left out.")),
    (
        re.compile(r"<(?:video|audio|object|embed|iframe)\b", re.IGNORECASE),
        _l("Audio, video or another embedded page was left out."),
    ),
    (re.compile(r"<(?:\w+:)?math\b", re.IGNORECASE), _l("A formula in MathML was kept as plain text.")),
    (re.compile(r"<a\s[^<>]*\bhref\b", re.IGNORECASE), _l("A link was left out; its words were kept.")),
)
KEPT = {name: {*ATTRIBUTES.get(name, ()), "class", "lang"} for name in {*ATTRIBUTES, "div"}}
WITHOUT_SOURCE = re.compile(r'<img(?![^<>]*\bsrc=)[^<>]*\balt="([^"<>]+)"[^<>]*>')  # its description stands for it
SIGNS_OF_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM")


@dataclass
class Taken:
    """What is taken from one question on the way: its pictures, and sentences on what was lost."""

    language: Language | None = None
    losses: list[object] = field(default_factory=list)
    pictures: dict[str, bytes] = field(default_factory=dict)
    texts: int = 0

    def lose(self, sentence: object) -> None:
        if str(sentence) not in map(str, self.losses):
            self.losses.append(sentence)

    def html(self, html: str | None, find: Finding | None = None, language: Language | None = None) -> BilingualText:
        """A text as the bank keeps it, in `language` or each part in its own."""
        if not html or not html.strip():
            return BilingualText()
        self.texts += 1
        if self.texts > MOST_TEXTS:
            raise RuleBroken(TOO_LONG)
        if len(html) < LONGEST_TEXT and not MARKUP.search(html):
            return in_language(html.strip(), language or self.language)
        if len(html) > LONGEST_TEXT:
            self.lose(_l("The end of a text was cut off, because it is longer than any question."))
        html = html[:LONGEST_TEXT]
        for sign, sentence in LEFT_OUT:
            if sign.search(html):
                self.lose(sentence)
        whole = self._with_pictures(html, find or (lambda source: None))
        text = parted(whole, language or self.language, cleaned=True)
        return BilingualText(clean(text.zh, source="file"), clean(text.en, source="file"))

    def words(self, html: str | None) -> str:
        """A text of which only its words count: an accepted answer, a name."""
        return " ".join(plain(html).split())

    def _with_pictures(self, html: str, find: Finding) -> str:
        whole = nh3.clean(
            html,
            tags={*TAGS, "div"},
            attributes=KEPT,
            attribute_filter=partial(self._picture, find),
            url_schemes={"file", "http", "https", "data"},
            clean_content_tags={"script", "style"},
            link_rel=None,
        )
        return WITHOUT_SOURCE.sub(r"[\1]", whole)

    def _picture(self, find: Finding, element: str, attribute: str, value: str) -> str | None:
        if (element, attribute) != ("img", "src"):
            return value
        found = _in_address(value) or find(value)
        if found is None:
            self.lose(_l("A picture was left out, because the file does not hold it: %(name)s", name=value[:80]))
            return None
        return self.keep(*found)

    def keep(self, name: str, content: bytes) -> str | None:
        """As which address it is shown; None if it is no picture."""
        if not _is_picture(content) or len(content) > MOST_PICTURE_BYTES:
            self.lose(_l("“%(name)s” was left out, because it is no picture of up to 10 MB.", name=name[:80]))
            return None
        own = _free_name(file_name(name), content, self.pictures)
        self.pictures[own] = content
        return f"file:{own}"


def file_name(address: str) -> str:
    """The name at the end of an address, of harmless signs only."""
    name = unquote(address.partition("?")[0]).replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[^\w.-]+", "_", name)[-80:].lstrip(".") or "picture"


def _free_name(name: str, content: bytes, taken: dict[str, bytes]) -> str:
    stem, dot, ending = name.rpartition(".")
    own, number = name, 1
    while taken.get(own, content) != content:
        number += 1
        own = f"{stem}-{number}{dot}{ending}" if dot else f"{name}-{number}"
    return own


def _in_address(address: str) -> tuple[str, bytes] | None:
    found = DATA.fullmatch(address)
    if not found:
        return None
    content = decoded(unquote(found["content"]))
    return (f"picture.{found['ending'].lower()}", content) if content else None


def decoded(text: str) -> bytes:
    """Base64 as files hold it, with line breaks; nothing if it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""


def _is_picture(content: bytes) -> bool:
    if content.startswith(SIGNS_OF_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return True
    return b"<svg" in content[:2000].lower()
