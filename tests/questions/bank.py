"""Questions for tests."""

from decimal import Decimal

from cgtraining.language.text import BilingualText
from cgtraining.programs.models import Program
from cgtraining.questions.content import Choice, Content, Option
from cgtraining.questions.models import Question
from cgtraining.questions.operations.questions import Filing, add_question
from tests import factories

ASKED = BilingualText("谁召集居民议事会？", "Who convenes the council?")


def single(text: BilingualText = ASKED) -> Choice:
    return Choice(
        kind="single",
        text=text,
        options=(
            Option(key="a", text=BilingualText("居委会", "The committee"), share=Decimal(1)),
            Option(key="b", text=BilingualText("物业", "The property manager")),
        ),
    )


def question(program: Program | None = None, content: Content | None = None, **filing: object) -> Question:
    return add_question(
        program=program or factories.program(),
        content=content or single(),
        filing=Filing(**filing),  # type: ignore[arg-type]
        actor=None,
    )
