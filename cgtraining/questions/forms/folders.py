"""What is entered about a folder."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import Length

from cgtraining.language.choosing import language
from cgtraining.language.text import BilingualText
from cgtraining.questions.tree import Branch
from cgtraining.web.fields import choices_as_written, tidy

TOP = "0"
INDENT = "\u2003"


class FolderForm(FlaskForm):
    version = HiddenField()
    title_zh = StringField(_l("Name of the folder"), filters=[tidy], validators=[Length(max=200)])
    title_en = StringField(_l("Name in English"), filters=[tidy], validators=[Length(max=200)])
    parent = SelectField(_l("Where it lies"))

    def offer(self, branches: Sequence[Branch], top: str) -> None:
        self.parent.choices = folder_choices(branches, top)

    @property
    def title(self) -> BilingualText:
        return BilingualText(self.title_zh.data, self.title_en.data)


def folder_choices(branches: Sequence[Branch], top: str) -> list[object]:
    said = [(str(one.folder.id), INDENT * one.depth + one.folder.title.in_language(language())) for one in branches]
    return list(choices_as_written([(TOP, top), *said]))
