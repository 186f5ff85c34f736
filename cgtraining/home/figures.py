"""The counts behind the steps, for many cohorts in one query each."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.assessments.models import GradedItem, Score
from cgtraining.attendance.models import AttendanceStatus, ClassSession, Mark, SessionStatus
from cgtraining.attendance.queries import SessionToMark, sessions_to_mark
from cgtraining.certificates.models import IssueItem, IssueRun, ItemState, RunState
from cgtraining.certificates.queries import runs_in
from cgtraining.cohorts.models import Enrolment, EnrolmentState, ImportState, RosterImport
from cgtraining.cohorts.queries import counted
from cgtraining.completion.models import Alarm, GraduateList, ListState
from cgtraining.database import db
from cgtraining.mail.models import Delivery, DeliveryState
from cgtraining.people.models import Account

SOON = timedelta(hours=16)
LOOKING_BACK = timedelta(days=60)
OFTEN = 2


def sessions_between(cohort_ids: Collection[int], start: datetime, end: datetime) -> Sequence[ClassSession]:
    """Sessions that take place and overlap the span, in order, with their cohorts."""
    query = select(ClassSession).where(ClassSession.cohort_id.in_(cohort_ids))
    query = query.where(ClassSession.status == SessionStatus.PLANNED)
    query = query.where(ClassSession.ends_at > start, ClassSession.starts_at < end)
    return db.session.scalars(query.options(joinedload(ClassSession.cohort)).order_by(ClassSession.starts_at)).all()


def sessions_soon(cohort_ids: Collection[int]) -> Sequence[ClassSession]:
    now = clock.now()
    return sessions_between(cohort_ids, now, now + SOON)


def unmarked_sessions(cohort_ids: Collection[int]) -> list[SessionToMark]:
    """Of the last weeks only: what was left unmarked before that is no longer news."""
    return sessions_to_mark(cohort_ids, since=clock.now() - LOOKING_BACK)


def unscored_items(cohort_ids: Collection[int]) -> list[tuple[GradedItem, int]]:
    """Graded items that are due, with the number of trainees without a score, where there are any."""
    query = select(GradedItem).where(GradedItem.cohort_id.in_(cohort_ids), GradedItem.due_on < clock.today())
    items = db.session.scalars(query.options(joinedload(GradedItem.cohort)).order_by(GradedItem.due_on)).all()
    expected, scored = _enrolled(cohort_ids), _scored([item.id for item in items])
    missing = [(item, expected.get(item.cohort_id, 0) - scored.get(item.id, 0)) for item in items]
    return [(item, count) for item, count in missing if count > 0]


def often_absent(cohort_ids: Collection[int]) -> dict[int, int]:
    """By cohort: how many trainees were absent without leave twice or more."""
    query = select(Enrolment.id, Enrolment.cohort_id).join(Mark, Mark.enrolment_id == Enrolment.id)
    query = query.where(Enrolment.cohort_id.in_(cohort_ids), Enrolment.state == EnrolmentState.ENROLLED)
    query = query.where(Mark.status == AttendanceStatus.ABSENT).group_by(Enrolment.id, Enrolment.cohort_id)
    often = query.having(func.count() >= OFTEN).subquery()
    return counted(select(often.c.cohort_id, func.count()).group_by(often.c.cohort_id))


def beyond_passing(cohort_ids: Collection[int]) -> dict[int, int]:
    """By cohort: how many trainees can no longer pass, as staff were told."""
    query = select(Enrolment.cohort_id, func.count(func.distinct(Enrolment.id)))
    query = query.join(Alarm, Alarm.enrolment_id == Enrolment.id).where(Alarm.over_at.is_(None))
    query = query.where(Enrolment.cohort_id.in_(cohort_ids), Enrolment.state == EnrolmentState.ENROLLED)
    return counted(query.group_by(Enrolment.cohort_id))


def without_account(cohort_ids: Collection[int]) -> dict[int, int]:
    """By cohort: how many trainees cannot sign in yet."""
    query = select(Enrolment.cohort_id, func.count()).where(Enrolment.cohort_id.in_(cohort_ids))
    query = query.outerjoin(Account, Account.person_id == Enrolment.person_id)
    query = query.where(Enrolment.state == EnrolmentState.ENROLLED, Account.id.is_(None))
    return counted(query.group_by(Enrolment.cohort_id))


def waiting_imports(cohort_ids: Collection[int]) -> Sequence[RosterImport]:
    query = select(RosterImport).where(RosterImport.cohort_id.in_(cohort_ids))
    query = query.where(RosterImport.state.in_((ImportState.PREVIEW, ImportState.RUNNING)))
    return db.session.scalars(query.options(joinedload(RosterImport.cohort)).order_by(RosterImport.id)).all()


def graduate_lists(cohort_ids: Collection[int]) -> Sequence[GraduateList]:
    """Drafts and approved ones, with their cohorts."""
    query = select(GraduateList).where(GraduateList.cohort_id.in_(cohort_ids))
    return db.session.scalars(query.options(joinedload(GraduateList.cohort)).order_by(GraduateList.id)).all()


def without_run(lists: Sequence[GraduateList]) -> list[GraduateList]:
    """Those of the approved lists from which nothing was issued yet."""
    approved = [one for one in lists if one.state is ListState.APPROVED]
    query = select(IssueRun.list_id).where(IssueRun.list_id.in_([one.id for one in approved]))
    started = set(db.session.scalars(query))
    return [one for one in approved if one.id not in started]


def unfinished_runs(cohort_ids: Collection[int]) -> list[tuple[IssueRun, int, int]]:
    """Runs that go on or have refused items, with the number done and the number refused."""
    runs = db.session.scalars(runs_in(cohort_ids)).all()
    counts = _item_counts([run.id for run in runs])
    found = [(run, counts.get((run.id, ItemState.DONE), 0), counts.get((run.id, ItemState.REFUSED), 0)) for run in runs]
    return [(run, done, refused) for run, done, refused in found if run.state is RunState.RUNNING or refused]


def uncertain_deliveries() -> int:
    states = (DeliveryState.UNCERTAIN, DeliveryState.FAILED)
    return db.session.scalar(select(func.count()).select_from(Delivery).where(Delivery.state.in_(states))) or 0


def _enrolled(cohort_ids: Collection[int]) -> dict[int, int]:
    query = select(Enrolment.cohort_id, func.count()).where(Enrolment.cohort_id.in_(cohort_ids))
    return counted(query.where(Enrolment.state == EnrolmentState.ENROLLED).group_by(Enrolment.cohort_id))


def _scored(item_ids: Collection[int]) -> dict[int, int]:
    query = select(Score.item_id, func.count()).where(Score.item_id.in_(item_ids)).join(Score.enrolment)
    query = query.where(Enrolment.state == EnrolmentState.ENROLLED)
    return counted(query.where(Score.points.is_not(None) | Score.excused).group_by(Score.item_id))


def _item_counts(run_ids: Collection[int]) -> dict[tuple[int, ItemState], int]:
    query = select(IssueItem.run_id, IssueItem.state, func.count()).where(IssueItem.run_id.in_(run_ids))
    rows = db.session.execute(query.group_by(IssueItem.run_id, IssueItem.state))
    return {(run_id, state): count for run_id, state, count in rows}
