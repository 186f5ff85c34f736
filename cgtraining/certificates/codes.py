"""The verification code: 16 random characters and a check character, forgiving in how it is typed.

The alphabet is Crockford's base32. The 17 characters are a codeword over GF(32): the sum of each character times its
own power of the field's generator is zero. All 17 weights differ and none is zero, so every single wrong character
and every swap of two characters, neighbours or not, is noticed; so are 31 of 32 of all other mistakes.
"""

import secrets
import unicodedata
from dataclasses import dataclass
from typing import Literal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LENGTH = 16
LENGTH = RANDOM_LENGTH + 1
_LOOKALIKES = str.maketrans("OIL", "011")
_POLYNOMIAL = 0b100101  # x^5 + x^2 + 1, primitive over GF(2)


@dataclass(frozen=True)
class Code:
    """A well-formed verification code; `value` is its 17 characters without separators."""

    value: str

    @property
    def grouped(self) -> str:
        """As it is printed and stands in addresses: `7KQ2-M9XD-4TVB-H3WN-5`."""
        return "-".join(self.value[start : start + 4] for start in range(0, LENGTH, 4))

    def __str__(self) -> str:
        return self.grouped


def new_code() -> Code:
    random = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LENGTH))
    return Code(random + check_character(random))


def parse_code(text: str) -> Code | Literal["mistyped"]:
    """The code that `text` means: case, blanks, hyphens, full-width forms, O for 0 and I or L for 1 are forgiven."""
    value = _plain(text)
    if len(value) != LENGTH or not set(value) <= set(ALPHABET):
        return "mistyped"
    return Code(value) if check_character(value[:RANDOM_LENGTH]) == value[RANDOM_LENGTH] else "mistyped"


def check_character(random: str) -> str:
    total = 0
    for place, character in enumerate(random, start=1):
        total ^= _times(ALPHABET.index(character), _WEIGHTS[place])
    return ALPHABET[total]  # its own weight is 1, and minus is plus in this field


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).upper()
    kept = "".join(character for character in folded if not _is_separator(character))
    return kept.translate(_LOOKALIKES)


def _is_separator(character: str) -> bool:
    """Blanks, every kind of hyphen and dash (the minus sign too), and invisible marks that come with a paste."""
    return character.isspace() or character == "\u2212" or unicodedata.category(character) in {"Pd", "Cf", "Zs"}


def _times(a: int, b: int) -> int:
    product = 0
    while b:
        if b & 1:
            product ^= a
        a, b = a << 1, b >> 1
        if a & 0b100000:
            a ^= _POLYNOMIAL
    return product


def _powers() -> list[int]:
    powers = [1]
    while len(powers) < LENGTH:
        powers.append(_times(powers[-1], 2))
    return powers


_WEIGHTS = _powers()
