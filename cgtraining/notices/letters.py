"""What a reminder says, in the language of the present reader: the office's own text, or what is usual."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import Cohort
from cgtraining.config import settings
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_date, format_datetime
from cgtraining.language.names import display_name
from cgtraining.notices.models import Reminder, ReminderKind, ReminderText
from cgtraining.notices.wording import filled

Written = tuple[str, str]
INSTANT = timedelta(microseconds=1)


def letter_to(reminder: Reminder, own: ReminderText | None) -> Written:
    return letter(reminder.kind, _values(reminder), own)


def letter(kind: ReminderKind, values: dict[str, str], own: ReminderText | None) -> Written:
    """Subject and body; each is the own one where it is written in this language."""
    subject, body = usual(kind)
    if own is not None:
        subject = (own.subject_zh if language() == "zh" else own.subject_en) or subject
        body = (own.body_zh if language() == "zh" else own.body_en) or body
    return filled(subject, values), filled(body, values)


def usual(kind: ReminderKind) -> Written:
    """With names in braces. Without the address of a video meeting: a message may pass through other hands."""
    return {
        ReminderKind.BEFORE_SESSION: _before_session,
        ReminderKind.AFTER_ABSENCE: _after_absence,
        ReminderKind.DEADLINE_NEAR: _task_due,
        ReminderKind.ITEM_DUE: _item_due,
        ReminderKind.REPLY_DUE: _reply_due,
    }[kind]()


def _before_session() -> Written:
    return _("Reminder: “{session}”, {when}"), _(
        "Dear {name},\n\n“{session}” begins at {when}.\nPlace: {place}\nIf you cannot come, please ask for leave "
        "beforehand."
    )


def _after_absence() -> Written:
    return _("We missed you at “{session}”"), _(
        "Dear {name},\n\nyou were entered as absent from “{session}” ({when}). If that is a mistake, or you had a "
        "reason, tell your class teacher or ask for leave afterwards. Sign in to see your attendance."
    )


def _task_due() -> Written:
    return _("Your make-up task for “{session}” is due on {last_day}"), _(
        "Dear {name},\n\nyour task to make up for “{session}” is to be handed in by {last_day}. Sign in to read the "
        "task and to hand it in."
    )


def _item_due() -> Written:
    return _("“{item}” is due on {last_day}"), _(
        "Dear {name},\n\n“{item}” of {cohort} is due on {last_day}, and we have nothing from you yet. If you have "
        "handed it in elsewhere, you need not do anything."
    )


def _reply_due() -> Written:
    return _("Please reply by {last_day}: how you travel, eat and stay"), _(
        "Dear {name},\n\nyour reply slip for {cohort} is due on {last_day}. Sign in to say whether you come, when you "
        "arrive, what you eat and where you sleep; it takes two minutes."
    )


def example_values(name: str, cohort: Cohort, session: ClassSession | None) -> dict[str, str]:
    """Of today, to show the office what its letters look like."""
    own = {"name": name, "item": _("Field report"), "last_day": format_date(clock.today(cohort.timezone), weekday=True)}
    planned = _of_session(session) if session else {"session": _("Opening"), "when": format_datetime(clock.now())}
    return own | _of_cohort(cohort) | planned


def _values(reminder: Reminder) -> dict[str, str]:
    cohort = reminder.enrolment.cohort
    last_day = (reminder.about_at - INSTANT).astimezone(ZoneInfo(cohort.timezone))
    own = {"name": display_name(reminder.enrolment.person, language()), "last_day": format_date(last_day, weekday=True)}
    if reminder.item is not None:
        own["item"] = reminder.item.title.in_language(language())
    return own | _of_cohort(cohort) | (_of_session(reminder.session) if reminder.session else {})


def _of_cohort(cohort: Cohort) -> dict[str, str]:
    return {"cohort": cohort.title.in_language(language())}


def _of_session(session: ClassSession) -> dict[str, str]:
    return {
        "session": session.title.in_language(language()),
        "when": format_datetime(session.starts_at, session.cohort.timezone),
        "place": session.venue.in_language(language()) if session.venue else "",
    }


def link_of(reminder: Reminder) -> str:
    path = {
        ReminderKind.DEADLINE_NEAR: f"/make-ups/{reminder.make_up_id}" if reminder.make_up_id else None,
        ReminderKind.ITEM_DUE: "/my/results",
        ReminderKind.REPLY_DUE: f"/enrolments/{reminder.enrolment_id}/reply",
    }.get(reminder.kind)
    return settings().address(path or f"/my/attendance?cohort={reminder.cohort_id}")
