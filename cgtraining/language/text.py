"""Two languages as data: a text that is written in Chinese, in English, or in both."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True)
class BilingualText:
    """One text in both languages; the composite of the columns `x_zh` and `x_en`.

    Truthy when at least one language is present. Reading prefers the wanted language and falls back to the
    other one; `is_missing` says whether that happened, so that a page can mark it (the `bilingual` macro does).
    """

    zh: str | None = None
    en: str | None = None

    def in_language(self, language: Language) -> str:
        wanted, other = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return wanted or other or ""

    def is_missing(self, language: Language) -> bool:
        return not (self.zh if language == "zh" else self.en)

    def language_shown(self, language: Language) -> Language:
        """The language of the text that `in_language` returns, for its `lang` attribute."""
        if not self.is_missing(language):
            return language
        return "en" if language == "zh" else "zh"

    def __bool__(self) -> bool:
        return bool(self.zh or self.en)
