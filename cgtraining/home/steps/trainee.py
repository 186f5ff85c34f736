"""What waits for a trainee."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import Enrolment, EnrolmentState
from cgtraining.home import figures
from cgtraining.home.steps import Step
from cgtraining.home.words import when
from cgtraining.language.choosing import language
from cgtraining.people.models import Person

LOOKING_AHEAD = timedelta(days=120)


def steps_of(person: Person, enrolments: Sequence[Enrolment]) -> list[Step]:
    return [*_name(person, enrolments), *_open_check_ins(enrolments)]


def next_session(enrolments: Sequence[Enrolment]) -> ClassSession | None:
    """The session that goes on or comes next, in any cohort in which the person is enrolled now."""
    now = clock.now()
    found = figures.sessions_between(_current(enrolments), now, now + LOOKING_AHEAD) if enrolments else []
    return found[0] if found else None


def _name(person: Person, enrolments: Sequence[Enrolment]) -> Iterator[Step]:
    if enrolments and person.name_confirmed_at is None:
        detail = _("It is printed on your certificate in Chinese and in Latin script.")
        yield Step(_("Confirm how your name is written"), detail, url_for("people.profile"), "pencil", urgent=True)


def _open_check_ins(enrolments: Sequence[Enrolment]) -> Iterator[Step]:
    now = clock.now()
    for session in figures.sessions_soon(_current(enrolments)) if enrolments else []:
        if session.check_in_until and session.check_in_until > now:
            title = _("Check in now: %(session)s", session=session.title.in_language(language()))
            yield Step(title, when(session), url_for("attendance.spoken_check_in"), "qr-code-scan", urgent=True)


def _current(enrolments: Sequence[Enrolment]) -> list[int]:
    return [enrolment.cohort_id for enrolment in enrolments if enrolment.state is EnrolmentState.ENROLLED]
