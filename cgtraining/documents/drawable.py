"""Whether a cleaned SVG can be drawn, and in reasonable time: asked when it is uploaded, not when it is printed."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile

DEEPEST = 60
LONGEST_CHAIN = 150  # of references and what they hold; Python's own stack ends at a few hundred
MOST_DRAWN = 30_000
REFERRED = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")

PAGE = '<html lang="en"><title>Trial</title><img src="own:picture" alt="Picture"></html>'
TOO_MUCH = _l("This SVG takes too long to draw. Save it with simpler shapes, or as PNG.")
NOT_DRAWN = _l("This SVG cannot be drawn. Save it with plain shapes, or as PNG.")


def refuse_what_cannot_be_drawn(root: ElementTree.Element) -> None:
    """A copy of a copy of a copy draws millions of shapes from a few lines, and one that holds itself never ends."""
    if _depth(root) > DEEPEST or _Effort(root).of(root) > MOST_DRAWN:
        raise UnusableFile(TOO_MUCH)
    _refuse_undrawable(ElementTree.tostring(root, encoding="utf-8"))


def _depth(root: ElementTree.Element) -> int:
    """Without recursion, as the nesting may be deeper than Python's."""
    depth, level = 0, [root]
    while level and depth <= DEEPEST:
        depth, level = depth + 1, [child for element in level for child in element]
    return depth


class _Effort:
    """How many elements are drawn, each reference counted as often as it is followed."""

    def __init__(self, root: ElementTree.Element) -> None:
        self.by_id = {name: element for element in root.iter() if (name := element.get("id"))}
        self.known: dict[ElementTree.Element, int] = {}
        self.under_way: set[ElementTree.Element] = set()
        self.styled = [name for element in root.iter() for name in REFERRED.findall(element.text or "")]

    def of(self, element: ElementTree.Element) -> int:
        if element in self.under_way or len(self.under_way) > LONGEST_CHAIN:
            raise UnusableFile(TOO_MUCH)
        if element not in self.known:
            self.under_way.add(element)
            parts = sum(self.of(part) for part in self._parts(element))
            self.under_way.discard(element)
            self.known[element] = min(1 + parts + len(self.styled), MOST_DRAWN + 1)
        return self.known[element]

    def _parts(self, element: ElementTree.Element) -> Iterator[ElementTree.Element]:
        yield from element
        for name in _references(element):
            if (found := self.by_id.get(name)) is not None:
                yield found


def _references(element: ElementTree.Element) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name.rpartition("}")[2] == "href":
            yield value.strip().removeprefix("#")
        else:
            yield from REFERRED.findall(value)


def _refuse_undrawable(content: bytes) -> None:
    from cgtraining.documents.pdf import render_pdf  # loads Pango, which few commands need

    try:
        render_pdf(PAGE, images={"picture": content})
    except Exception:  # the drawing library's errors are of many kinds, and each means the same to the reader
        raise UnusableFile(NOT_DRAWN) from None
