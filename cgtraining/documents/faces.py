"""The faces that documents are set in, each a font file of the product."""

from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import uharfbuzz

FOLDER = Path(__file__).resolve().parent / "fonts"


class Design(NamedTuple):
    family: str
    weight: int
    style: str
    file: str


class Face(Enum):
    """One face; `family`, `weight` and `style` are how a stylesheet asks for it."""

    SONG = Design("CG Song", 400, "normal", "song-400.otf")
    SONG_STRONG = Design("CG Song", 600, "normal", "song-600.otf")
    LATIN = Design("CG Latin", 400, "normal", "latin-400.otf")
    LATIN_ITALIC = Design("CG Latin", 400, "italic", "latin-400-italic.otf")
    SANS = Design("CG Sans", 400, "normal", "sans-400.otf")
    SANS_STRONG = Design("CG Sans", 700, "normal", "sans-700.otf")
    PLAIN = Design("CG Plain", 400, "normal", "plain-400.ttf")
    PLAIN_STRONG = Design("CG Plain", 700, "normal", "plain-700.ttf")

    @property
    def path(self) -> Path:
        return FOLDER / self.value.file


@cache
def opened(face: Face) -> uharfbuzz.Face:
    """The font file, mapped into memory once in a process."""
    return uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)))


@cache
def coverage(face: Face) -> uharfbuzz.Set:
    """The code points that the face can draw; not to be changed. A set of Python's would take 3 MB."""
    return opened(face).unicodes
