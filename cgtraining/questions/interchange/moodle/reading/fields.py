"""The fields that questions of every type are made of."""

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote

from flask_babel import lazy_gettext as _l
from markdown_it import MarkdownIt

from cgtraining.language.text import BilingualText
from cgtraining.questions.interchange.foreign_texts import Finding, Taken, decoded
from cgtraining.questions.interchange.xml_reading import Element
from cgtraining.questions.rich_text import from_plain, plain

BLOCK = re.compile(r"<(?:p|div|br|ul|ol|table|h\d|pre)\b", re.IGNORECASE)
TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
PLUGIN_FILE = "@@PLUGINFILE@@/"


def text_in(holder: Element | None, taken: Taken, otherwise: str = "html") -> BilingualText:
    """A text with its files, whatever it is written in."""
    if holder is None:
        return BilingualText()
    return taken.html(html_in(holder, otherwise), files_of(holder, taken))


def html_in(holder: Element, otherwise: str = "html") -> str:
    written = raw_in(holder)
    match holder.get("format", otherwise):
        case "plain_text" | "2":
            return from_plain(written)
        case "markdown" | "4":
            return str(MarkdownIt("commonmark").enable("table").render(written))
        case "moodle_auto_format" | "0" if not BLOCK.search(written):
            return written.strip().replace("\n", "<br>")
    return written


def raw_in(holder: Element | None) -> str:
    """What is written in it; old files have it without `<text>`."""
    if holder is None:
        return ""
    inner = holder.first("text")
    return inner.text if inner else "".join(one for one in holder.children if isinstance(one, str))


def plain_or_html(holder: Element | None, taken: Taken) -> BilingualText:
    """Texts for which Moodle has one line: what looks like a tag is one, anything else stands for itself."""
    if holder is None:
        return BilingualText()
    written = raw_in(holder)
    html = written if TAG.search(written) else from_plain(written)
    return taken.html(html, files_of(holder, taken))


def words_in(holder: Element | None) -> str:
    """One line that is no HTML: an accepted answer."""
    return " ".join(raw_in(holder).split())


def name_of(question: Element) -> str:
    """A line of plain text, in which only the marks of languages are HTML."""
    written = raw_in(question.first("name"))
    return " ".join((plain(written) if "<span" in written else written).split())[:200]


def flag(question: Element, name: str, otherwise: bool) -> bool:
    written = question.text_of(name).lower()
    return written in ("1", "true", "yes") if written else otherwise


def answers_of(question: Element) -> Iterator[Element]:
    return question.elements("answer")


def fraction_of(answer: Element) -> str:
    """In percent; very old files write a part of one, as an element."""
    old = answer.text_of("fraction")
    return answer.get("fraction", f"{old}e2" if old else "0") or "0"


def move_old_picture(question: Element) -> None:
    """Moodle 1.x kept one picture beside the text; it goes to its end, as Moodle itself does it."""
    name, content = question.text_of("image"), question.text_of("image_base64")
    holder = question.first("questiontext")
    text = holder.first("text") if holder else None
    if name and content and holder and text:
        name = name.rpartition("/")[2]
        holder.children.append(Element("file", {"name": name, "encoding": "base64"}, question.line, [content]))
        text.children.append(f'<p><img src="{PLUGIN_FILE}{quote(name)}" alt=""></p>')


def files_of(holder: Element, taken: Taken) -> Finding:
    files = {file.get("name"): file for file in holder.elements("file")}
    for name in files:
        if not re.search(r"\.(?:png|jpe?g|gif|webp|svg|bmp)$", name, re.IGNORECASE):
            taken.lose(_l("The file “%(name)s” was left out: only pictures are taken along.", name=name[:80]))

    def find(source: str) -> tuple[str, bytes] | None:
        name = unquote(source.removeprefix(PLUGIN_FILE)) if source.startswith(PLUGIN_FILE) else ""
        file = files.get(name.partition("?")[0]) or files.get(name.rpartition("/")[2])
        return (name, decoded(file.text)) if file is not None else None

    return find
