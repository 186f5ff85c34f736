"""Planning all sessions of a curriculum at once: propose, look, mend, create."""

from decimal import Decimal
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from cgtraining.attendance import access, operations, queries
from cgtraining.attendance.forms import MOST_SESSIONS, PlanForm, TimetableForm
from cgtraining.attendance.planning import ClockRule, Proposal, Topic, propose
from cgtraining.attendance.views import blueprint
from cgtraining.attendance.views.names import name_of, zone_of
from cgtraining.cohorts.models import Cohort
from cgtraining.cohorts.queries import cohort_by_id, staff_today
from cgtraining.people.access import me
from cgtraining.programs.queries import curriculum_by_id
from cgtraining.web.access import allow
from cgtraining.web.saving import save


@blueprint.get("/cohorts/<int:cohort_id>/sessions/plan")
@allow(access.may_plan_sessions, load=cohort_by_id)
def plan(cohort: Cohort) -> ResponseReturnValue:
    asked = "first_day" in request.args
    form = PlanForm(request.args if asked else None, data={"first_day": cohort.starts_on})
    usable = asked and form.validate() and form.is_within(cohort)
    rows = _rows(cohort, form) if usable else []
    if len(rows) > MOST_SESSIONS:
        form.form_errors.append(_too_many(rows))
    timetable = _timetable(cohort, sessions=rows) if usable and len(rows) <= MOST_SESSIONS else None
    return _page(cohort, form, timetable)


@blueprint.post("/cohorts/<int:cohort_id>/sessions/plan")
@allow(access.may_plan_sessions, load=cohort_by_id)
def create_planned(cohort: Cohort) -> ResponseReturnValue:
    timetable = _timetable(cohort)
    if timetable.validate_on_submit():
        values = timetable.values()
        made = save(timetable, lambda: operations.add_sessions(cohort=cohort, many=values, actor=me()))
        if made:
            flash(ngettext("%(num)s session is planned.", "%(num)s sessions are planned.", len(made)), "good")
            return redirect(url_for(".sessions", cohort_id=cohort.id))
        if not values:
            timetable.form_errors.append(_("Choose at least one session to create."))
    form = PlanForm(None, data={"first_day": cohort.starts_on})
    return _page(cohort, form, timetable)


def _page(cohort: Cohort, form: PlanForm, timetable: TimetableForm | None) -> str:
    topics = _topics_of(cohort)
    total = sum((topic.class_hours for topic in topics), Decimal(0))
    return render_template(
        "attendance/plan.html",
        cohort=cohort,
        zone=zone_of(cohort),
        form=form,
        timetable=timetable,
        topics=topics,
        total=total,
    )


def _timetable(cohort: Cohort, **data: Any) -> TimetableForm:
    timetable = TimetableForm(data=data)
    timetable.offer(staff_today(cohort), name_of)
    return timetable


def _topics_of(cohort: Cohort) -> list[Topic]:
    """The units with the class hours that no session covers yet."""
    curriculum = curriculum_by_id(cohort.curriculum_id)
    planned = queries.planned_hours_by_unit(cohort)
    units = [unit for module in curriculum.modules for unit in module.units] if curriculum else []
    left = ((unit, unit.class_hours - planned.get(unit.id, Decimal(0))) for unit in units)
    return [Topic(unit.id, unit.title_zh, unit.title_en, unit.kind, hours) for unit, hours in left if hours > 0]


def _rows(cohort: Cohort, form: PlanForm) -> list[dict[str, Any]]:
    rule = ClockRule(cohort.curriculum.minutes_per_hour, cohort.curriculum.smallest_step)
    weekdays = frozenset(form.weekdays.data or [])
    proposals = propose(
        topics=_topics_of(cohort), first_day=form.first_day.data, weekdays=weekdays, blocks=form.blocks(), rule=rule
    )
    return [_row(proposal) for proposal in proposals]


def _too_many(rows: list[dict[str, Any]]) -> str:
    return str(
        _(
            "This would be %(count)s sessions, and %(most)s can be planned at once: give longer parts of the day.",
            count=len(rows),
            most=MOST_SESSIONS,
        )
    )


def _row(proposal: Proposal) -> dict[str, Any]:
    topic, part = proposal.topic, f"{proposal.part}/{proposal.parts}"
    several = proposal.parts > 1
    return {
        "title_zh": f"{topic.title_zh}（{part}）" if several else topic.title_zh,
        "title_en": (f"{topic.title_en} ({part})" if several else topic.title_en) if topic.title_en else None,
        "unit_id": topic.unit_id,
        "kind": topic.kind.value,
        "chosen": True,
        "day": proposal.day,
        "starts": proposal.starts,
        "ends": proposal.ends,
        "class_hours": Decimal(f"{proposal.class_hours.normalize():f}"),
    }
