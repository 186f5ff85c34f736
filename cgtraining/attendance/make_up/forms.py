"""Arranging a make-up, handing in, and deciding."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from cgtraining.attendance.leave.forms import session_label
from cgtraining.attendance.make_up.operations import MakeUpValues
from cgtraining.attendance.models import ClassSession
from cgtraining.web.fields import choices, tidy
from cgtraining.web.numbers import row_number_or_none

SESSION, TASK = "session", "task"


class MakeUpForm(FlaskForm):
    by = RadioField(
        _l("Made up by"), choices=choices([(SESSION, _l("Another session")), (TASK, _l("A task"))]), default=TASK
    )
    other = SelectField(_l("Session of the same unit"), coerce=row_number_or_none)
    task = TextAreaField(_l("Task"), [Length(max=2000)], filters=[tidy])
    due_on = DateField(_l("Hand in by"), [Optional()])

    def offer(self, sessions: Sequence[ClassSession], own_cohort_id: int, reader: str) -> None:
        """Sessions of another cohort carry its code."""
        self.offered = {one.id: one for one in sessions}
        self.other.choices = [
            SelectChoice("", _l("Choose a session")),
            *(SelectChoice(one.id, _label(one, own_cohort_id, reader)) for one in sessions),
        ]

    def validate_by(self, field: RadioField) -> None:
        if field.data == SESSION and self.other.data not in self.offered:
            raise ValidationError(_l("Choose the session."))
        if field.data == TASK and not self.task.data:
            raise ValidationError(_l("Write the task."))

    def values(self) -> MakeUpValues:
        if self.by.data == SESSION:
            return MakeUpValues(other=self.offered[self.other.data])
        return MakeUpValues(task=self.task.data, due_on=self.due_on.data)


class HandInForm(FlaskForm):
    note = TextAreaField(_l("What was done"), [Length(max=5000)], filters=[tidy])
    file = FileField(_l("File"), description=_l("PDF, JPG or PNG, at most 10 MB."))


class MakeUpDecisionForm(FlaskForm):
    version = HiddenField()
    note = TextAreaField(_l("Note to the trainee"), [Length(max=1000)], filters=[tidy])


def _label(session: ClassSession, own_cohort_id: int, reader: str) -> str:
    label = session_label(session, reader)
    return label if session.cohort_id == own_cohort_id else f"{label} · {session.cohort.code}"
