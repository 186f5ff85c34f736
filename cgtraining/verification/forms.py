"""What a stranger enters: a code, or the file."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import StringField
from wtforms.validators import Length, ValidationError


class AskForm(FlaskForm):
    code = StringField(_l("Verification code"), validators=[Length(max=60)])
    file = FileField(_l("Or the PDF file of the certificate"))

    @property
    def has_file(self) -> bool:
        return isinstance(self.file.data, FileStorage) and bool(self.file.data.filename)

    def content(self) -> bytes:
        content: bytes = self.file.data.read()
        return content

    def validate_code(self, field: StringField) -> None:
        if not (field.data or "").strip() and not self.has_file:
            raise ValidationError(_l("Type the code on the certificate, or choose its PDF file."))
