"""Reads of make-ups, and the sessions in which a missed one can be made up for."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from cgtraining.attendance.models import AttachedFile, ClassSession, MakeUp, MakeUpState, SessionStatus
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.queries import counted
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Unit

MOST_OFFERED = 40
OPEN = (MakeUpState.ARRANGED, MakeUpState.HANDED_IN)


def make_up_by_id(make_up_id: int) -> MakeUp | None:
    """With both sessions, the trainee, those who arranged and approved it, and what was handed in."""
    people = (joinedload(MakeUp.arranged_by), joinedload(MakeUp.approved_by), selectinload(MakeUp.files))
    query = _with_trainee(select(MakeUp)).where(MakeUp.id == make_up_id).options(*people)
    return db.session.scalars(query).one_or_none()


def hand_in_file_by_id(make_up_file_id: int) -> tuple[AttachedFile, MakeUp] | None:
    file = db.session.get(AttachedFile, make_up_file_id)
    make_up = make_up_by_id(file.make_up_id) if file and file.make_up_id else None
    return (file, make_up) if file and make_up else None


def make_ups_of(enrolment: Enrolment) -> dict[int, MakeUp]:
    """By the missed session: the latest that was not cancelled."""
    query = select(MakeUp).where(MakeUp.enrolment_id == enrolment.id, MakeUp.state != MakeUpState.CANCELLED)
    return {one.session_id: one for one in db.session.scalars(query.order_by(MakeUp.id))}


def make_ups_for(session_id: int, enrolment_id: int) -> Sequence[MakeUp]:
    """Newest first, cancelled ones too."""
    query = select(MakeUp).where(MakeUp.session_id == session_id, MakeUp.enrolment_id == enrolment_id)
    return db.session.scalars(query.options(joinedload(MakeUp.other)).order_by(MakeUp.id.desc())).all()


def make_ups_in(cohort: Cohort, states: Collection[MakeUpState] = ()) -> Select[MakeUp]:
    """What waits for approval first, then the newest."""
    query = _with_trainee(select(MakeUp)).where(Enrolment.cohort_id == cohort.id)
    if states:
        query = query.where(MakeUp.state.in_(states))
    return query.order_by(MakeUp.state != MakeUpState.HANDED_IN, MakeUp.state.not_in(OPEN), MakeUp.id.desc())


def count_make_ups(cohort: Cohort) -> dict[MakeUpState, int]:
    query = select(MakeUp.state, func.count()).join(MakeUp.enrolment).where(Enrolment.cohort_id == cohort.id)
    return counted(query.group_by(MakeUp.state))


def make_ups_handed_in(cohort_ids: Collection[int]) -> dict[int, int]:
    """By cohort: how many wait for approval."""
    query = select(Enrolment.cohort_id, func.count()).select_from(MakeUp).join(MakeUp.enrolment)
    query = query.where(Enrolment.cohort_id.in_(cohort_ids), MakeUp.state == MakeUpState.HANDED_IN)
    return counted(query.group_by(Enrolment.cohort_id))


def own_make_ups_due(person: Person) -> Sequence[MakeUp]:
    """Tasks that this trainee has still to hand in, the most pressing first."""
    query = select(MakeUp).join(MakeUp.enrolment).where(Enrolment.person_id == person.id)
    query = query.where(MakeUp.state == MakeUpState.ARRANGED, MakeUp.task.is_not(None))
    return db.session.scalars(query.options(joinedload(MakeUp.session)).order_by(MakeUp.due_on, MakeUp.id)).all()


def sessions_of_same_unit(missed: ClassSession) -> Sequence[ClassSession]:
    """Of the same unit, in whatever cohort of the program; another version of the curriculum names it the same."""
    if missed.unit is None:
        return []
    query = select(ClassSession).join(ClassSession.unit).join(ClassSession.cohort)
    query = query.where(ClassSession.id != missed.id, Cohort.program_id == missed.cohort.program_id)
    query = query.where(or_(Unit.id == missed.unit_id, Unit.title_zh == missed.unit.title_zh))
    query = query.where(ClassSession.status == SessionStatus.PLANNED).options(contains_eager(ClassSession.cohort))
    return db.session.scalars(query.order_by(ClassSession.starts_at.desc()).limit(MOST_OFFERED)).all()


def _with_trainee(query: Select[MakeUp]) -> Select[MakeUp]:
    enrolment = contains_eager(MakeUp.enrolment)
    return (
        query.join(MakeUp.enrolment)
        .join(Enrolment.person)
        .options(
            enrolment.contains_eager(Enrolment.person).joinedload(Person.organization),
            joinedload(MakeUp.session).joinedload(ClassSession.cohort),
            joinedload(MakeUp.other).joinedload(ClassSession.cohort),
        )
    )
