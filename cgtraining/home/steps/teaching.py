"""What waits for whoever stands in the room or looks after trainees: staff of a cohort, and administrators too."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining import clock
from cgtraining.attendance.locking import Lock
from cgtraining.attendance.models import ClassSession
from cgtraining.attendance.queries.locking import locking_moment
from cgtraining.cohorts.models import Cohort, CohortRole
from cgtraining.home import figures
from cgtraining.home.roles import Roles
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.words import title_of, when
from cgtraining.language.formatting import format_datetime


def steps_of(roles: Roles) -> list[Step]:
    """Of cohorts that the person does not manage. A mentor sees who comes and who stays away, and marks nobody."""
    cohorts = roles.taught
    if not cohorts:
        return []
    marked = roles.taught_as(CohortRole.CLASS_TEACHER, CohortRole.TRAINER)
    looked_after = roles.taught_as(CohortRole.CLASS_TEACHER, CohortRole.MENTOR)
    return [
        *sessions_today([cohort.id for cohort in cohorts]),
        *unmarked(marked),
        *unscored(marked),
        *beyond_passing([cohort for cohort in cohorts if cohort.id in looked_after]),
        *often_absent([cohort for cohort in cohorts if cohort.id in looked_after]),
    ]


def sessions_today(cohort_ids: Sequence[int]) -> Iterator[Step]:
    for session in figures.sessions_soon(cohort_ids)[:MOST_OF_A_KIND]:
        detail = _("%(when)s · %(cohort)s", when=when(session), cohort=title_of(session.cohort))
        address = url_for("attendance.register", session_id=session.id)
        yield Step(_announced(session), detail, address, "calendar-event")


def _announced(session: ClassSession) -> str:
    title = title_of(session)
    if session.starts_at <= clock.now():
        return _("Going on now: %(session)s", session=title)
    if session.day == clock.today(session.cohort.timezone):
        return _("Today: %(session)s", session=title)
    return _("Tomorrow: %(session)s", session=title)


def unmarked(cohort_ids: Sequence[int]) -> Iterator[Step]:
    for waiting in figures.unmarked_sessions(cohort_ids)[:MOST_OF_A_KIND] if cohort_ids else []:
        session = waiting.session
        sentence = ngettext(
            "%(num)s trainee is not marked: %(session)s",
            "%(num)s trainees are not marked: %(session)s",
            waiting.missing,
            session=title_of(session),
        )
        address = url_for("attendance.register", session_id=session.id)
        yield Step(sentence, _until_it_locks(session), address, "clipboard-check", "attention")


def _until_it_locks(session: ClassSession) -> str:
    """When it was, of which cohort, and whether its register locks soon or is locked by the program's rule."""
    lock, now = Lock(locking_moment(session)), clock.now()
    words = {"when": when(session), "cohort": title_of(session.cohort)}
    if lock.at and lock.at <= now:
        return str(_("%(when)s · %(cohort)s · register locked", **words))
    if lock.at and lock.closes_soon(now):
        moment = format_datetime(lock.at, session.cohort.timezone)
        return str(_("%(when)s · %(cohort)s · locks on %(moment)s", moment=moment, **words))
    return str(_("%(when)s · %(cohort)s", **words))


def unscored(cohort_ids: Sequence[int]) -> Iterator[Step]:
    for item, count in figures.unscored_items(cohort_ids)[:MOST_OF_A_KIND] if cohort_ids else []:
        sentence = ngettext(
            "%(num)s score is missing: %(item)s", "%(num)s scores are missing: %(item)s", count, item=title_of(item)
        )
        address = url_for("assessments.gradebook", cohort_id=item.cohort_id)
        yield Step(sentence, title_of(item.cohort), address, "journal-text")


def beyond_passing(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    counts = figures.beyond_passing([cohort.id for cohort in cohorts]) if cohorts else {}
    for cohort in [one for one in cohorts if counts.get(one.id)][:MOST_OF_A_KIND]:
        sentence = ngettext(
            "%(num)s trainee can no longer pass: look at what is missing",
            "%(num)s trainees can no longer pass: look at what is missing",
            counts[cohort.id],
        )
        address = url_for("completion.overview", cohort_id=cohort.id, state="not_met")
        yield Step(sentence, title_of(cohort), address, "exclamation-triangle", "attention")


def often_absent(cohorts: Sequence[Cohort]) -> Iterator[Step]:
    counts = figures.often_absent([cohort.id for cohort in cohorts]) if cohorts else {}
    for cohort in [one for one in cohorts if counts.get(one.id)][:MOST_OF_A_KIND]:
        sentence = ngettext(
            "Talk to %(num)s trainee who was absent without leave more than once",
            "Talk to %(num)s trainees who were absent without leave more than once",
            counts[cohort.id],
        )
        address = url_for("attendance.class_hours", cohort_id=cohort.id)
        yield Step(sentence, title_of(cohort), address, "chat-dots")
