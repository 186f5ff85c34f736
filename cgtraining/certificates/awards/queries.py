"""Reading lists of awards and their entries."""

from collections.abc import Collection, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind, IssueRun
from cgtraining.cohorts.models import Cohort
from cgtraining.completion.models import ListState
from cgtraining.database import db
from cgtraining.people.models import Person


def award_list_by_id(award_list_id: int) -> AwardList | None:
    query = select(AwardList).where(AwardList.id == award_list_id)
    people = (joinedload(AwardList.prepared_by), joinedload(AwardList.approved_by), joinedload(AwardList.withdrawn_by))
    return db.session.scalars(query.options(joinedload(AwardList.cohort), *people)).one_or_none()


def award_lists_of(cohort: Cohort) -> Sequence[AwardList]:
    """Of every kind, newest first, with entries."""
    query = select(AwardList).where(AwardList.cohort_id == cohort.id).options(selectinload(AwardList.entries))
    return db.session.scalars(query.order_by(AwardList.id.desc())).all()


def award_lists_to_issue(cohort: Cohort) -> Sequence[AwardList]:
    """Approved ones from which nothing was issued yet."""
    begun = select(IssueRun.award_list_id).where(IssueRun.award_list_id.is_not(None))
    query = select(AwardList).where(AwardList.cohort_id == cohort.id, AwardList.id.not_in(begun))
    return db.session.scalars(query.where(AwardList.state == ListState.APPROVED).order_by(AwardList.id)).all()


def entries_of(award_list: AwardList) -> Sequence[AwardEntry]:
    """In pinyin order, with person, organization, enrolment and role."""
    query = select(AwardEntry).where(AwardEntry.list_id == award_list.id).join(AwardEntry.person)
    person = contains_eager(AwardEntry.person).joinedload(Person.organization)
    query = query.options(person, joinedload(AwardEntry.enrolment), joinedload(AwardEntry.staff))
    return db.session.scalars(query.order_by(Person.sort_key, AwardEntry.id)).all()


def entry_by_id(award_list_id: int, award_entry_id: int) -> AwardEntry | None:
    query = select(AwardEntry).where(AwardEntry.id == award_entry_id, AwardEntry.list_id == award_list_id)
    loaded = (joinedload(AwardEntry.person), joinedload(AwardEntry.award_list).joinedload(AwardList.cohort))
    return db.session.scalars(query.options(*loaded)).one_or_none()


def highest_number(cohort: Cohort, kind: CertificateKind) -> int:
    query = select(func.max(AwardList.number)).where(AwardList.cohort_id == cohort.id, AwardList.kind == kind)
    return db.session.scalar(query) or 0


def run_of_awards(award_list_id: int) -> IssueRun | None:
    return db.session.scalars(select(IssueRun).where(IssueRun.award_list_id == award_list_id)).one_or_none()


def award_list_locked(award_list_id: int) -> None:
    """Held until the transaction ends, so that approving, withdrawing and issuing see each other."""
    query = select(AwardList).where(AwardList.id == award_list_id).with_for_update()
    db.session.scalars(query.execution_options(populate_existing=True)).one()


def runs_of_awards(lists: Sequence[AwardList]) -> dict[int, IssueRun]:
    """By the id of the list."""
    query = select(IssueRun).where(IssueRun.award_list_id.in_([one.id for one in lists]))
    return {run.award_list_id or 0: run for run in db.session.scalars(query)}


def award_lists_waiting(cohort_ids: Collection[int]) -> Sequence[AwardList]:
    """Those to be approved, and approved ones from which nothing was issued yet; with their cohorts."""
    begun = select(IssueRun.award_list_id).where(IssueRun.award_list_id.is_not(None))
    query = select(AwardList).where(AwardList.cohort_id.in_(cohort_ids), AwardList.state != ListState.WITHDRAWN)
    query = query.where(AwardList.id.not_in(begun)).options(joinedload(AwardList.cohort))
    return db.session.scalars(query.order_by(AwardList.id)).all()
