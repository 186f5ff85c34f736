"""The lines of a Word document: paragraphs and tables, with how their words look."""

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from cgtraining.questions.interchange.paper.rich import OBJECT, Rich, Run, in_paragraphs
from cgtraining.questions.interchange.paper.signs import folded
from cgtraining.questions.interchange.word.numbering import Numbering
from cgtraining.questions.interchange.xml_reading import Element

WITHIN = ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple", "moveTo", "customXml", "dir", "bdo")
OFF = ("0", "false", "off", "none")
LOOKS = {"b": "strong", "i": "em", "strike": "s", "u": "u"}
GAP = re.compile(r"[ \t\xa0\u3000_]{2,}")
PART_OF_A_PAPER = re.compile(r"\s*(?:[A-H]\s*[.、)]|\([A-H]\)|\d{1,3}\s*[.、]\s*\S|题号|答案)")
BIG = 4


@dataclass
class Document:
    """`targets` are the files of its pictures by relation; `styles` the lists of paragraphs that name a style only."""

    numbering: Numbering
    targets: Mapping[str, str]
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    formulas: set[str] = field(default_factory=set)

    def lines(self, body: Element) -> Iterator[Rich]:
        for block in body.elements():
            if block.name == "p":
                yield from self.paragraph(block)
            elif block.name == "tbl":
                yield from self.table(block)
            elif block.name in WITHIN:
                yield from self.lines(block)

    def paragraph(self, element: Element) -> Iterator[Rich]:
        """One line, or several where somebody broke it."""
        line: list[Run] = [Run(label + " ")] if (label := self._label(element)) else []
        for run in self.runs(element):
            first, *following = run.text.split("\n") if not run.html else [run.text]
            line.append(run._replace(text=first))
            for piece in following:
                yield Rich.of(line)
                line = [run._replace(text=piece)]
        yield Rich.of(line)

    def table(self, element: Element) -> Iterator[Rich]:
        """As a table, unless it only sets the parts of questions beside each other."""
        rows = [[list(self.lines(cell)) for cell in row.elements("tc")] for row in element.elements("tr")]
        cells = [folded(cell[0].text) for row in rows for cell in row if cell]
        if any(PART_OF_A_PAPER.match(cell) for cell in cells):
            for row in rows:
                if row and row[0] and re.match(r"\s*(?:题号|答案)", row[0][0].text):
                    yield Rich.plain(" ".join(line.text for cell in row for line in cell))
                else:
                    yield from (line for cell in row for line in cell)
            return
        said = "".join(f"<tr>{''.join(f'<td>{in_paragraphs(cell)}</td>' for cell in row)}</tr>" for row in rows)
        yield Rich.of([Run(OBJECT, html=f"<table><tbody>{said}</tbody></table>")])

    def runs(self, element: Element) -> Iterator[Run]:
        for child in element.elements():
            if child.name == "r":
                yield from self._run(child)
            elif child.name in WITHIN:
                yield from self.runs(child)
            elif child.name in ("oMath", "oMathPara"):
                said = "".join(one.text for one in child.descendants("t"))
                self.formulas.add(said)
                yield Run(said)

    def _run(self, element: Element) -> Iterator[Run]:
        properties = element.first("rPr")
        if properties and _is_on(properties, "vanish"):
            return
        tags = _tags(properties)
        for child in element.elements():
            if child.name in ("drawing", "pict", "object", "AlternateContent"):
                yield from self._pictures(child)
            elif said := _said(child):
                yield from _with_gaps(said, tags)

    def _pictures(self, element: Element) -> Iterator[Run]:
        if element.name == "AlternateContent":
            element = element.first("Choice") or element.first("Fallback") or element
        described = next(element.descendants("docPr"), None)
        for one in element.descendants("blip", "imagedata"):
            if name := self.targets.get(one.get("embed") or one.get("id")):
                alt = html.escape(described.get("descr")[:200] if described else "")
                yield Run(OBJECT, html=f'<img src="file:{html.escape(name)}" alt="{alt}">')

    def _label(self, element: Element) -> str:
        properties = element.first("pPr")
        if properties is None:
            return ""
        own, style = properties.first("numPr"), properties.first("pStyle")
        number, depth = self.styles.get(style.get("val"), ("", 0)) if style else ("", 0)
        if own is not None:
            number, depth = _list_of(own, number)
        return self.numbering.label(number, depth) if number not in ("", "0") else ""


def lists_of_styles(root: Element | None) -> dict[str, tuple[str, int]]:
    found = {}
    for style in root.elements("style") if root else ():
        properties = style.first("pPr")
        if properties and (numbered := properties.first("numPr")):
            found[style.get("styleId")] = _list_of(numbered, "")
    return found


def _list_of(element: Element, otherwise: str) -> tuple[str, int]:
    number, depth = element.first("numId"), element.first("ilvl")
    said = depth.get("val") if depth else "0"
    return (number.get("val") if number else otherwise), int(said) if said in "012345678" and said else 0


def _tags(properties: Element | None) -> tuple[str, ...]:
    if properties is None:
        return ()
    tags = [tag for name, tag in LOOKS.items() if _is_on(properties, name)]
    raised = properties.first("vertAlign")
    if raised and raised.get("val") in ("superscript", "subscript"):
        tags.append(raised.get("val")[:3])
    return tuple(tags)


def _is_on(properties: Element, name: str) -> bool:
    found = properties.first(name)
    return found is not None and found.get("val") not in OFF


def _said(child: Element) -> str:
    if child.name == "t":
        return child.text
    return {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(child.name, "")


def _with_gaps(said: str, tags: tuple[str, ...]) -> Iterator[Run]:
    """Underlined blanks are a gap to write in."""
    if "u" not in tags:
        yield Run(said, tags)
        return
    at = 0
    for gap in GAP.finditer(said):
        yield Run(said[at : gap.start()], tags)
        yield Run("_" * BIG)
        at = gap.end()
    yield Run(said[at:], tags)
