"""Texts of the bank as XHTML of QTI, which has no underlining of its own and wants its tags closed."""

import re

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.two_languages import joined
from cgtraining.questions.interchange.xml_writing import Written, element

TAG = re.compile(r"<(/?)([a-z0-9]+)((?:\s[^<>]*)?)>")
SHOWN = re.compile(r'src="file:([^"]+)"')
VOID = {"br", "hr", "img"}
AS_SPANS = {"u": "qti-underline", "s": "qti-line-through"}
MARK = 'class="multilang"'
BLOCKS = re.compile(r"<(?:p|ul|ol|table|blockquote|pre|hr|h3|h4)\b")


def flow(text: BilingualText, folder: str) -> Written:
    """Where paragraphs may stand. `folder`: where its pictures lie, beside the item."""
    return xhtml(joined(text), folder)


def block(text: BilingualText, folder: str) -> Written:
    return element("div", flow(text, folder)) if text else Written("")


def xhtml(markup: str, folder: str) -> Written:
    """What nh3 writes is nearly XML already: every sign that XML minds is escaped."""
    in_blocks = bool(BLOCKS.search(markup))
    closing: list[str] = []

    def tag(found: re.Match[str]) -> str:
        ending, name, attributes = found.groups()
        if ending:
            return f"</{closing.pop() if closing else name}>"
        return _opened(name, attributes, folder, closing, in_blocks=in_blocks)

    return Written(TAG.sub(tag, markup.replace("&nbsp;", "&#160;")).replace("\r", "&#13;"))


def pictures_in(written: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'src="[^"/]+/([^"]+)"', written)))


def _opened(name: str, attributes: str, folder: str, closing: list[str], *, in_blocks: bool) -> str:
    attributes = SHOWN.sub(rf'src="{folder}/\1"', attributes.replace(' lang="', ' xml:lang="'))
    if name == "img" and " alt=" not in attributes:
        attributes += ' alt=""'
    if name in VOID:
        return f"<{name}{attributes}/>"
    if name in AS_SPANS:
        closing.append("span")
        return f'<span class="{AS_SPANS[name]}">'
    closing.append("div" if name == "span" and in_blocks and MARK in attributes else name)
    return f"<{closing[-1]}{attributes}>"
