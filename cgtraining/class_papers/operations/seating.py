"""Arranging a room: all anew by a rule, or two seats exchanged."""

from flask_babel import gettext as _

from cgtraining.audit.operations import record
from cgtraining.class_papers.models import SeatingPlan, SeatOrder
from cgtraining.class_papers.people import classmates_of
from cgtraining.class_papers.queries import plan_of
from cgtraining.class_papers.room import seating_of
from cgtraining.class_papers.seating import Hall, arranged, swapped
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

MOST_ROWS, MOST_COLUMNS = 40, 30


def arrange(*, cohort: Cohort, hall: Hall, order: SeatOrder, actor: Person) -> SeatingPlan:
    """Everybody is seated anew; refused where the room is too small."""
    people = classmates_of(cohort)
    if not (1 <= hall.rows <= MOST_ROWS and 1 <= hall.columns <= MOST_COLUMNS):
        raise RuleBroken(
            _("A room has 1 to %(rows)s rows of 1 to %(columns)s seats.", rows=MOST_ROWS, columns=MOST_COLUMNS)
        )
    if hall.places < len(people):
        raise RuleBroken(
            _("%(people)s trainees do not fit on %(places)s seats.", people=len(people), places=hall.places)
        )
    return _store(cohort, hall, order, arranged(people, hall, order), actor, "seats.arranged")


def swap(*, cohort: Cohort, one: int, other: int, actor: Person) -> SeatingPlan:
    """Two seats, counted from 1 in the order of rows, as the page numbers them."""
    hall, seats = seating_of(cohort, classmates_of(cohort))
    if one == other or not all(1 <= seat <= hall.places for seat in (one, other)):
        raise RuleBroken(_("Choose two different seats of this room."))
    plan = plan_of(cohort)
    order = plan.order if plan else SeatOrder.GROUP
    return _store(cohort, hall, order, swapped(seats, one - 1, other - 1), actor, "seats.swapped")


def _store(
    cohort: Cohort, hall: Hall, order: SeatOrder, seats: dict[str, int], actor: Person, action: str
) -> SeatingPlan:
    plan = plan_of(cohort)
    if plan is None:
        plan = SeatingPlan(cohort=cohort)
        db.session.add(plan)
    plan.rows, plan.columns, plan.aisles = hall.rows, hall.columns, list(hall.aisles)
    plan.order, plan.seats = order, seats
    db.session.flush()
    record(action, plan, actor=actor, cohort=cohort.id)
    return plan
