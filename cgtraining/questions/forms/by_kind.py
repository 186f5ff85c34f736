"""The form of each kind: an empty one, one of a question, and one whose rows were changed."""

from typing import Any

from cgtraining.questions.content import Content
from cgtraining.questions.forms.answers import NumericalForm, ShortTextForm
from cgtraining.questions.forms.by_hand import EssayForm, FileUploadForm
from cgtraining.questions.forms.choices import MultipleForm, SingleForm, TrueFalseForm
from cgtraining.questions.forms.gaps import ClozeForm, with_gaps_of_the_text
from cgtraining.questions.forms.opinions import LikertForm, MatrixForm, ready_scale
from cgtraining.questions.forms.pairs import MatchingForm, OrderingForm
from cgtraining.questions.forms.parts import QuestionForm
from cgtraining.questions.forms.rows import changed_rows
from cgtraining.questions.kinds import QuestionKind

FORMS: dict[QuestionKind, type[QuestionForm]] = {
    QuestionKind.SINGLE: SingleForm,
    QuestionKind.MULTIPLE: MultipleForm,
    QuestionKind.TRUE_FALSE: TrueFalseForm,
    QuestionKind.MATCHING: MatchingForm,
    QuestionKind.ORDERING: OrderingForm,
    QuestionKind.NUMERICAL: NumericalForm,
    QuestionKind.SHORT_TEXT: ShortTextForm,
    QuestionKind.CLOZE: ClozeForm,
    QuestionKind.ESSAY: EssayForm,
    QuestionKind.FILE_UPLOAD: FileUploadForm,
    QuestionKind.LIKERT: LikertForm,
    QuestionKind.MATRIX: MatrixForm,
}
GAPS, SCALE = "gaps read", "scale ready "
OPINIONS = (QuestionKind.LIKERT,)


def first_data(kind: QuestionKind) -> dict[str, Any]:
    """As many empty rows as most questions of the kind need."""
    letters = [{"key": letter} for letter in "abcdef"]
    rows: dict[QuestionKind, dict[str, Any]] = {
        QuestionKind.SINGLE: {"options": letters[:4], "shuffle": True},
        QuestionKind.MULTIPLE: {"options": letters[:5], "shuffle": True},
        QuestionKind.MATCHING: {"pairs": letters[:3], "distractors": [], "shuffle": True},
        QuestionKind.ORDERING: {"entries": letters[:4]},
        QuestionKind.NUMERICAL: {"numbers": letters[:1], "units": []},
        QuestionKind.SHORT_TEXT: {"accepted": letters[:2], "any_case": True, "any_width": True},
        QuestionKind.FILE_UPLOAD: {"most_files": "1", "most_megabytes": "10"},
        QuestionKind.LIKERT: {"scale": ready_scale("agree")},
        QuestionKind.MATRIX: {"columns": letters[:3], "rows_": letters[:3]},
    }
    return {**rows.get(kind, {}), "points": "0" if kind in OPINIONS else "1"}


def data_of(content: Content) -> dict[str, Any]:
    return FORMS[QuestionKind(content.kind)].data_of(content)


def content_of(form: QuestionForm) -> Content:
    """Of a form that was validated."""
    return form.content_of(form.data)


def rearranged(form: QuestionForm, command: str) -> dict[str, Any]:
    """The form's data after one of its row buttons; everything else stays as it was typed."""
    data: dict[str, Any] = dict(form.data)
    if command == GAPS:
        return with_gaps_of_the_text(data)
    if command.startswith(SCALE):
        return data | {"scale": ready_scale(command.removeprefix(SCALE))}
    return changed_rows(data, command)
