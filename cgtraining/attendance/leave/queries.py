"""Reads of leave: one with all that its page shows, the lists, and the sessions in its time."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from cgtraining import clock
from cgtraining.attendance.leave.spans import Span, covers
from cgtraining.attendance.models import (
    HOLDING_STATES,
    OPEN_STATES,
    AttachedFile,
    ClassSession,
    Leave,
    LeaveEvent,
    LeaveMark,
    LeaveState,
)
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, Enrolment
from cgtraining.cohorts.queries import counted
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.queries import in_force

KEPT_TIMES = (*OPEN_STATES, *HOLDING_STATES)


def leave_by_id(leave_id: int) -> Leave | None:
    """With the trainee, the cohort with its curriculum, what was done about it, and the attachments."""
    query = _with_trainee(select(Leave)).where(Leave.id == leave_id)
    query = query.options(joinedload(Leave.entered_by), selectinload(Leave.files))
    query = query.options(selectinload(Leave.events).joinedload(LeaveEvent.actor))
    return db.session.scalars(query).unique().one_or_none()


def leave_file_by_id(attached_file_id: int) -> tuple[AttachedFile, Leave] | None:
    """The attachment with its leave, if it still belongs to one."""
    file = db.session.get(AttachedFile, attached_file_id)
    leave = leave_by_id(file.leave_id) if file and file.leave_id else None
    return (file, leave) if file and leave else None


def leave_of_trainee(enrolment: Enrolment) -> Sequence[Leave]:
    """Newest first."""
    query = _with_trainee(select(Leave)).where(Leave.enrolment_id == enrolment.id)
    return db.session.scalars(query.order_by(Leave.starts_at.desc(), Leave.id.desc())).all()


def leave_in(cohort: Cohort, states: Collection[LeaveState] = ()) -> Select[Leave]:
    """In the given states (any, if none is named), what waits for somebody first, then the newest."""
    query = _with_trainee(select(Leave)).where(Enrolment.cohort_id == cohort.id)
    if states:
        query = query.where(Leave.state.in_(states))
    return query.order_by(Leave.state.not_in(OPEN_STATES), Leave.starts_at.desc(), Leave.id.desc())


def returns_awaited_in(cohort: Cohort) -> Select[Leave]:
    """Approved leave whose time is over, without a confirmed return; the longest away first."""
    query = _with_trainee(select(Leave)).where(Enrolment.cohort_id == cohort.id, *_is_over())
    return query.order_by(Leave.ends_at, Leave.id)


def count_by_state(cohort: Cohort) -> dict[LeaveState, int]:
    query = select(Leave.state, func.count()).join(Leave.enrolment).where(Enrolment.cohort_id == cohort.id)
    return counted(query.group_by(Leave.state))


def count_returns_awaited(cohort: Cohort) -> int:
    query = select(func.count()).select_from(Leave).join(Leave.enrolment)
    return db.session.scalar(query.where(Enrolment.cohort_id == cohort.id, *_is_over())) or 0


def leave_to_decide(cohort_ids: Collection[int], state: LeaveState) -> dict[int, int]:
    """By cohort: how many wait in this state."""
    query = select(Enrolment.cohort_id, func.count()).select_from(Leave).join(Leave.enrolment)
    query = query.where(Enrolment.cohort_id.in_(cohort_ids), Leave.state == state)
    return counted(query.group_by(Enrolment.cohort_id))


def returns_awaited(cohort_ids: Collection[int]) -> dict[int, int]:
    """By cohort: how many trainees' return is not confirmed yet."""
    query = select(Enrolment.cohort_id, func.count()).select_from(Leave).join(Leave.enrolment)
    query = query.where(Enrolment.cohort_id.in_(cohort_ids), *_is_over())
    return counted(query.group_by(Enrolment.cohort_id))


def without_class_teacher(cohort_ids: Collection[int]) -> set[int]:
    """Those of the cohorts in which nobody is class teacher today."""
    query = select(CohortStaff.cohort_id).where(CohortStaff.role == CohortRole.CLASS_TEACHER, in_force(CohortStaff))
    taken = db.session.scalars(query.where(CohortStaff.cohort_id.in_(cohort_ids)))
    return set(cohort_ids) - set(taken)


def own_returns_awaited(person: Person) -> Sequence[Leave]:
    query = select(Leave).join(Leave.enrolment).where(Enrolment.person_id == person.id, *_is_over())
    return db.session.scalars(query.order_by(Leave.ends_at)).all()


def colliding(enrolment_id: int, spans: Sequence[Span], but: Leave | None = None) -> Sequence[Leave]:
    """Leave of the same trainee, open or approved, that lies around the same time."""
    query = select(Leave).where(Leave.enrolment_id == enrolment_id, Leave.state.in_(KEPT_TIMES))
    query = query.where(Leave.starts_at < spans[-1].end, Leave.ends_at > spans[0].start)
    return db.session.scalars(query.where(Leave.id != but.id) if but and but.id else query).all()


def holding_around(cohort_id: int, start: datetime, end: datetime) -> Sequence[Leave]:
    """Approved leave of anyone in the cohort that touches the time."""
    query = _with_trainee(select(Leave)).where(Enrolment.cohort_id == cohort_id, Leave.state.in_(HOLDING_STATES))
    return db.session.scalars(query.where(Leave.starts_at < end, Leave.ends_at > start)).unique().all()


def leave_with_marks_in(sessions: Sequence[ClassSession]) -> Sequence[Leave]:
    written = select(LeaveMark.leave_id).where(LeaveMark.session_id.in_([session.id for session in sessions]))
    return db.session.scalars(_with_trainee(select(Leave)).where(Leave.id.in_(written))).unique().all()


def leave_behind_mark(session_id: int, enrolment_id: int) -> Sequence[Leave]:
    """The leave of this trainee that wrote the mark of a session."""
    written = select(LeaveMark.leave_id).where(LeaveMark.session_id == session_id)
    query = _with_trainee(select(Leave)).where(Leave.enrolment_id == enrolment_id, Leave.id.in_(written))
    return db.session.scalars(query).unique().all()


def marks_written_by(leave: Leave) -> dict[int, LeaveMark]:
    """By session id."""
    return {one.session_id: one for one in db.session.scalars(select(LeaveMark).where(LeaveMark.leave_id == leave.id))}


def sessions_covered(cohort: Cohort, spans: Sequence[Span]) -> list[ClassSession]:
    """Sessions of the cohort that fall into the time, in order; cancelled ones too."""
    if not spans:
        return []
    query = select(ClassSession).where(ClassSession.cohort_id == cohort.id).options(joinedload(ClassSession.cohort))
    query = query.where(ClassSession.starts_at < spans[-1].end, ClassSession.ends_at > spans[0].start)
    found = db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id))
    return [one for one in found if covers(spans, time_of(one))]


def sessions_by_ids(cohort: Cohort, ids: Collection[int]) -> Sequence[ClassSession]:
    query = select(ClassSession).where(ClassSession.cohort_id == cohort.id, ClassSession.id.in_(ids))
    return db.session.scalars(query.order_by(ClassSession.starts_at, ClassSession.id)).all()


def time_of(session: ClassSession) -> Span:
    return Span(session.starts_at, session.ends_at)


def _is_over() -> tuple[ColumnElement[bool], ...]:
    return Leave.state == LeaveState.APPROVED, Leave.ends_at <= clock.now()


def _with_trainee(query: Select[Leave]) -> Select[Leave]:
    enrolment = contains_eager(Leave.enrolment)
    return (
        query.join(Leave.enrolment)
        .join(Enrolment.person)
        .join(Enrolment.cohort)
        .options(
            enrolment.contains_eager(Enrolment.person).joinedload(Person.organization),
            enrolment.contains_eager(Enrolment.cohort).joinedload(Cohort.curriculum),
        )
    )
