"""What the product says in a language, by its English text, so that one journey is walked in both."""

from functools import cache
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from cgtraining.config import resource_folder

CATALOGUE = "zh_Hans_CN/LC_MESSAGES/messages.po"


class Words:
    """`say("Register")` is 点名册 or Register; a text that the product does not know is a mistake of the test."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, text: str, **values: Any) -> str:
        found = self._translated(text) if self.language == "zh" else text
        return found % values if values or "%%" in found else found

    def many(self, one: str, several: str, number: int) -> str:
        found: Any = self._translated(one) if self.language == "zh" else (one if number == 1 else several)
        return str(found % {"num": number})

    def _translated(self, text: str) -> str:
        message = _catalogue().get(text)
        assert message is not None, f"the product has no text {text!r}"
        found: Any = message.string
        return str(found[0] if isinstance(found, tuple) else found)


@cache
def _catalogue() -> Catalog:
    with (resource_folder("translations") / CATALOGUE).open("rb") as file:
        return read_po(file)
