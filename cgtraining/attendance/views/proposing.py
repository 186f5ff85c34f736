"""What is proposed for a curriculum: its units that are still to be planned, put onto days on which one may teach."""

from datetime import date
from decimal import Decimal
from typing import Any

from cgtraining.attendance import queries
from cgtraining.attendance.days_off import DayCalendar
from cgtraining.attendance.forms import PlanForm
from cgtraining.attendance.planning import ClockRule, Proposal, Topic, propose
from cgtraining.attendance.views.proposal import Proposed
from cgtraining.cohorts.models import Cohort
from cgtraining.programs.queries import curriculum_by_id


def topics_of(cohort: Cohort) -> list[Topic]:
    """The units with the class hours that no session covers yet."""
    curriculum = curriculum_by_id(cohort.curriculum_id)
    planned = queries.planned_hours_by_unit(cohort)
    units = [unit for module in curriculum.modules for unit in module.units] if curriculum else []
    left = ((unit, unit.class_hours - planned.get(unit.id, Decimal(0))) for unit in units)
    return [Topic(unit.id, unit.title_zh, unit.title_en, unit.kind, hours) for unit, hours in left if hours > 0]


def proposed_for(cohort: Cohort, form: PlanForm, calendar: DayCalendar) -> Proposed:
    weekdays, used = frozenset(form.weekdays.data or []), frozenset(form.teach_on.data or [])
    proposals = propose(
        topics=topics_of(cohort),
        first_day=form.first_day.data,
        weekdays=weekdays,
        blocks=form.blocks(),
        rule=ClockRule(cohort.curriculum.minutes_per_hour, cohort.curriculum.smallest_step),
        is_off=lambda day: day not in used and calendar.off(day),
    )
    days: list[date] = [form.first_day.data, *(one.day for one in proposals)]
    lost = calendar.off_between(days[0], days[-1], weekdays)
    return Proposed([_row(one) for one in proposals], lost, calendar.unknown_years(days))


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
