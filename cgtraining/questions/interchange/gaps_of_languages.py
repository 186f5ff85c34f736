"""Gaps in a text of two languages: formats of one language have them twice, ours has each in both."""

import re
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from cgtraining.errors import RuleBroken
from cgtraining.language.text import BilingualText
from cgtraining.questions.content import Gap
from cgtraining.questions.interchange.foreign_texts import Taken
from cgtraining.questions.interchange.keys import numbered

MARK = re.compile(r"\[\[([A-Za-z0-9_.-]{1,40})\]\]")


def mark(key: str) -> str:
    return f"[[{key}]]"


def marks_apart_from(html: str, count: int) -> list[str]:
    """Keys whose marks do not stand in the text already: 1, 2, … or, if one of them does, gap1, gap2, …"""
    standing = set(MARK.findall(html))
    beginning = ""
    while standing & set(numbered(beginning, count)):
        beginning += "g"
    return numbered(beginning, count)


def gaps_of_one_language(text: BilingualText, gaps: Sequence[Gap], taken: Taken) -> tuple[BilingualText, Sequence[Gap]]:
    """The text with the same gaps in both languages: where each language has its own, those of the Chinese text."""
    if not (text.zh and text.en):
        return text, gaps
    zh, en = MARK.findall(text.zh), MARK.findall(text.en)
    known = {gap.key for gap in gaps}
    zh, en = [key for key in zh if key in known], [key for key in en if key in known]
    if sorted(zh) == sorted(en):
        return text, gaps
    if len(zh) != len(en) or set(zh) & set(en):
        raise RuleBroken(_l("Its text has other gaps in Chinese than in English."))
    taken.lose(_l("The gaps of the Chinese text were taken; those of the English text are held to be the same."))
    renamed = dict(zip(en, zh, strict=True))
    english = MARK.sub(lambda found: mark(renamed.get(found[1], str(found[1]))), text.en)
    return BilingualText(text.zh, english), [gap for gap in gaps if gap.key in zh]
