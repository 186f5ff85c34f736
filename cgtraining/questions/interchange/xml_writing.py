"""XML written piece by piece: what is a `Written` stands as it is, any other text is escaped."""

import re
from collections.abc import Iterable, Mapping

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


class Written(str):
    """Well-formed XML."""

    __slots__ = ()


def element(name: str, *inside: str, **attributes: str) -> Written:
    """An underscore at the end of an attribute's name is left out, one within it is a colon: `class_`, `xml_lang`."""
    return element_with(name, {key.rstrip("_").replace("_", ":"): value for key, value in attributes.items()}, *inside)


def element_with(name: str, attributes: Mapping[str, str], *inside: str) -> Written:
    head = name + "".join(f' {key}="{_escaped(value, quoted=True)}"' for key, value in attributes.items())
    body = together(inside)
    return Written(f"<{head}>{body}</{name}>" if body else f"<{head}/>")


def together(pieces: Iterable[str]) -> Written:
    return Written("".join(piece if isinstance(piece, Written) else _escaped(piece) for piece in pieces))


def document(root: Written) -> bytes:
    return (DECLARATION + root + "\n").encode()


def _escaped(text: str, *, quoted: bool = False) -> str:
    text = (
        NOT_IN_XML.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    )
    return text.replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;") if quoted else text
