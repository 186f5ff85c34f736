"""How large a text may be printed, and how far apart the characters of a name stand."""

from collections.abc import Sequence

from cgtraining.documents.faces import Face
from cgtraining.documents.widths import text_width
from cgtraining.language.names import looks_like_han

POINT = 25.4 / 72  # millimetres
NAME_FACES = (Face.SONG_STRONG, Face.SONG, Face.PLAIN_STRONG)
TEXT_FACES = (Face.PLAIN, Face.SANS, Face.SONG)
APART = {2: 1.0, 3: 0.2}  # by the number of characters, in ems: 王　芳 is as wide as a name of three


def tracking_of(name: str) -> float:
    """Letter-spacing in ems, which keeps the text itself whole: a reader who copies it gets 王芳."""
    return APART.get(len(name), 0.0) if looks_like_han(name) else 0.0


def fitted(
    text: str,
    largest: float,
    smallest: float,
    width: float,
    *,
    faces: Sequence[Face] = NAME_FACES,
    tracking: float = 0.0,
    lines: int = 1,
) -> float:
    """In points: the largest size, in half points, at which `text` fits into `width` mm, never under `smallest`.

    On several `lines` some room is lost where words are kept whole.
    """
    room = width if lines == 1 else width * lines * 0.85
    one_point = text_width(text, POINT, faces, tracking) - tracking * POINT  # none after the last character
    if one_point <= 0:
        return largest
    return max(smallest, min(largest, int(room / one_point * 2) / 2))
