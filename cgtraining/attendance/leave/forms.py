"""Asking for leave: by days, by times, or by sessions that one chooses; and what is written to a decision."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    DateField,
    DateTimeLocalField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
    ValidationError,
    widgets,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from cgtraining.attendance.leave.asking import LeaveValues
from cgtraining.attendance.leave.spans import NOON, Span, joined, moment_at, morning, night
from cgtraining.attendance.models import ClassSession, Leave, LeaveKind
from cgtraining.language.formatting import format_date, format_time
from cgtraining.web.fields import choices, tidy
from cgtraining.web.numbers import row_number_or_none

DAYS, SESSIONS = "days", "sessions"
WHOLE, HALF, TIME = "whole", "noon", "time"
MINUTES = "%Y-%m-%dT%H:%M"
NEEDED = DataRequired(_l("Please fill this in."))


class LeaveForm(FlaskForm):
    version = HiddenField()
    kind = RadioField(
        _l("Kind of leave"),
        [InputRequired(_l("Choose the kind of leave."))],
        choices=choices((kind.value, kind.label) for kind in LeaveKind),
    )
    by = RadioField(
        _l("Away"),
        choices=[
            SelectChoice(DAYS, _l("For days or hours")),
            SelectChoice(SESSIONS, _l("From single sessions")),
        ],
        default=DAYS,
    )
    from_day = DateField(_l("First day"), [Optional()])
    from_part = SelectField(
        _l("Starts"),
        choices=[
            SelectChoice(WHOLE, _l("the morning")),
            SelectChoice(HALF, _l("noon")),
            SelectChoice(TIME, _l("a time")),
        ],
    )
    from_time = TimeField(_l("From this time"), [Optional()])
    to_day = DateField(_l("Last day"), [Optional()])
    to_part = SelectField(
        _l("Ends"),
        choices=[
            SelectChoice(WHOLE, _l("the evening")),
            SelectChoice(HALF, _l("noon")),
            SelectChoice(TIME, _l("a time")),
        ],
    )
    to_time = TimeField(_l("Until this time"), [Optional()])
    sessions = SelectMultipleField(
        _l("Sessions"),
        coerce=row_number_or_none,
        widget=widgets.ListWidget(prefix_label=False),
        option_widget=widgets.CheckboxInput(),
    )
    reason = TextAreaField(
        _l("Reason"),
        [NEEDED, Length(max=1000)],
        filters=[tidy],
        description=_l("Only you and those who decide read it."),
    )
    file = FileField(_l("Attachment"), description=_l("PDF, JPG or PNG, at most 10 MB: a certificate, a summons."))
    entered_note = StringField(
        _l("How the request came"),
        [Length(max=200)],
        filters=[tidy],
        description=_l("For example: by telephone on Monday morning."),
    )

    def offer(self, sessions: Sequence[ClassSession], reader: str) -> None:
        """The sessions to choose from, as the reader's language writes them."""
        self.offered = {session.id: session for session in sessions}
        self.sessions.choices = [SelectChoice(one.id, session_label(one, reader)) for one in sessions]

    def show(self, leave: Leave) -> None:
        """Fill it with what was asked for."""
        zone = ZoneInfo(leave.enrolment.cohort.timezone)
        start, end = leave.starts_at.astimezone(zone), leave.ends_at.astimezone(zone)
        self.version.data, self.kind.data, self.reason.data = leave.version, leave.kind.value, leave.reason
        self.entered_note.data = leave.entered_note
        self.by.data, self.sessions.data = DAYS, []
        if len(leave.spans) > 1:
            self.by.data = SESSIONS
            self.sessions.data = [one.id for one in self.offered.values() if _is_within(one, leave.spans)]
        self.from_day.data, self.from_part.data, self.from_time.data = _shown_start(start)
        self.to_day.data, self.to_part.data, self.to_time.data = _shown_end(end)

    def validate_by(self, field: RadioField) -> None:
        if field.data == DAYS and self.from_day.data is None:
            raise ValidationError(_l("Give the first day."))
        if field.data == SESSIONS and not self.sessions.data:
            raise ValidationError(_l("Choose at least one session."))

    def validate_from_part(self, field: SelectField) -> None:
        _require_time(self, field, self.from_time)

    def validate_to_part(self, field: SelectField) -> None:
        _require_time(self, field, self.to_time)

    def spans(self, timezone: str) -> tuple[Span, ...]:
        """The time away; without a last day it is one day."""
        if self.by.data == SESSIONS:
            chosen = [self.offered[number] for number in self.sessions.data or [] if number in self.offered]
            return joined(Span(one.starts_at, one.ends_at) for one in chosen)
        zone, first = ZoneInfo(timezone), self.from_day.data
        if first is None:
            return ()
        start = _moment(first, self.from_part.data, self.from_time.data, zone, starts=True)
        end = _moment(self.to_day.data or first, self.to_part.data, self.to_time.data, zone, starts=False)
        return (Span(start, end),) if start < end else ()

    def values(self, timezone: str, *, by_staff: bool) -> LeaveValues:
        kind = LeaveKind(self.kind.data)
        note = self.entered_note.data if by_staff else None
        return LeaveValues(kind=kind, spans=self.spans(timezone), reason=self.reason.data, entered_note=note)


class DecisionForm(FlaskForm):
    version = HiddenField()
    text = TextAreaField(
        _l("Note to the trainee"),
        [Length(max=1000)],
        filters=[tidy],
        description=_l("A refusal needs its reason. Only the trainee and those who decide read it."),
    )


class ReturnForm(FlaskForm):
    at = DateTimeLocalField(
        _l("Back since"),
        [InputRequired(_l("Give the day and the time."))],
        format=MINUTES,
        description=_l("Earlier than planned ends the leave then: the sessions after it are expected again."),
    )

    def moment(self, timezone: str) -> datetime:
        local: datetime = self.at.data
        return local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)


class EndForm(FlaskForm):
    """Shorten approved leave to `ends`, or withdraw the approval where that is empty."""

    ends = DateTimeLocalField(
        _l("New end"),
        [Optional()],
        format=MINUTES,
        description=_l("Leave it empty to withdraw the approval altogether."),
    )
    text = TextAreaField(_l("Reason"), [NEEDED, Length(max=1000)], filters=[tidy])

    def moment(self, timezone: str) -> datetime | None:
        local: datetime | None = self.ends.data
        return local.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC) if local else None


def session_label(session: ClassSession, reader: str) -> str:
    zone = session.cohort.timezone
    times = f"{format_time(session.starts_at, zone)}–{format_time(session.ends_at, zone)}"
    title = session.title.in_language("zh" if reader == "zh" else "en")
    return f"{format_date(session.day, weekday=True)} {times} {title}"


def _require_time(form: LeaveForm, part: SelectField, given: TimeField) -> None:
    if form.by.data == DAYS and part.data == TIME and given.data is None:
        raise ValidationError(_l("Give the time."))


def _moment(day: date, part: str, given: time | None, zone: ZoneInfo, *, starts: bool) -> datetime:
    if part == TIME and given is not None:
        return moment_at(day, given, zone)
    if part == HALF:
        return moment_at(day, NOON, zone)
    return morning(day, zone) if starts else night(day, zone)


def _shown_start(local: datetime) -> tuple[date, str, time | None]:
    part = {time(0): WHOLE, NOON: HALF}.get(local.time(), TIME)
    return local.date(), part, local.time() if part == TIME else None


def _shown_end(local: datetime) -> tuple[date, str, time | None]:
    """Midnight is the evening of the day before."""
    if local.time() == time(0):
        return date.fromordinal(local.toordinal() - 1), WHOLE, None
    return local.date(), HALF if local.time() == NOON else TIME, None if local.time() == NOON else local.time()


def _is_within(session: ClassSession, spans: Sequence[Span]) -> bool:
    return any(span.start <= session.starts_at and session.ends_at <= span.end for span in spans)
