"""Texts of a GIFT question in the format that it names: HTML, Markdown, plain, or Moodle's mixture of both."""

import html
import re

from markdown_it import MarkdownIt

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.gift.blocks import split_format, unescaped
from cgtraining.questions.interchange.texts import Texts
from cgtraining.questions.rich_text import plain

KNOWN_TAG = re.compile(
    r"</?(?:p|br|strong|b|em|i|u|s|sub|sup|ul|ol|li|blockquote|code|pre|hr|table|t[rhd]|thead|tbody|img|span|div|a"
    r"|h[1-6]|font|script|style|iframe|video|audio|object|svg)\b[^<]*>|&(?:[a-z]+|#\d+);|\{mlang",
    re.IGNORECASE,
)
ONE_PARAGRAPH = re.compile(r"<p>((?:(?!<p>).)*)</p>", re.DOTALL)
MARKDOWN = MarkdownIt("commonmark")


class Written:
    """`marking` holds for every text of the question that names none itself."""

    def __init__(self, texts: Texts, marking: str) -> None:
        self.texts, self.marking = texts, marking

    def text(self, source: str) -> BilingualText:
        marking, source = split_format(source)
        return self.texts.from_html(as_html(source, marking or self.marking))

    def plain(self, source: str) -> str:
        """Accepted answers and matches have no format."""
        text = unescaped(one_line(split_format(source)[1])).strip()
        return plain(text) if KNOWN_TAG.search(text) else text


def as_html(source: str, marking: str) -> str:
    """Lines are wrapped for the eye: only an escaped \\n begins a new one, but in Markdown."""
    if marking == "markdown":
        rendered = MARKDOWN.render(unescaped(_dedented(source))).strip()
        alone = ONE_PARAGRAPH.fullmatch(rendered)
        return alone[1] if alone else rendered
    text = unescaped(one_line(source)).strip()
    if marking == "html" or (marking != "plain" and KNOWN_TAG.search(text)):
        return text if marking == "html" else text.replace("\n", "<br>")
    return html.escape(text, quote=False).replace("\n", "<br>")


def one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n\f\v]+", " ", text)


def _dedented(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines())
