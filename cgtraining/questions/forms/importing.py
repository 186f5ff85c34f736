"""What is to be imported into a bank: files, or what was pasted."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, MultipleFileField, SelectField, TextAreaField

from cgtraining.language.text import Language
from cgtraining.questions.forms.folders import TOP
from cgtraining.web.fields import choices, choices_as_written

ENDINGS = ".docx,.txt,.gift,.xml,.zip,.xlsx,.xls,.ods,.csv"
EITHER = _l("Choose files, or paste the questions.")


class QuestionImportForm(FlaskForm):
    """The content decides what a file is; its name only helps the file dialog."""

    files = MultipleFileField(_l("Files"), render_kw={"accept": ENDINGS})
    text = TextAreaField(_l("Or paste the questions here"), render_kw={"rows": 10})
    folder = SelectField(_l("Folder of the bank"), default=TOP)
    keeps_folders = BooleanField(_l("Keep the folders that the files name, within this one"), default=True)
    language = SelectField(_l("Language of files that have one only"), default="")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        as_it_is = choices([("", _l("As each question is written"))])
        self.language.choices = [*as_it_is, *choices_as_written([("zh", "中文"), ("en", "English")])]

    @property
    def chosen(self) -> list[Any]:
        """A browser sends a nameless file where none was chosen."""
        return [file for file in self.files.data or () if getattr(file, "filename", "")]

    @property
    def written_in(self) -> Language | None:
        return {"zh": "zh", "en": "en"}.get(self.language.data or "")  # type: ignore[return-value]

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators=extra_validators):
            return False
        if self.chosen or (self.text.data or "").strip():
            return True
        self.files.errors = [*self.files.errors, str(EITHER)]
        return False
