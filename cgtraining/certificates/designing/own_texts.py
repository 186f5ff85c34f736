"""Restricted words in a design, those that the files of an own one write by themselves included."""

import re
from collections.abc import Iterator
from contextlib import suppress
from xml.etree import ElementTree

from cgtraining.certificates.design_facts import OWN, DesignFacts
from cgtraining.certificates.designing.samples import Sample, sample_facts
from cgtraining.certificates.facts import Kind
from cgtraining.certificates.printing import art_of
from cgtraining.certificates.restricted import Restricted, restricted_words
from cgtraining.programs.models import Program

IN_QUOTES = re.compile(r"\"([^\"\n]*)\"|'([^'\n]*)'")


def restricted_in_design(program: Program, kind: Kind, design: DesignFacts) -> list[Restricted]:
    """As the program would use it; the text of a file begins with the file's name."""
    facts = sample_facts(program, kind, design, Sample.USUAL)
    if design.name != OWN:
        return restricted_words(facts)
    art = art_of(facts)
    written = (_told(name, text) for name, key in design.files for text in own_texts(name, art.get(key, b"")))
    return restricted_words(facts, written)


def own_texts(name: str, content: bytes) -> Iterator[str]:
    """Of a page or drawing the text of each element, the shortest first; of a style what it writes beside a page."""
    if name.endswith((".html", ".svg")):
        with suppress(ElementTree.ParseError):
            root = ElementTree.fromstring(content)
            texts = {"".join(element.itertext()) for element in root.iter()}
            yield from sorted(sorted(texts), key=len)
    elif name.endswith(".css"):
        for found in IN_QUOTES.finditer(content.decode("utf-8")):
            yield found[1] or found[2] or ""


def _told(name: str, text: str) -> str:
    return f"{name}: {' '.join(text.split())}"
