"""What reading a file of questions gives: one entry for each question that stands in it, taken or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from cgtraining.language.text import BilingualText, Language
from cgtraining.questions.content import Content
from cgtraining.questions.kinds import Difficulty


@dataclass(frozen=True)
class QuestionRead:
    """`where` tells the question in its file ('Line 12', lazily translated); `losses` are whole sentences on what could
    not be taken along; with `refusal`, a whole sentence, nothing is taken and there is no content.

    Texts in `content` are sanitised; their pictures are `<img src="file:NAME">` for each NAME of `pictures`.
    `folder` is a path of titles from the top; `competencies` are codes or titles as the file writes them.
    """

    where: object
    name: str = ""
    content: Content | None = None
    losses: Sequence[object] = ()
    refusal: object | None = None
    points: Decimal | None = None
    difficulty: Difficulty | None = None
    folder: Sequence[str] = ()
    competencies: Sequence[str] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)


def in_language(text: str | None, language: Language | None) -> BilingualText:
    """A text of a file that knows one language only: in `language`, or in Chinese if there is any Han in it."""
    if not text:
        return BilingualText()
    if language is None:
        language = "zh" if any("\u3400" <= sign <= "\u9fff" for sign in text) else "en"
    return BilingualText(zh=text) if language == "zh" else BilingualText(en=text)
