"""Saving a form that may carry a file: it travels first, outside any transaction, and is not kept if a rule refuses."""

from collections.abc import Callable
from typing import TypeVar

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.file import FileField

from cgtraining import storage
from cgtraining.attendance.attached import sent_file, store_attached
from cgtraining.database import Versioned, db
from cgtraining.errors import RuleBroken
from cgtraining.web.saving import save

Result = TypeVar("Result")


def save_with_file(
    form: FlaskForm, field: FileField, operation: Callable[[str], Result], record: Versioned | None = None
) -> Result | None:
    """`operation` gets the key of the stored file, or an empty text where none was sent."""
    file, key = sent_file(field.data), ""
    if file is not None:
        db.session.rollback()
        try:
            key = store_attached(file.read())
        except RuleBroken as refusal:
            field.errors = [str(refusal)]
            return None
    saved = save(form, lambda: operation(key), record)
    if saved is None and key:
        storage.delete_file(key)
        field.errors = [_("Choose the file again: it is not kept, since the form was not saved.")]
    return saved
