"""What a reminder says, in the language of the present reader."""

from flask_babel import gettext as _

from cgtraining.attendance.models import ClassSession
from cgtraining.config import settings
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_date, format_datetime
from cgtraining.notices.models import Reminder, ReminderKind

Written = tuple[str, str]


def letter(kind: ReminderKind, session: ClassSession, name: str, last_day: str = "") -> Written:
    values = {"session": session.title.in_language(language()), "name": name, "last_day": last_day}
    values["when"] = format_datetime(session.starts_at, session.cohort.timezone)
    if kind is ReminderKind.AFTER_ABSENCE:
        return _("We missed you at “%(session)s”", **values), _(
            "Dear %(name)s,\n\nyou were entered as absent from “%(session)s” (%(when)s). If that is a mistake, or you "
            "had a reason, tell your class teacher or ask for leave afterwards. Sign in to see your attendance.",
            **values,
        )
    if kind is ReminderKind.DEADLINE_NEAR:
        return _("Your make-up task for “%(session)s” is due on %(last_day)s", **values), _(
            "Dear %(name)s,\n\nyour task to make up for “%(session)s” is to be handed in by %(last_day)s. Sign in to "
            "read the task and to hand it in.",
            **values,
        )
    return _("Reminder: “%(session)s”, %(when)s", **values), _before(session, values)


def _before(session: ClassSession, values: dict[str, str]) -> str:
    """Without the address of a video meeting: a message may pass through other hands."""
    venue = session.venue.in_language(language()) if session.venue else ""
    if venue:
        return _(
            "Dear %(name)s,\n\n“%(session)s” begins at %(when)s. Place: %(venue)s. If you cannot come, please ask for "
            "leave beforehand.",
            venue=venue,
            **values,
        )
    return _(
        "Dear %(name)s,\n\n“%(session)s” begins at %(when)s. If you cannot come, please ask for leave beforehand.",
        **values,
    )


def last_day_of(reminder: Reminder) -> str:
    return format_date(reminder.make_up.due_on, weekday=True) if reminder.make_up else ""


def link_of(kind: ReminderKind, cohort_id: int, make_up_id: int | None) -> str:
    if kind is ReminderKind.DEADLINE_NEAR and make_up_id:
        return settings().address(f"/make-ups/{make_up_id}")
    return settings().address(f"/my/attendance?cohort={cohort_id}")
