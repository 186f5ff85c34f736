"""XML from anybody, read without ever following what it says about itself: no entity but the five, nothing fetched.

Names are local ones, without their namespaces, since every tool writes other prefixes. Whatever is wrong with the file
is told in one sentence with the line.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat
from xml.parsers.expat import errors

from flask_babel import lazy_gettext as _l

from cgtraining.errors import UnusableFile

MOST_BYTES = 40 * 1024 * 1024
MOST_ELEMENTS = 200_000
DEEPEST = 100
MOST_ATTRIBUTES = 60
LONGEST_ATTRIBUTE = 100_000
MOST_DECLARED = 50
LONGEST_DECLARED = 50
DECLARED = re.compile(r"""^\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
WHOLE_DECLARATION = re.compile(r"^\ufeff?\s*<\?xml\b[^>]{0,200}\?>")  # followed by now, and sometimes ill-formed
ENCODINGS = re.compile(
    r"utf-8|utf-16(-[lb]e)?|ascii|iso8859-\d+|cp125\d|gb2312|gbk|gb18030|big5(hkscs)?|shift_jis|euc_.."
)
MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
KNOWN_DTD = re.compile(r"(?:https?://www\.ims(?:global|project)\.org/)?[\w./-]{1,100}\.dtd", re.IGNORECASE)
CUT_OFF = {
    errors.codes[code]
    for code in (
        errors.XML_ERROR_NO_ELEMENTS, errors.XML_ERROR_UNCLOSED_TOKEN, errors.XML_ERROR_PARTIAL_CHAR,
        errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Element:
    """Two that say the same are still two."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element | str"] = field(default_factory=list)

    def elements(self, *names: str) -> Iterator["Element"]:
        """Its children, of these names or of any."""
        return (one for one in self.children if isinstance(one, Element) and (not names or one.name in names))

    def first(self, *names: str) -> "Element | None":
        return next(self.elements(*names), None)

    def descendants(self, *names: str) -> Iterator["Element"]:
        """In the order of the file, without itself."""
        waiting = list(reversed(list(self.elements())))
        while waiting:
            one = waiting.pop()
            if not names or one.name in names:
                yield one
            waiting.extend(reversed(list(one.elements())))

    def get(self, name: str, otherwise: str = "") -> str:
        return self.attributes.get(name, otherwise)

    @property
    def text(self) -> str:
        """All text in it and below it."""
        pieces: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            one = waiting.pop()
            if isinstance(one, str):
                pieces.append(one)
            else:
                waiting.extend(reversed(one.children))
        return "".join(pieces)

    def text_of(self, *names: str) -> str:
        """The text of its first child of one of these names, without blanks at the ends; "" if there is none."""
        found = self.first(*names)
        return found.text.strip() if found else ""


def read_xml(content: bytes) -> Element:
    """The outermost element; raises UnusableFile."""
    if len(content) > MOST_BYTES:
        raise UnusableFile(_l("This XML file is larger than 40 MB. Export it in several smaller files."))
    text = _decoded(content)
    if not text.strip():
        raise UnusableFile(_l("There is nothing in this file."))
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise UnusableFile(_l("This is not an XML file."))
    return _Builder().read(text)


def _decoded(content: bytes) -> str:
    encoding = next((own for mark, own in MARKS.items() if content.startswith(mark)), None)
    declared = DECLARED.match(content[:400].decode("latin-1"))
    encoding = encoding or _known(declared[1] if declared else "utf-8")
    try:
        return WHOLE_DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), content.decode(encoding), count=1)
    except UnicodeDecodeError as failure:
        line = content.count(b"\n", 0, failure.start) + 1
        raise UnusableFile(
            _l(
                "Line %(line)s: this is not written in %(encoding)s, as the file says. Save it in UTF-8.",
                line=line,
                encoding=encoding.removesuffix("-sig").upper(),
            )
        ) from failure


def _known(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if not ENCODINGS.fullmatch(known):
        raise UnusableFile(_l("This file is in the encoding “%(name)s”. Save it in UTF-8.", name=name))
    return "gb18030" if known in ("gb2312", "gbk") else known


class _Builder:
    def __init__(self) -> None:
        self.top = Element("", {}, 0)
        self.open: list[Element] = [self.top]
        self.count = 0
        self.declared = 0
        self.parser = expat.ParserCreate(encoding="utf-8")  # above whatever the declaration says: it was followed
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._document_type
        self.parser.EntityDeclHandler = self._entity
        self.parser.AttlistDeclHandler = self._attribute
        self.parser.SkippedEntityHandler = self._entity

    def read(self, text: str) -> Element:
        try:
            self.parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as failure:
            raise self._refused(failure) from failure
        return next(self.top.elements())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) > DEEPEST or self.count > MOST_ELEMENTS:
            raise self._too_much()
        if len(attributes) > MOST_ATTRIBUTES or any(len(value) > LONGEST_ATTRIBUTE for value in attributes.values()):
            raise self._too_much()
        element = Element(_local(name), _by_local_name(attributes), self.parser.CurrentLineNumber)
        self.open[-1].children.append(element)
        self.open.append(element)

    def _end(self, name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].children.append(text)

    def _document_type(self, name: str, system: str | None, public: str | None, own: bool) -> None:
        """A mention of the format's DTD, as QTI 1.2 has it, is passed over; nothing is ever looked up."""
        if system and not KNOWN_DTD.fullmatch(system):
            raise self._dangerous()

    def _attribute(self, element: str, name: str, kind: str, otherwise: str | None, required: bool) -> None:
        """A few attributes of an extension do no harm; many or long ones, added to every element, would."""
        self.declared += 1
        if self.declared > MOST_DECLARED or len(otherwise or "") > LONGEST_DECLARED:
            raise self._dangerous()

    def _entity(self, *_: object) -> None:
        raise self._dangerous()

    def _dangerous(self) -> UnusableFile:
        return UnusableFile(
            _l(
                "Line %(line)s: this file defines or uses entities of its own, which a file of questions never needs."
                " It was not opened.",
                line=self.parser.CurrentLineNumber,
            )
        )

    def _too_much(self) -> UnusableFile:
        return UnusableFile(
            _l(
                "Line %(line)s: this file is nested deeper or holds more than any file of questions."
                " It was not opened.",
                line=self.parser.CurrentLineNumber,
            )
        )

    def _refused(self, failure: expat.ExpatError) -> UnusableFile:
        if failure.code in CUT_OFF:
            return UnusableFile(
                _l(
                    "The file ends in line %(line)s in the middle: it was cut off. Export it again.",
                    line=failure.lineno,
                )
            )
        return UnusableFile(_l("Line %(line)s: this is not well-formed XML. Export it again.", line=failure.lineno))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _by_local_name(attributes: dict[str, str]) -> dict[str, str]:
    """Those without a prefix come last, so that they win."""
    ordered = sorted(attributes.items(), key=lambda item: ":" not in item[0])
    return {_local(name): value for name, value in ordered}
