"""The files of an import, read before anything is kept; each that cannot be used has its own sentence."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from cgtraining.errors import ManyRulesBroken, UnusableFile
from cgtraining.language.text import Language
from cgtraining.questions.interchange.detecting import FileRead, read_file

PASTED = _l("Pasted text")
MOST_QUESTIONS = 5_000
Source = tuple[str, bytes]


def read_sources(sources: Sequence[Source], language: Language | None) -> list[FileRead]:
    """Raises ManyRulesBroken, if one of them cannot be used."""
    files, sentences = [], []
    for name, content in sources:
        try:
            files.append(read_file(content, name, language))
        except UnusableFile as refusal:
            sentences.append(_("%(file)s: %(sentence)s", file=name, sentence=refusal.sentence))
    if sum(len(file.questions) for file in files) > MOST_QUESTIONS:
        sentences.append(
            _("These are more than %(most)s questions. Import them in several parts.", most=f"{MOST_QUESTIONS:,}")
        )
    if sentences:
        raise ManyRulesBroken(sentences)
    return files
