"""Keys for parts that have none in their file."""

import re

from cgtraining.errors import RuleBroken
from cgtraining.questions.interchange.refusals import TOO_LONG

MOST_KEYS = 300  # more than any question has, before anybody spends time on them
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def letters(count: int) -> list[str]:
    """a, b, … z, a2, b2, …"""
    return [LETTERS[place % 26] + (str(place // 26 + 1) if place >= 26 else "") for place in range(count)]


def numbered(beginning: str, count: int) -> list[str]:
    return [f"{beginning}{place}" for place in range(1, count + 1)]


def own_key(identifier: str, taken: set[str]) -> str:
    """An identifier of others as a key of ours, unlike those that are taken; it is added to them.

    Identifiers that may not begin with a digit have an x before it, which is left out.
    """
    if len(taken) > MOST_KEYS:
        raise RuleBroken(TOO_LONG)
    key = re.sub(r"^x(?=[0-9.-])|[^A-Za-z0-9_.-]", lambda found: "" if found[0] == "x" else "_", identifier)[:34] or "x"
    own, number = key, 1
    while own in taken:
        number += 1
        own = f"{key}-{number}"
    taken.add(own)
    return own
