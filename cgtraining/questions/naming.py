"""What a question is called: by its name, else by its beginning in the reader's language."""

from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.models import Question, QuestionVersion
from cgtraining.questions.rich_text import plain

LONGEST = 60


def beginning(text: BilingualText, language: Language = "zh") -> str:
    words = plain(text.in_language(language)).replace("\n", " ")
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def name_in(question: Question, version: QuestionVersion, language: Language) -> str:
    """A name that somebody gave stays as it is; `version` is the newest one."""
    text = BilingualText(**version.stored["text"])
    return beginning(text, language) if question.name == beginning(text) else question.name
