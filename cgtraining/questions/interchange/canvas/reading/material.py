"""The texts of QTI 1.2: `material` with words, HTML and pictures in it."""

import html
from collections.abc import Callable, Iterable, Iterator

from cgtraining.questions.interchange.qti.reading.bodies import html_inside
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import from_plain

FLOWS = {"flow", "flow_mat", "flow_label", "material_ref"}


def html_of(materials: Iterable[Element]) -> str:
    return "".join(_material(one) for one in materials).strip()


def own_material(holder: Element) -> str:
    """The text of a choice, a premise or a feedback, however deep it flows, without those of choices within it."""
    return html_of(_own(holder))


def html_with(presentation: Element, response: Callable[[Element], str]) -> str:
    """What is presented in its order, with what `response` says in the place of each response."""
    pieces: list[str] = []
    for one in presentation.elements():
        if one.name == "material":
            pieces.append(_material(one))
        elif one.name in FLOWS:
            pieces.append(html_with(one, response))
        elif one.name.startswith("response_"):
            pieces.append(response(one))
    return "".join(pieces)


def _own(holder: Element) -> Iterator[Element]:
    for child in holder.elements():
        if child.name == "material":
            yield child
        elif child.name != "response_label":
            yield from _own(child)


def _material(material: Element) -> str:
    return "".join(_piece(one) for one in material.elements())


def _piece(piece: Element) -> str:
    match piece.name:
        case "mattext" if next(piece.elements(), None):
            return html_inside(piece)
        case "mattext":
            in_html = piece.get("texttype", "text/plain").lower() != "text/plain"
            return piece.text if in_html else from_plain(piece.text) or (" " if piece.text else "")
        case "matemtext":
            return f"<em>{html.escape(piece.text.strip(), quote=False)}</em>"
        case "matimage" if piece.get("uri"):
            return f'<img src="{html.escape(piece.get("uri"))}" alt="">'
        case "matbreak":
            return "<br>"
        case "mataudio" | "matvideo" | "matapplet" | "matapplication":
            return "<object></object>"
    return ""
