"""What the reply slips collected is deleted some days after the course, and by hand at any time; a record stays.

The slips hold journeys, diets, telephone numbers of relatives and numbers of identity documents: nobody needs them once
everybody is home.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select

from cgtraining import clock, tasks
from cgtraining.audit.operations import record
from cgtraining.class_papers.models import KEPT_DAYS, PaperTexts, ReplyPurge, ReplySlip
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.people.models import Person

CONTENT = (
    "arrives_at", "arrival", "leaves_at", "departure", "diet_note", "room_note",
    "emergency_name", "emergency_relation", "emergency_phone", "identity_number",
)  # fmt: skip
ALWAYS = ("comes", "diet", "room")


def forgotten_on(cohort: Cohort, kept_days: int) -> date:
    """The day on which the slips are deleted: for `kept_days` after the last one of the cohort they are there."""
    return cohort.ends_on + timedelta(days=kept_days + 1)


def purge_slips(*, cohort: Cohort, actor: Person | None) -> ReplyPurge | None:
    """Deletes every slip of the cohort and notes that it was done; None where there is none."""
    slips = db.session.scalars(_slips(cohort.id).with_for_update()).all()
    if not slips:
        return None
    purge = ReplyPurge(
        cohort=cohort,
        actor=actor,
        slips=len(slips),
        identity_numbers=sum(slip.identity_number is not None for slip in slips),
        fields=filled_fields(slips),
    )
    db.session.add(purge)
    db.session.execute(delete(ReplySlip).where(ReplySlip.id.in_([slip.id for slip in slips])))
    db.session.flush()
    record("reply_slips.deleted", cohort, actor=actor, purge=purge.id, slips=purge.slips, fields=purge.fields)
    return purge


def filled_fields(slips: Iterable[ReplySlip]) -> list[str]:
    """Names of those that at least one slip had."""
    slips = list(slips)
    return [*ALWAYS, *(name for name in CONTENT if any(getattr(slip, name) is not None for slip in slips))]


def proceed(cohort_id: int) -> None:
    cohort = db.session.get(Cohort, cohort_id)
    if cohort is not None and cohort_id in _due():
        purge_slips(cohort=cohort, actor=None)
    db.session.commit()


def unfinished() -> Sequence[int]:
    found = _due()
    db.session.rollback()
    return found


def _due() -> list[int]:
    """Cohorts with slips whose time is over; the days are counted here, as the engines do it differently."""
    holding = select(Enrolment.cohort_id).join(ReplySlip, ReplySlip.enrolment_id == Enrolment.id).distinct()
    query = select(Cohort.id, Cohort.ends_on, Cohort.timezone, PaperTexts.kept_days)
    query = query.outerjoin(PaperTexts, PaperTexts.cohort_id == Cohort.id).where(Cohort.id.in_(holding))
    return [row.id for row in db.session.execute(query.order_by(Cohort.id)) if _is_over(row)]


def _is_over(row: Any) -> bool:
    kept_days = KEPT_DAYS if row.kept_days is None else row.kept_days
    return bool(row.ends_on + timedelta(days=kept_days) < clock.today(row.timezone))


def _slips(cohort_id: int) -> Any:
    of_cohort = select(Enrolment.id).where(Enrolment.cohort_id == cohort_id)
    return select(ReplySlip).where(ReplySlip.enrolment_id.in_(of_cohort)).order_by(ReplySlip.id)


WORK = tasks.Work("reply_forgetting", proceed, unfinished)
