"""How texts are cut for both engines: a blank around every Han character, so that a word is a phrase of characters.

FTS5's trigram tokenizer finds nothing for a word of two characters; this way `unicode61` and PostgreSQL's `simple`
give the same hits.
"""

import re
import unicodedata

_HAN = re.compile(r"([\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af])")
_TERM = re.compile(r"[^\W_]+")
MOST_TERMS = 8


def spaced(text: str) -> str:
    """`text` as it is stored: normalised (NFKC), lower case, Han characters apart, letters and digits only.

    Signs are left out here, because PostgreSQL's parser would see a negative number in CEDAR-2018.
    """
    folded = unicodedata.normalize("NFKC", text).lower()
    return " ".join(_TERM.findall(_HAN.sub(r" \1 ", folded)))


def phrases(question: str) -> list[list[str]]:
    """The question as phrases, all of which must occur; of each phrase the last token may go on (wang → wangfang)."""
    words = unicodedata.normalize("NFKC", question).split()[:MOST_TERMS]
    found = [spaced(word).split() for word in words]
    return [tokens for tokens in found if tokens]


def as_fts5(question: str) -> str:
    return " ".join('"{}"{}'.format(" ".join(tokens), _star(tokens)) for tokens in phrases(question))


def as_tsquery(question: str) -> str:
    return " & ".join(_as_followed_by(tokens) for tokens in phrases(question))


def _star(tokens: list[str]) -> str:
    """A phrase that ends in a Han character is whole; a Latin one may be the beginning of a longer word."""
    return "" if _HAN.fullmatch(tokens[-1]) else "*"


def _as_followed_by(tokens: list[str]) -> str:
    last = tokens[-1] + (":*" if _star(tokens) else "")
    return "({})".format(" <-> ".join([*tokens[:-1], last]))
