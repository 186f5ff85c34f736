"""Graded work that is due, of whoever has no score, no excuse, and no attempt at its quiz that was handed in."""

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import joinedload

from cgtraining.assessments.models import GradedItem, ItemKind, Score
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.notices.models import Reminder, ReminderKind, ReminderRules
from cgtraining.notices.occasions.occasion import Occasion, days_in_reach, deadline, is_untold, with_deadlines
from cgtraining.quizzes.models import Attempt, Quiz

KIND = ReminderKind.ITEM_DUE


def items_due(rules: dict[int, ReminderRules]) -> list[Occasion]:
    query = select(Enrolment, GradedItem).join(GradedItem, GradedItem.cohort_id == Enrolment.cohort_id)
    query = query.where(GradedItem.cohort_id.in_(with_deadlines(rules)), GradedItem.due_on.between(*days_in_reach()))
    query = query.where(GradedItem.kind != ItemKind.PARTICIPATION, GradedItem.released_at.is_(None), ~_is_done())
    same = (Reminder.item_id == GradedItem.id, Reminder.about_at >= GradedItem.due_on)
    query = query.where(*is_untold(KIND, *same)).options(joinedload(Enrolment.person), joinedload(Enrolment.cohort))
    found = []
    for enrolment, item in db.session.execute(query.order_by(GradedItem.id, Enrolment.id)):
        if item.due_on and (
            due := deadline(item.due_on, rules[item.cohort_id], max(item.created_at, enrolment.created_at))
        ):
            found.append(Occasion(KIND, enrolment, *due, item=item))
    return found


def _is_done() -> ColumnElement[bool]:
    entered = or_(Score.points.is_not(None), Score.excused)
    scored = exists().where(Score.item_id == GradedItem.id, Score.enrolment_id == Enrolment.id, entered)
    of_both = (Quiz.item_id == GradedItem.id, Attempt.quiz_id == Quiz.id, Attempt.enrolment_id == Enrolment.id)
    return or_(scored, exists().where(*of_both, Attempt.handed_in_at.is_not(None)))
