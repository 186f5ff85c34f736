"""The fields that questions of every type are made of."""

import base64
import html
import re
from collections.abc import Mapping
from decimal import Decimal

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.exported import PictureFile
from cgtraining.questions.interchange.moodle.reading.fields import PLUGIN_FILE, TAG
from cgtraining.questions.interchange.shares import plain_number
from cgtraining.questions.interchange.two_languages import joined
from cgtraining.questions.interchange.xml_writing import Written, element, element_with, together
from cgtraining.questions.rich_text import from_plain

Files = Mapping[str, PictureFile]
SHOWN = re.compile(r'src="file:([^"]+)"')


def text(name: str, written: BilingualText, files: Files, *inside: str, **attributes: str) -> Written:
    """`<name format="html">` with its text and its files."""
    return html_text(name, joined(written), files, *inside, **attributes)


def html_text(name: str, markup: str, files: Files, *inside: str, **attributes: str) -> Written:
    shown = dict.fromkeys(SHOWN.findall(markup))
    return element_with(
        name,
        {**attributes, "format": "html"},
        element("text", SHOWN.sub(rf'src="{PLUGIN_FILE}\1"', markup)),
        *(picture_file("file", one, files[one]) for one in shown if one in files),
        *inside,
    )


def plain(name: str, written: str, *inside: str, **attributes: str) -> Written:
    return element_with(name, attributes, element("text", written), *inside)


def plain_where_it_can(written: BilingualText) -> str:
    """A text for which Moodle has one line: as plain as it is, else as HTML."""
    markup = joined(written)
    unescaped = html.unescape(markup)
    return unescaped if "<" not in markup and not TAG.search(unescaped) and from_plain(unescaped) == markup else markup


def flag(name: str, value: bool) -> Written:
    return element(name, "true" if value else "false")


def percent(share: Decimal) -> str:
    return plain_number(share * 100)


def asked(written: BilingualText, explanation: BilingualText, files: Files) -> Written:
    return together((text("questiontext", written, files), text("generalfeedback", explanation, files)))


def picture_file(element: str, name: str, picture: PictureFile) -> Written:
    attributes = {"name": name, "path": "/", "encoding": "base64"}
    return element_with(element, attributes, base64.b64encode(picture.content).decode())
