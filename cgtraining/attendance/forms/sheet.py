"""The pages of a signed sheet that are added to it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileRequired, MultipleFileField

TAKEN = "image/jpeg,image/png,application/pdf"  # named one by one, so that an iPhone sends JPG instead of HEIC


class SheetPhotoForm(FlaskForm):
    files = MultipleFileField(
        _l("Photos or scan of the signed sheet"),
        [FileRequired(_l("Choose one or more files."))],
        render_kw={"accept": TAKEN},
    )
