"""How a question is filed, in its form."""

from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from cgtraining.language.choosing import language
from cgtraining.programs.models import Program
from cgtraining.programs.queries import competency_by_id
from cgtraining.questions.content import Content
from cgtraining.questions.forms.folders import TOP, folder_choices
from cgtraining.questions.forms.numbers import read_number, typed_number
from cgtraining.questions.forms.parts import QuestionForm
from cgtraining.questions.kinds import Difficulty
from cgtraining.questions.models import Question
from cgtraining.questions.naming import beginning
from cgtraining.questions.operations.questions import Filing
from cgtraining.questions.queries import folder_by_id, folders_of
from cgtraining.questions.tree import branches
from cgtraining.web.fields import choices_as_written


def offer_places(form: QuestionForm, program: Program) -> None:
    form.folder.choices = folder_choices(branches(folders_of(program), {}), _("In no folder"))
    known = [(one.id, f"{one.code} {one.title.in_language(language())}") for one in program.competencies]
    form.competencies.choices = choices_as_written(known)


def filing_of(form: QuestionForm) -> Filing:
    found = [competency_by_id(int(number)) for number in form.competencies.data or ()]
    return Filing(
        name=form.name.data or "",
        folder=None if form.folder.data == TOP else folder_by_id(int(form.folder.data)),
        points=read_number(form.points.data) or Decimal(0),
        difficulty=Difficulty(form.difficulty.data) if form.difficulty.data else None,
        competencies=[one for one in found if one],
    )


def filing_data(question: Question, content: Content) -> dict[str, Any]:
    """A name that is the beginning of the question follows the question."""
    return {
        "name": "" if question.name == beginning(content.text) else question.name,
        "folder": str(question.folder_id or TOP),
        "points": typed_number(question.points.normalize()),
        "difficulty": question.difficulty.value if question.difficulty else "",
        "competencies": [str(one.id) for one in question.competencies],
    }
