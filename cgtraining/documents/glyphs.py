"""Can our fonts draw this text?"""

import unicodedata
from collections.abc import Sequence

from cgtraining.documents.faces import Face, coverage

CERTIFICATE_FACES = (Face.SONG, Face.LATIN)


def missing_characters(text: str, faces: Sequence[Face] = CERTIFICATE_FACES) -> list[str]:
    """The characters of `text` that none of `faces` has, each once, in order of appearance."""
    return [character for character in dict.fromkeys(text) if not _is_drawn(character, faces)]


def described(character: str) -> str:
    """A character for an error message, also where the reader's screen cannot show it: `𪛖 (U+2A6D6)`, and with its
    name where it has one: `☂ (UMBRELLA, U+2602)`."""
    code = f"U+{ord(character):04X}"
    if not character.isprintable():
        return _name(character, code)
    name = unicodedata.name(character, "")
    return f"{character} ({name}, {code})" if name and not name.startswith("CJK ") else f"{character} ({code})"


def _is_drawn(character: str, faces: Sequence[Face]) -> bool:
    return character in " \n" or any(ord(character) in coverage(face) for face in faces)


def _name(character: str, code: str) -> str:
    name = unicodedata.name(character, "")
    return f"{name} ({code})" if name else code
