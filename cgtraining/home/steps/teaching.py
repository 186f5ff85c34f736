"""What waits for whoever stands in the room: trainers, class teachers, and administrators too."""

from collections.abc import Iterator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.home import figures
from cgtraining.home.steps import Step
from cgtraining.home.words import title_of, when

MOST_SHOWN = 5


def steps_of(cohort_ids: Sequence[int]) -> list[Step]:
    if not cohort_ids:
        return []
    return [*sessions_today(cohort_ids), *unmarked(cohort_ids), *unscored(cohort_ids)]


def sessions_today(cohort_ids: Sequence[int]) -> Iterator[Step]:
    for session in figures.sessions_soon(cohort_ids)[:MOST_SHOWN]:
        detail = _("%(when)s · %(cohort)s", when=when(session), cohort=title_of(session.cohort))
        yield Step(title_of(session), detail, url_for("attendance.register", session_id=session.id), "calendar-event")


def unmarked(cohort_ids: Sequence[int]) -> Iterator[Step]:
    for session, count in figures.unmarked_sessions(cohort_ids)[:MOST_SHOWN]:
        sentence = ngettext(
            "%(num)s trainee is not marked: %(session)s",
            "%(num)s trainees are not marked: %(session)s",
            count,
            session=title_of(session),
        )
        detail = _("%(when)s · %(cohort)s", when=when(session), cohort=title_of(session.cohort))
        address = url_for("attendance.register", session_id=session.id)
        yield Step(sentence, detail, address, "clipboard-check", urgent=True)


def unscored(cohort_ids: Sequence[int]) -> Iterator[Step]:
    for item, count in figures.unscored_items(cohort_ids)[:MOST_SHOWN]:
        sentence = ngettext(
            "%(num)s score is missing: %(item)s", "%(num)s scores are missing: %(item)s", count, item=title_of(item)
        )
        address = url_for("assessments.gradebook", cohort_id=item.cohort_id)
        yield Step(sentence, title_of(item.cohort), address, "journal-text")
