"""The room of a cohort with who sits where, as it was arranged or as it is proposed."""

from collections.abc import Sequence

from cgtraining.class_papers.models import SeatingPlan, SeatOrder
from cgtraining.class_papers.people import Classmate
from cgtraining.class_papers.queries import plan_of
from cgtraining.class_papers.seating import Hall, Seats, arranged, kept_up, smallest_hall
from cgtraining.cohorts.models import Cohort


def seating_of(cohort: Cohort, people: Sequence[Classmate]) -> tuple[Hall, Seats]:
    """As it was arranged, with who came and left since; else a proposal."""
    plan = plan_of(cohort)
    if plan is None:
        hall = smallest_hall(len(people))
        return hall, arranged(people, hall, SeatOrder.GROUP)
    hall = hall_of(plan)
    return hall, kept_up(people, hall, plan.seats)


def hall_of(plan: SeatingPlan) -> Hall:
    return Hall(plan.rows, plan.columns, tuple(plan.aisles))
