"""What the files of an own design say, and whether they keep to what a certificate may hold."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

from flask_babel import lazy_gettext as _l

from cgtraining.certificates.design_facts import OWN, Colours, DesignFacts
from cgtraining.certificates.designing.rules import COLOUR, too_pale
from cgtraining.certificates.facts import Kind
from cgtraining.certificates.own_pages import ART_FOLDER, FIELDS, IN_BRACES, PAGE, PART_NAMES, STYLE
from cgtraining.certificates.shipped import may_show, shipped_design
from cgtraining.errors import ManyRulesBroken

ELEMENTS = frozenset(
    ["body", "main", "header", "footer", "section", "div", "p", "span", "h1", "h2", "h3", "h4", "strong", "b", "em",
     "i", "small", "sup", "sub", "br", "hr", "img", "table", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li"]
)  # fmt: skip
ATTRIBUTES = frozenset(["id", "class", "lang", "style", "src", "alt", "title", "colspan", "rowspan"])
FAMILIES = frozenset(["cg song", "cg latin", "serif", "inherit"])
IN_BOTH = ("title", "wording", "statement", "program", "cohort", "organization", "award_date", "hours")
OF_SOME_KINDS = ("reason", "office", "term")
ALONE = ("name_zh", "name_latin", "serial", "code", "address")
VALUES = frozenset([f"{name}_{tag}" for name in IN_BOTH + OF_SOME_KINDS for tag in ("zh", "en")] + list(ALONE))
Needed = dict[str, tuple[str, ...]]  # a part, and the single facts that may stand in its place
OF_HOURS: Needed = {"sessions": ()}
NEEDED: Needed = {
    "holder": ("name_zh", "name_latin"),
    "wording": ("wording_zh", "wording_en"),
    "foot": (),
}
CSS_REFERENCE = re.compile(r"(url\(\s*['\"]?)art/")


def read_design(files: Mapping[str, bytes], kind: Kind) -> tuple[DesignFacts, dict[str, bytes]]:
    """The settings that `fields.json` names, and the files as they are to be kept.

    Raises ManyRulesBroken with everything that is wrong.
    """
    texts = {name: content.decode("utf-8") for name, content in files.items() if not name.startswith(ART_FOLDER)}
    css = texts.get(STYLE, "")
    problems: list[object] = []
    fields = _fields(texts[FIELDS], kind, problems.append)
    root = _page(texts[PAGE], problems.append)
    if root is not None:
        problems += _page_problems(root, files, NEEDED | OF_HOURS if kind == "hours" else NEEDED)
        problems += [one for element in root.iter() for one in _style_problems(element.get("style", ""), files)]
    problems += _css_problems(css, files)
    if problems or root is None:
        raise ManyRulesBroken(list(dict.fromkeys(map(str, problems))))
    kept = {PAGE: _kept_page(root), STYLE: CSS_REFERENCE.sub(r"\1own:art/", css).encode()}
    return fields, kept | {name: content for name, content in files.items() if name.startswith(ART_FOLDER)}


def _fields(text: str, kind: Kind, complain: Callable[[object], None]) -> DesignFacts:
    usual = shipped_design(kind)
    try:
        values = json.loads(text)
        colours = Colours(**{**vars(usual.colours), **values.get("colours", {})})
        design = DesignFacts(
            name=OWN,
            orientation=values["orientation"],
            colours=colours,
            shown=tuple(values.get("shown", usual.shown)),
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        complain(_l("fields.json must name an orientation and may name colours and what is shown, as in the example."))
        return usual
    if design.orientation not in ("landscape", "portrait"):
        complain(_l("The orientation in fields.json is “landscape” or “portrait”."))
    _check_colours(vars(colours).values(), complain)
    for name in design.shown:
        if name not in may_show(kind):
            complain(_l("fields.json shows “%(name)s”, which this kind of certificate does not have.", name=name))
    return design


def _check_colours(colours: Iterable[Any], complain: Callable[[object], None]) -> None:
    for colour in colours:
        if not isinstance(colour, str) or not COLOUR.fullmatch(colour):
            complain(_l("Give a colour as #rrggbb, such as #1f5c48."))
        elif too_pale([colour]):
            complain(_l("The colour %(colour)s is too pale to be read on white paper.", colour=colour))


def _page(text: str, complain: Callable[[object], None]) -> ElementTree.Element | None:
    if "<!" in re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL):
        complain(_l("page.html begins with <body> and holds no declarations."))
        return None
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as failure:
        complain(_l("page.html is not well formed: %(problem)s", problem=str(failure)))
        return None
    if root.tag != "body":
        complain(_l("page.html begins with <body> and holds no declarations."))
        return None
    return root


def _page_problems(root: ElementTree.Element, files: Mapping[str, bytes], needed: Needed) -> Iterator[object]:
    for element in root.iter():
        yield from _element_problems(element, files)
    written = [text for element in root.iter() for text in (element.text, element.tail) if text]
    named = {name for text in written for name in IN_BRACES.findall(text)}
    for name in sorted(named - VALUES - set(PART_NAMES)):
        yield _l("There is no %(names)s. Use the names listed beside the field.", names=f"{{{name}}}")
    for part, instead in needed.items():
        if part not in named and not (instead and named.issuperset(instead)):
            yield _l("page.html needs %(name)s: without it nobody can tell whose or whether it is real.",
                     name=f"{{{part}}}")  # fmt: skip


def _element_problems(element: ElementTree.Element, files: Mapping[str, bytes]) -> Iterator[object]:
    tag = str(element.tag)
    if tag == "script" or any(name.startswith("on") for name in element.attrib):
        yield _l("page.html holds a script. Remove it: a design is only looked at.")
    elif tag not in ELEMENTS:
        yield _l("page.html may not hold <%(tag)s>.", tag=tag)
    for name, value in element.attrib.items():
        if name == "src" and not (value.startswith(ART_FOLDER) and value in files):
            yield _l("“%(name)s” is not among the files of the zip.", name=value[:80])
        elif name not in ATTRIBUTES and not name.startswith("on"):
            yield _l("page.html may not hold the attribute %(name)s.", name=name)
        elif IN_BRACES.search(value):
            yield _l("A name in braces stands in text only, not in an attribute.")


def _css_problems(css: str, files: Mapping[str, bytes]) -> Iterator[object]:
    import tinycss2  # type: ignore[import-untyped]  # comes with WeasyPrint, and is loaded as late

    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "error":
            yield _l("style.css cannot be read at line %(line)s.", line=rule.source_line)
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("import", "font-face"):
            yield _l("style.css may not hold @%(name)s: the certificate has the product's own fonts.",
                     name=rule.lower_at_keyword)  # fmt: skip
        else:
            yield from _address_problems([*(rule.prelude or ()), *(rule.content or ())], files)
            yield from _font_problems(rule.content or [])


def _style_problems(style: str, files: Mapping[str, bytes]) -> Iterator[object]:
    import tinycss2  # see above

    tokens = tinycss2.parse_component_value_list(style)
    yield from _address_problems(tokens, files)
    yield from _font_problems(tokens)


def _address_problems(tokens: list[Any], files: Mapping[str, bytes]) -> Iterator[object]:
    for token in _flat(tokens):
        address = _address(token)
        if address is not None and not (address.startswith(ART_FOLDER) and address in files):
            yield _l("“%(name)s” is not among the files of the zip.", name=address[:80])


def _font_problems(content: list[Any]) -> Iterator[object]:
    """Of declarations, and of those in rules within rules."""
    import tinycss2  # see above

    for one in tinycss2.parse_blocks_contents(content):
        if one.type in ("qualified-rule", "at-rule"):
            yield from _font_problems(one.content or [])
        elif one.type == "declaration" and one.lower_name in ("font", "font-family"):
            for family in _families(one.value, one.lower_name == "font"):
                if family.lower() not in FAMILIES:
                    yield _l(
                        "The design asks for the font “%(font)s”, which there is not. Use CG Song and CG Latin.",
                        font=family,
                    )


def _flat(tokens: list[Any]) -> Iterator[Any]:
    for token in tokens:
        yield token
        yield from _flat(getattr(token, "content", None) or getattr(token, "arguments", None) or [])


def _address(token: Any) -> str | None:
    if token.type == "url":
        return str(token.value)
    if token.type == "function" and token.lower_name in ("url", "src", "image", "image-set"):
        return next((str(one.value) for one in token.arguments if one.type == "string"), "")
    return None


def _families(value: list[Any], is_shorthand: bool) -> Iterator[str]:
    """Names in quotation marks, and bare ones; in the shorthand only what follows the size can be a bare one."""
    yield from (token.value for token in value if token.type == "string")
    words: list[str] = []
    started = not is_shorthand
    for token in value:
        if token.type in ("dimension", "percentage"):
            started, words = True, []
        elif token.type == "ident" and started:
            words.append(token.value)
        elif token.type == "literal" and token.value == "," and words:
            yield " ".join(words)
            words = []
    if words:
        yield " ".join(words)


def _kept_page(root: ElementTree.Element) -> bytes:
    for element in root.iter():
        if source := element.get("src"):
            element.set("src", f"own:{source}")
        if style := element.get("style"):
            element.set("style", CSS_REFERENCE.sub(r"\1own:art/", style))
    kept: bytes = ElementTree.tostring(root, encoding="utf-8", short_empty_elements=True)
    return kept
