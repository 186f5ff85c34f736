"""Leave and make-ups that wait: for whoever decides, for a confirmed return, and for the trainee."""

from collections.abc import Iterator, Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.attendance.leave.queries import (
    leave_to_decide,
    own_returns_awaited,
    returns_awaited,
    without_class_teacher,
)
from cgtraining.attendance.make_up.queries import make_ups_handed_in, own_make_ups_due
from cgtraining.attendance.models import LeaveState
from cgtraining.cohorts.models import Cohort, CohortRole
from cgtraining.home.roles import Roles
from cgtraining.home.steps import MOST_OF_A_KIND, Step
from cgtraining.home.words import title_of
from cgtraining.language.formatting import format_date, format_datetime
from cgtraining.people.models import Person
from cgtraining.programs.models import ProgramRole


def steps_of_leave(roles: Roles) -> Iterator[Step]:
    """The class teacher first decides, then the head on what was passed on; returns are the class teacher's."""
    cohorts = {cohort.id: cohort for cohort in (*roles.taught, *roles.managed)}
    if not cohorts:
        return
    taught = [one.id for one in cohorts.values() if CohortRole.CLASS_TEACHER in roles.in_cohorts.get(one, ())]
    headed = [one.id for one in cohorts.values() if ProgramRole.HEAD in roles.in_programs.get(one.program_id, ())]
    without = without_class_teacher([one.id for one in roles.managed])
    yield from _to_decide(cohorts, leave_to_decide({*taught, *without}, LeaveState.ASKED))
    yield from _to_decide(cohorts, leave_to_decide(headed, LeaveState.PASSED_ON))
    yield from _returns(cohorts, returns_awaited({*taught, *without}))
    yield from _make_ups(cohorts, make_ups_handed_in({*taught, *without}))


def own_steps(person: Person) -> Iterator[Step]:
    for leave in own_returns_awaited(person)[:MOST_OF_A_KIND]:
        detail = _("Your leave ended on %(end)s.", end=format_datetime(leave.ends_at))
        address = url_for("attendance.show_leave", leave_id=leave.id)
        yield Step(_("Confirm that you are back"), detail, address, "check-lg", "attention")
    for make_up in own_make_ups_due(person)[:MOST_OF_A_KIND]:
        until = make_up.due_on
        detail = _("Hand in by %(day)s", day=format_date(until, weekday=True)) if until else title_of(make_up.session)
        address = url_for("attendance.show_make_up", make_up_id=make_up.id)
        yield Step(_("Make up for “%(session)s”", session=title_of(make_up.session)), detail, address, "journal-text")


def _to_decide(cohorts: Mapping[int, Cohort], counts: Mapping[int, int]) -> Iterator[Step]:
    for cohort_id, count in _first(counts):
        sentence = ngettext("Decide on %(num)s request for leave", "Decide on %(num)s requests for leave", count)
        address = url_for("attendance.leave_list", cohort_id=cohort_id, state="open")
        yield Step(sentence, title_of(cohorts[cohort_id]), address, "calendar-event", "attention")


def _returns(cohorts: Mapping[int, Cohort], counts: Mapping[int, int]) -> Iterator[Step]:
    for cohort_id, count in _first(counts):
        sentence = ngettext(
            "Confirm that %(num)s trainee is back from leave",
            "Confirm that %(num)s trainees are back from leave",
            count,
        )
        address = url_for("attendance.leave_list", cohort_id=cohort_id, state="away")
        yield Step(sentence, title_of(cohorts[cohort_id]), address, "check-lg")


def _make_ups(cohorts: Mapping[int, Cohort], counts: Mapping[int, int]) -> Iterator[Step]:
    for cohort_id, count in _first(counts):
        sentence = ngettext(
            "Look at %(num)s make-up that was handed in", "Look at %(num)s make-ups that were handed in", count
        )
        address = url_for("attendance.make_up_list", cohort_id=cohort_id, state="handed_in")
        yield Step(sentence, title_of(cohorts[cohort_id]), address, "clipboard-check")


def _first(counts: Mapping[int, int]) -> Sequence[tuple[int, int]]:
    return list(counts.items())[:MOST_OF_A_KIND]
