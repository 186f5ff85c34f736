"""How wide a text comes out, measured on the font itself."""

from collections.abc import Sequence
from functools import cache, lru_cache

import uharfbuzz

from cgtraining.documents.faces import Face, coverage, opened


def text_width(text: str, size: float, faces: Sequence[Face], tracking: float = 0.0) -> float:
    """The width of one line in the unit of `size`; `tracking` is letter-spacing in ems.

    Each character is drawn by the first of `faces` that has it, as the renderer does.
    """
    runs = _runs(text, faces)
    return size * (sum(_advance(run, face) for face, run in runs) + tracking * len(text))


def _runs(text: str, faces: Sequence[Face]) -> list[tuple[Face, str]]:
    runs: list[tuple[Face, str]] = []
    for character in text:
        face = next((face for face in faces if ord(character) in coverage(face)), faces[0])
        if runs and runs[-1][0] is face:
            runs[-1] = (face, runs[-1][1] + character)
        else:
            runs.append((face, character))
    return runs


@lru_cache(maxsize=20_000)
def _advance(text: str, face: Face) -> float:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(_font(face), buffer)
    advance = sum(position.x_advance for position in buffer.glyph_positions)
    return float(advance) / float(opened(face).upem)


@cache
def _font(face: Face) -> uharfbuzz.Font:
    return uharfbuzz.Font(opened(face))
