"""The kinds of questions."""

import enum

from flask_babel import lazy_gettext as _l


class QuestionKind(enum.Enum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    MATCHING = "matching"
    ORDERING = "ordering"
    NUMERICAL = "numerical"
    SHORT_TEXT = "short_text"
    CLOZE = "cloze"
    ESSAY = "essay"
    FILE_UPLOAD = "file_upload"
    LIKERT = "likert"
    MATRIX = "matrix"

    @property
    def label(self) -> object:
        return LABELS[self]


LABELS = {
    QuestionKind.SINGLE: _l("Single choice"),
    QuestionKind.MULTIPLE: _l("Multiple choice"),
    QuestionKind.TRUE_FALSE: _l("True or false"),
    QuestionKind.MATCHING: _l("Matching"),
    QuestionKind.ORDERING: _l("Ordering"),
    QuestionKind.NUMERICAL: _l("Numerical"),
    QuestionKind.SHORT_TEXT: _l("Short answer"),
    QuestionKind.CLOZE: _l("Cloze"),
    QuestionKind.ESSAY: _l("Essay"),
    QuestionKind.FILE_UPLOAD: _l("File upload"),
    QuestionKind.LIKERT: _l("Rating scale"),
    QuestionKind.MATRIX: _l("Matrix"),
}


class Difficulty(enum.Enum):
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @property
    def label(self) -> object:
        return {
            Difficulty.EASY: _l("Easy"),
            Difficulty.MEDIUM: _l("Of medium difficulty"),
            Difficulty.HARD: _l("Hard"),
        }[self]
