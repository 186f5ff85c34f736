"""Whether what was written is an accepted answer."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache

from opencc import OpenCC

from cgtraining.questions.content import Accepted, Folding

PIECE = re.compile(r"\\\*|\*|[^*\\]+|\\")
WILDCARD = "\ue000"  # of no script, so that folding leaves it alone
# Quotes and hyphens that a phone puts in by itself.
TYPED = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


def first_accepted(text: str, accepted: Sequence[Accepted], folding: Folding) -> Accepted | None:
    written = folded(text, folding)
    return next((one for one in accepted if _fits(written, one.text, folding)), None)


def folded(text: str, folding: Folding) -> str:
    """As one compares it: blanks at the ends and more than one between words never matter."""
    text = unicodedata.normalize("NFKC" if folding.width else "NFC", text.translate(TYPED))
    if folding.script:
        text = _simplifier().convert(text)
    if folding.case:
        text = text.casefold()
    return " ".join(text.split())


def _fits(written: str, accepted: str, folding: Folding) -> bool:
    if not folding.wildcards:
        return written == folded(accepted, folding)
    pieces = _pieces(accepted, folding)
    if len(pieces) == 1:
        return written == pieces[0]
    return _stand_in_order(written, pieces)


@lru_cache(maxsize=4096)
def _pieces(accepted: str, folding: Folding) -> tuple[str, ...]:
    """What must stand between the wildcards."""
    signs = {"*": WILDCARD, "\\*": "*"}
    return tuple(folded("".join(signs.get(one, one) for one in PIECE.findall(accepted)), folding).split(WILDCARD))


def _stand_in_order(written: str, pieces: tuple[str, ...]) -> bool:
    """Each piece at its earliest place, which is enough; so no pattern takes longer than the answer is long."""
    first, *middle, last = pieces
    if not written.startswith(first) or not written.endswith(last) or len(written) < len(first) + len(last):
        return False
    at, end = len(first), len(written) - len(last)
    for piece in middle:
        found = written.find(piece, at, end)
        if found < 0:
            return False
        at = found + len(piece)
    return True


@cache
def _simplifier() -> OpenCC:
    """Made at the first use: it reads its dictionaries."""
    return OpenCC("t2s")
