"""What stands alike on the sheets of a batch is laid out once, and set into the pages of the others.

An element with the attribute `data-standing` promises that its looks follow from itself, its pictures, the stylesheets
and the tags, classes and languages around it. Its place may differ; what fits nowhere else is laid out anew.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from cgtraining.documents.lettering import keep_lettering

MARK = "data-standing"
AROUND = ("class", "lang")

Key = tuple[object, ...]
Trail = tuple[tuple[object, ...], ...]


class StandsOtherwise(Exception):
    """A part came out at another size than the one that was to be set in: the page has to be laid out as a whole."""


class Awaited(NamedTuple):
    """An element of a page, whose box is to be kept under `key`, or taken from there."""

    element: Element
    key: Key
    kept: Any | None


class StandingParts:
    """The laid-out boxes of a batch, which share its fonts."""

    def __init__(self) -> None:
        self._boxes: dict[Key, Any] = {}

    def forget(self) -> None:
        self._boxes.clear()

    def take_out(self, root: Element, stylesheets: Sequence[str], pictures: Mapping[str, bytes]) -> list[Awaited]:
        """The marked elements of a page; those whose boxes are known keep their height and lose what is in them."""
        found = [
            Awaited(element, key, self._boxes.get(key))
            for element, trail in _marked(root, ())
            for key in [(trail, _looks(element, pictures), *stylesheets)]
        ]
        for element, _key, kept in found:
            if kept is not None:
                _empty(element, kept)
        return found

    def set_in(self, document: Any, awaited: Sequence[Awaited]) -> None:
        """Raises StandsOtherwise. Only for a document of one page."""
        (page,) = document.pages
        by_element = {one.element: one for one in awaited}
        for parent, place, box in list(_principal_boxes(page._page_box, by_element)):
            one = by_element[box.element]
            if one.kept is not None:
                parent.children[place] = _moved(one.kept, box)
            elif _can_stand_elsewhere(box):
                keep_lettering(box)
                self._boxes[one.key] = box
        document.pages[:] = [type(page)(page._page_box)]  # gathers headings anew


def _marked(element: Element, trail: Trail) -> Iterator[tuple[Element, Trail]]:
    """With what is around each."""
    if MARK in element.attrib:
        yield element, trail
        return
    around = (*trail, (element.tag, *(element.get(name) for name in AROUND)))
    for child in element:
        yield from _marked(child, around)


def _looks(element: Element, pictures: Mapping[str, bytes]) -> Key:
    shown = (pictures.get(image.get("src", "").removeprefix("own:")) for image in element.iter("img"))
    tail, element.tail = element.tail, None
    text = ElementTree.tostring(element)
    element.tail = tail
    return text, *shown


def _empty(element: Element, box: Any) -> None:
    del element[:]
    element.text = None
    height = box.border_height() if box.style["box_sizing"] == "border-box" else box.height
    element.set("style", f"{element.get('style', '')};height:{height!r}px")


def _principal_boxes(box: Any, elements: Mapping[Element, Awaited]) -> Iterator[tuple[Any, int, Any]]:
    """The outermost box of each element, with its parent and its place there."""
    for place, child in enumerate(box.children):
        if child.element in elements and child.element is not box.element:
            yield box, place, getattr(child, "_box", child)
        else:
            yield from _principal_boxes(child, elements)


def _can_stand_elsewhere(box: Any) -> bool:
    """A background is bound to its place, and a margin that reaches out of the part would be missing around it."""
    has_background = any(getattr(each, "background", None) for each in box.descendants())
    return not (has_background or _reaches_out(box, "top", 0) or _reaches_out(box, "bottom", -1))


def _reaches_out(box: Any, edge: str, place: int) -> bool:
    """Whether the margin of a part at that edge becomes one with that of the box."""
    inside = [child for child in box.children if child.is_in_normal_flow() and hasattr(child, f"margin_{edge}")]
    if not inside or getattr(box, f"padding_{edge}") or getattr(box, f"border_{edge}_width"):
        return False
    return bool(getattr(inside[place], f"margin_{edge}")) or _reaches_out(inside[place], edge, place)


def _moved(kept: Any, place: Any) -> Any:
    """The kept box where the empty one stands."""
    if (kept.width, kept.margin_width()) != (place.width, place.margin_width()) or kept.height != place.height:
        raise StandsOtherwise
    right, down = place.position_x - kept.position_x, place.position_y - kept.position_y
    if not (right or down):
        return kept
    moved = kept.deepcopy()
    moved.translate(right, down)
    return moved
