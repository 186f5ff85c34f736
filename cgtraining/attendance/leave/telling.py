"""Telling the class teacher of a request, and the trainee what was decided.

Kind and reason are read after signing in: a message may pass through other hands.
"""

from flask_babel import gettext as _

from cgtraining.attendance.leave.spans import days_in
from cgtraining.attendance.leave.wording import leave_time
from cgtraining.attendance.models import Leave, LeaveAct, LeaveEvent
from cgtraining.cohorts.models import CohortRole
from cgtraining.cohorts.queries import staff_today
from cgtraining.config import settings
from cgtraining.language.choosing import language
from cgtraining.language.formatting import format_datetime, format_number
from cgtraining.language.names import display_name
from cgtraining.people.messages import tell
from cgtraining.people.models import Person

Written = tuple[str, str]


def tell_trainee(leave: Leave, event: LeaveEvent) -> None:
    """One message for each decision, in the trainee's language; the sweep sends it after the commit."""
    tell(
        person=leave.enrolment.person,
        purpose=f"leave:{leave.id}:event:{event.id}",
        write=lambda: _written(leave, event),
        link=settings().address(f"/leave/{leave.id}"),
    )


def tell_class_teachers(leave: Leave, event: LeaveEvent) -> None:
    """Those of today, but for whoever wrote it down; where there is none, it waits on the home of the office."""
    for staff in staff_today(leave.enrolment.cohort, CohortRole.CLASS_TEACHER):
        if staff.person != event.actor:
            _tell_of_request(leave, event, staff.person)


def _tell_of_request(leave: Leave, event: LeaveEvent, reader: Person) -> None:
    tell(
        person=reader,
        purpose=f"leave:{leave.id}:event:{event.id}:to:{reader.id}",
        write=lambda: _request(leave, reader),
        link=settings().address(f"/leave/{leave.id}"),
    )


def _request(leave: Leave, reader: Person) -> Written:
    values = {
        "name": display_name(reader, language()),
        "trainee": display_name(leave.enrolment.person, language()),
        "cohort": leave.enrolment.cohort.title.in_language(language()),
        "time": leave_time(leave),
    }
    return _("%(trainee)s asks for leave", **values), _(
        "Dear %(name)s,\n\n%(trainee)s of %(cohort)s asks for leave (%(time)s). Sign in to read the reason and to "
        "decide.",
        **values,
    )


def _written(leave: Leave, event: LeaveEvent) -> Written:
    subject, news = _news(leave, event)
    trainee = display_name(leave.enrolment.person, language())
    body = _(
        "Dear %(name)s,\n\n%(news)s\n\nSign in to read what was written to it, and to confirm your return afterwards.",
        name=trainee,
        news=news,
    )
    return subject, body


def _news(leave: Leave, event: LeaveEvent) -> Written:
    values = _values(leave, event)
    if event.what is LeaveAct.PASSED_ON:
        return _("Your leave waits for the program head"), _(
            "%(by)s approved your leave (%(time)s). Since it is %(days)s days long, the program head decides too.",
            **values,
        )
    if event.what is LeaveAct.APPROVED:
        return _("Your leave is approved"), _(
            "your leave (%(time)s) is approved by %(by)s. When you are back, confirm your return.",
            **values,
        )
    if event.what is LeaveAct.REFUSED:
        return _("Your leave is refused"), _(
            "your leave (%(time)s) is refused by %(by)s. Please come to the sessions.", **values
        )
    if event.what is LeaveAct.SHORTENED:
        return _("Your leave was shortened"), _(
            "your leave was shortened by %(by)s: it now ends on %(end)s. Please come to the sessions after that.",
            **values,
        )
    return _("The approval of your leave was withdrawn"), _(
        "the approval of your leave (%(time)s) was withdrawn by %(by)s. Please come to the sessions.",
        **values,
    )


def _values(leave: Leave, event: LeaveEvent) -> dict[str, str]:
    zone = leave.enrolment.cohort.timezone
    return {
        "time": leave_time(leave),
        "end": format_datetime(leave.ends_at, zone),
        "days": format_number(days_in(leave.spans, zone)),
        "by": display_name(event.actor, language()) if event.actor else _("the training office"),
    }
