"""The texts of one question while it is being read: sanitised, in their language, their pictures taken out."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.interchange.two_languages import parted
from cgtraining.questions.rich_text import clean, clean_text, from_plain

EMBEDDED = re.compile(r"""src\s*=\s*(["']?)data:image/(png|jpeg|jpg|gif|webp);base64,([A-Za-z0-9+/=\s]+)\1""", re.I)
LEFT_OUT = (
    (re.compile(r"<script\b|\son\w+\s*=|javascript:", re.I), _l("A script in it was left out.")),
    (re.compile(r"<(?:audio|video|iframe|object|embed|applet)\b", re.I), _l("A sound, film or frame was left out.")),
    (
        re.compile(r"<img\b[^>]*\bsrc\s*=\s*(?![\"']?(?:file:|data:))", re.I),
        _l("A picture that is not in the file was left out."),
    ),
    (re.compile(r"<a\b[^>]*\bhref\s*=", re.I), _l("Links were left out; their words stay.")),
)


@dataclass
class Texts:
    language: Language | None
    pictures: dict[str, bytes] = field(default_factory=dict)
    losses: list[object] = field(default_factory=list)

    def from_html(self, html: str | None) -> BilingualText:
        if not html:
            return BilingualText()
        own = EMBEDDED.sub(self._taken_out, html)
        for pattern, sentence in LEFT_OUT:
            if pattern.search(own):
                self.lose(sentence)
        text = parted(own, self.language)
        return BilingualText(clean(text.zh, source="file"), clean(text.en, source="file"))

    def from_plain(self, text: str) -> BilingualText:
        return clean_text(parted(from_plain(text), self.language))

    def lose(self, sentence: object) -> None:
        if sentence not in self.losses:
            self.losses.append(sentence)

    def _taken_out(self, found: re.Match[str]) -> str:
        try:
            content = base64.b64decode("".join(found[3].split()), validate=True)
        except binascii.Error:
            return 'src="unreadable"'
        name = picture_name(content, found[2].lower())
        self.pictures[name] = content
        return f'src="file:{name}"'


def picture_name(content: bytes, ending: str) -> str:
    """The same for the same picture, so that a text can refer to it."""
    return f"{hashlib.sha256(content).hexdigest()[:16]}.{'jpg' if ending == 'jpeg' else ending}"


def language_of(text: str) -> Language | None:
    """Of a whole question: an option 'GDP' in a Chinese one is Chinese. None where marks of languages stand in it."""
    if "multilang" in text or "{mlang" in text or "lang=" in text:
        return None
    return "zh" if any("\u3400" <= sign <= "\u9fff" for sign in text) else "en"
