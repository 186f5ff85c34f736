"""Words of the program in both languages at once, for pages whose reader changes the language without a new page."""

from collections.abc import Mapping

from cgtraining.language.choosing import in_language
from cgtraining.language.text import BilingualText


def in_both_languages(words: Mapping[str, object]) -> dict[str, BilingualText]:
    """Lazy texts as `BilingualText`, by the same names."""
    with in_language("zh"):
        chinese = {name: str(text) for name, text in words.items()}
    with in_language("en"):
        english = {name: str(text) for name, text in words.items()}
    return {name: BilingualText(chinese[name], english[name]) for name in words}
