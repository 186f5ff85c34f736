"""The page of an own design: plain XHTML in which names in braces stand for facts and parts. It holds no program."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from markupsafe import escape

from cgtraining.certificates.design_facts import OWN, DesignFacts
from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.shipped import design_of
from cgtraining.certificates.wording import (
    TITLES,
    chinese_date,
    english_date,
    hours_in_chinese,
    hours_in_english,
    placeholder_values,
)
from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText

Art = Mapping[str, bytes]
PAGE, STYLE, FIELDS, ART_FOLDER = "page.html", "style.css", "fields.json", "art/"
PART_NAMES = ("logos", "holder", "wording", "photo", "sessions", "foot", "specimen")
IN_BRACES = re.compile(r"\{([a-z_]+)\}")
HEAD = """<?xml version="1.0"?>
<!DOCTYPE html>
<html lang="zh-Hans"><head><meta charset="utf-8"/><title>{title_zh} {title_en} {serial}</title></head>
"""


@dataclass(frozen=True)
class OwnFiles:
    page: str
    css: str
    art: Art


class IncompleteDesign(RuleBroken):
    """A file of an own design is not in storage any more."""


def own_files(design: DesignFacts, art: Art) -> OwnFiles | None:
    """Of a design that came as a file; `art` holds its files by their keys. Raises IncompleteDesign."""
    if design.name != OWN:
        return None
    for name, key in design.files:
        if key not in art:
            raise IncompleteDesign(
                _l(
                    "The file “%(name)s” of this design is missing in the storage: restore it from a backup (%(key)s).",
                    name=name,
                    key=key,
                )
            )
    found = {name: art[key] for name, key in design.files}
    drawn = {name: content for name, content in found.items() if name.startswith(ART_FOLDER)}
    return OwnFiles(found[PAGE].decode(), found.get(STYLE, b"").decode(), drawn)


def heading_of(facts: CertificateFacts) -> BilingualText:
    own, usual = design_of(facts).texts.heading, TITLES[facts.kind]
    return BilingualText(own.zh or usual.zh, own.en or usual.en)


def filled_page(page: str, values: Mapping[str, str], parts: dict[str, str]) -> str:
    """`page` is a `body` element; values are escaped, parts are markup of ours."""
    known = {name: str(escape(value)) for name, value in values.items()} | parts
    return IN_BRACES.sub(lambda found: known.get(found[1], found[0]), HEAD + page + "</html>")


def values_of(facts: CertificateFacts) -> dict[str, str]:
    """Every fact that a page may print by itself, by name."""
    title, minutes = heading_of(facts), facts.minutes_per_class_hour
    texts = {
        "title": title,
        "wording": facts.wording,
        "statement": facts.statement,
        "program": facts.program_title,
        "cohort": facts.cohort_title,
        "organization": facts.holder_detail,
        "award_date": BilingualText(chinese_date(facts.award_date), english_date(facts.award_date)),
        "hours": BilingualText(
            hours_in_chinese(facts.class_hours, minutes), hours_in_english(facts.class_hours, minutes)
        ),
        "reason": facts.reason,
        "office": facts.office,
        "term": placeholder_values(facts, "term"),
    }
    both = {f"{name}_{tag}": getattr(text, tag) or "" for name, text in texts.items() for tag in ("zh", "en")}
    plain = {"name_zh": facts.name_zh or "", "name_latin": facts.name_latin or "", "serial": facts.serial}
    return both | plain | {"code": facts.code, "address": facts.short_address}
