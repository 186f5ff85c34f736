"""Draws the seals and logos of this folder as outlines, so that no font is needed: python -m cgtraining.demo.art.draw

The organizations are invented, and each seal says 演示专用 (for demonstration only). The emblem is the product's cedar:
neither the star nor the national emblem of an official seal.
"""

import math
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
FONTS = HERE.parents[1] / "documents" / "fonts"
RED = "#c3161c"
CEDAR = (
    "M0-30C2.2-23 7-18 14.5-14.6 9.6-13.4 4.8-12.8 0-12.8S-9.6-13.4-14.5-14.6C-7-18-2.2-23 0-30Z"
    "M-9.6-9.6C-6.5-9.1-3.3-8.9 0-8.9S6.5-9.1 9.6-9.6C12.7-5 17.2-1.3 23.4 1.3 15.9 3.4 8 4.4 0 4.4"
    "S-15.9 3.4-23.4 1.3C-17.2-1.3-12.7-5-9.6-9.6Z"
    "M-15.9 7.5C-10.7 8.3-5.4 8.7 0 8.7S10.7 8.3 15.9 7.5C19.8 11.9 25 15.3 31.5 17.7 21.4 20.5 10.7 21.8 0 21.8"
    "S-21.4 20.5-31.5 17.7C-25 15.3-19.8 11.9-15.9 7.5ZM-2.9 25.4H2.9V34H-2.9Z"
)
ISLAND = "M-34 6C-22 6-20-24-4-24 9-24 10-6 18-6 25-6 27 6 34 6ZM-34 12H34V17H-34ZM-24 23H24V28H-24ZM-12 34H12V38H-12Z"
ROOFS = (
    "M-36 8-18-12 0 8-5 12-18-2-31 12ZM0 8 18-12 36 8 31 12 18-2 5 12Z"
    "M-18-16 0-36 18-16 13-12 0-26-13-12ZM-28 20H28V26H-28Z"
)
ORGANIZATIONS = {
    "cedar": ("雪松社区治理研修院", "Cedar Institute of Community Governance", CEDAR, "#1f5c48"),
    "qingyu": ("青屿公益基金会", "Qingyu Philanthropy Foundation", ISLAND, "#1d5b79"),
    "nanwan": ("南湾社区发展促进会", "Nanwan Council for Community Development", ROOFS, "#8a4b12"),
}


class Outlines:
    """The shapes of one face; sizes are in the units of the drawing."""

    def __init__(self, file: str) -> None:
        self.font = TTFont(FONTS / file)
        self.glyphs = self.font.getGlyphSet()
        self.names = self.font.getBestCmap()
        self.em: int = self.font["head"].unitsPerEm

    def width(self, character: str, size: float) -> float:
        return float(self.glyphs[self.names[ord(character)]].width) * size / self.em

    def path(self, character: str, x: float, y: float, size: float, *, angle: float = 0, narrow: float = 1) -> str:
        """The character with the middle of its baseline at (x, y), turned by `angle` about that point."""
        scale, turn = size / self.em, math.radians(angle)
        half = self.width(character, size) / 2
        across = (math.cos(turn) * scale * narrow, math.sin(turn) * scale * narrow)
        up = (math.sin(turn) * scale, -math.cos(turn) * scale)
        origin = (x - math.cos(turn) * half * narrow, y - math.sin(turn) * half * narrow)
        pen = SVGPathPen(self.glyphs, ntos=lambda number: f"{number:.1f}".rstrip("0").rstrip("."))
        self.glyphs[self.names[ord(character)]].draw(TransformPen(pen, (*across, *up, *origin)))
        return str(pen.getCommands())

    def line(self, text: str, x: float, y: float, size: float, *, tracking: float = 0) -> str:
        drawn = []
        for character in text:
            width = self.width(character, size)
            drawn.append(self.path(character, x + width / 2, y, size))
            x += width + tracking
        return "".join(drawn)

    def length(self, text: str, size: float, tracking: float = 0) -> float:
        return sum(self.width(character, size) + tracking for character in text) - tracking


def seal(name: str, face: Outlines, below: str = "演示专用") -> str:
    """A round seal of 42 mm: the name on the upper arc, a cedar in the middle, `below` under it."""
    step = min(32.0, 248 / max(len(name) - 1, 1))
    size, radius = (52.0, 124.0) if len(name) > 10 else (62.0, 121.0)
    arc = []
    for place, character in enumerate(name):
        angle = (place - (len(name) - 1) / 2) * step
        turn = math.radians(angle)
        arc.append(
            face.path(character, radius * math.sin(turn), -radius * math.cos(turn), size, angle=angle, narrow=0.74)
        )
    width = face.length(below, 36, 5)
    words = face.line(below, -width / 2, 130, 36, tracking=5)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-200 -200 400 400" width="42mm" height="42mm">'
        f'<title>{name}</title><circle r="191" fill="none" stroke="{RED}" stroke-width="10"/>'
        f'<path fill="{RED}" transform="translate(0 8) scale(1.9)" d="{CEDAR}"/>'
        f'<path fill="{RED}" d="{"".join(arc)}{words}"/></svg>\n'
    )


def logo(name: str, english: str, emblem: str, colour: str, han: Outlines, latin: Outlines) -> str:
    """The emblem on the left, both names on its right, set to one width."""
    size = 46.0
    width = han.length(name, size, 3)
    small = 22.0 * width / latin.length(english, 22.0)
    drawn = han.line(name, 118, 52, size, tracking=3) + latin.line(english, 118, 62 + small, small)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width + 126:.0f} 104">'
        f'<title>{name} {english}</title><circle cx="52" cy="52" r="50" fill="{colour}"/>'
        f'<path fill="#fff" transform="translate(52 52)" d="{emblem}"/><path fill="{colour}" d="{drawn}"/></svg>\n'
    )


def main() -> None:
    song, sans, latin = Outlines("song-600.otf"), Outlines("sans-700.otf"), Outlines("latin-400.otf")
    for key, (name, english, emblem, colour) in ORGANIZATIONS.items():
        (HERE / f"seal-{key}.svg").write_text(seal(name, song), encoding="utf-8")
        (HERE / f"logo-{key}.svg").write_text(logo(name, english, emblem, colour, sans, latin), encoding="utf-8")


if __name__ == "__main__":
    main()
