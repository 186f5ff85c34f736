"""What stands in an item as HTML: QTI's body elements are those of XHTML, with interactions between them."""

import html
import re
from collections.abc import Callable, Iterable

from cgtraining.questions.interchange.xml_reading import Element

VOID = {"br", "img", "hr"}
KEPT = ("lang", "class", "src", "alt", "width", "height", "colspan", "rowspan", "scope")
# What is shown at another time or to others, or says the same once more.
ELSEWHERE = {
    "rubricBlock", "feedbackBlock", "feedbackInline", "modalFeedback", "stylesheet", "annotation", "annotation-xml",
    "infoControl", "endAttemptInteraction", "templateBlock", "templateInline",
}  # fmt: skip
LINES = {"qti-underline": "u", "qti-line-through": "s"}  # words of QTI 3 for what QTI 2 has no element for
EMPTY = re.compile(r"<(p|div|span|blockquote)>\s*</\1>")
Instead = Callable[[Element], str | None]


def html_inside(element: Element | None, instead: Instead = lambda element: None) -> str:
    """Its content; `instead` gives what stands for an element, None where it stands for itself."""
    if element is None:
        return ""
    written = _all(element.children, instead, keep_blanks=False).strip()
    while EMPTY.search(written):
        written = EMPTY.sub("", written)
    return written.strip() if "<pre" in written else re.sub(r"  +", " ", written).strip()


def _all(nodes: Iterable[Element | str], instead: Instead, *, keep_blanks: bool) -> str:
    return "".join(
        (html.escape(node if keep_blanks else re.sub(r"[ \t\r\n]+", " ", node), quote=False))
        if isinstance(node, str)
        else _one(node, instead, keep_blanks=keep_blanks)
        for node in nodes
    )


def _one(element: Element, instead: Instead, *, keep_blanks: bool) -> str:
    other = instead(element)
    if other is not None:
        return other
    if element.name in ELSEWHERE:
        return ""
    if element.name == "object" and element.get("type").startswith("image/"):
        return _picture(element)
    attributes = "".join(
        f' {name}="{html.escape(element.attributes[name])}"' for name in KEPT if name in element.attributes
    )
    if element.name in VOID:
        return f"<{element.name}{attributes}>"
    inside = _all(element.children, instead, keep_blanks=keep_blanks or element.name == "pre")
    if element.name == "span" and element.get("class") in LINES:
        return f"<{LINES[element.get('class')]}>{inside}</{LINES[element.get('class')]}>"
    return f"<{element.name}{attributes}>{inside}</{element.name}>"


def _picture(element: Element) -> str:
    words = " ".join(element.text.split())
    sizes = "".join(f' {name}="{html.escape(element.get(name))}"' for name in ("width", "height") if element.get(name))
    return f'<img src="{html.escape(element.get("data"))}" alt="{html.escape(words)}"{sizes}>'
