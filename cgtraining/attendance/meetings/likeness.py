"""Whether two Chinese names are alike enough to be shown beside each other; never enough to take one for the other."""

from functools import lru_cache

from cgtraining.attendance.meetings.names import key_of, latin_keys
from cgtraining.language.names import suggest_latin

SHORTEST_INSIDE = 2


def alike(said: str, name_zh: str) -> bool:
    """One holds the other, they sound the same, or of three characters at least all but one are the same."""
    name = key_of(name_zh)
    if name in said or (len(said) >= SHORTEST_INSIDE and said in name):
        return True
    if len(said) == len(name) and len(name) > 2 and sum(a != b for a, b in zip(said, name, strict=True)) == 1:
        return True
    return len(said) == len(name) and sounds_of(said) == sounds_of(name) != frozenset()


@lru_cache(maxsize=8192)
def sounds_of(name_zh: str) -> frozenset[str]:
    """As it may be typed without Chinese characters."""
    return latin_keys(suggest_latin(name_zh) or "")
