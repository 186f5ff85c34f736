"""The sheets with crop marks that print copies lie on."""

from collections.abc import Sequence
from typing import NamedTuple

from cgtraining.certificates.models import PrintWay
from cgtraining.documents.binding import MARGIN
from cgtraining.documents.framing import Size
from cgtraining.documents.papers import paper_html
from cgtraining.documents.press import Sheet

WAYS = {PrintWay.SEALED: "含印章签名", PrintWay.WET_INK: "盖鲜章用", PrintWay.TEXT_ONLY: "套打用"}
CSS = """
html { font: 7pt/1.2 "CG Song", "CG Latin"; color: #000; }
:lang(en) { font-family: "CG Latin", "CG Song"; }
body { margin: 0; }
section { position: relative; break-after: page; overflow: hidden; }
section:last-child { break-after: auto; }
i { position: absolute; background: #000; }
p { position: absolute; left: 25mm; top: 1.5mm; margin: 0; }
"""


class NamedSize(NamedTuple):
    name: str
    width: float
    height: float


class Turn(NamedTuple):
    """The how many-th of all it is."""

    place: int
    total: int


def marked_sheets(label: str, sizes: Sequence[Size], way: PrintWay, turn: Turn) -> Sheet:
    """One for each page of a certificate."""
    named = {size: NamedSize(f"size{place}", *size) for place, size in enumerate(dict.fromkeys(sizes))}
    html = paper_html(
        "crop_marks.html",
        "zh",
        pages=[(label, named[size]) for size in sizes],
        margin=MARGIN,
        way_zh=WAYS[way],
        place=turn.place,
        total=turn.total,
    )
    return Sheet(html, [CSS + "".join(map(_page_rule, named.values()))], pages=len(sizes))


def _page_rule(size: NamedSize) -> str:
    return f"@page {size.name} {{ size: {size.width + 2 * MARGIN}mm {size.height + 2 * MARGIN}mm; margin: 0; }}\n"
