"""Reading the runs that issue certificates, and what they still have to issue."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from cgtraining import clock
from cgtraining.certificates.models import (
    AwardEntry,
    AwardList,
    Certificate,
    IssueItem,
    IssueRun,
    ItemState,
    RunState,
)
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs.models import Program, ProgramIssuer


def run_by_id(run_id: int) -> IssueRun | None:
    query = select(IssueRun).where(IssueRun.id == run_id).options(*with_cohorts())
    return db.session.scalars(query).one_or_none()


def run_of_list(list_id: int) -> IssueRun | None:
    return db.session.scalars(select(IssueRun).where(IssueRun.list_id == list_id)).one_or_none()


def runs_of_cohort(cohort: Cohort) -> Sequence[IssueRun]:
    """Of its lists of graduates and of awards, oldest first."""
    return db.session.scalars(runs_in([cohort.id])).all()


def runs_in(cohort_ids: Collection[int]) -> Select[IssueRun]:
    query = select(IssueRun).outerjoin(IssueRun.graduate_list).outerjoin(IssueRun.award_list)
    query = query.where(or_(GraduateList.cohort_id.in_(cohort_ids), AwardList.cohort_id.in_(cohort_ids)))
    return query.options(*with_cohorts()).order_by(IssueRun.id)


def with_cohorts() -> list[_AbstractLoad]:
    """Loading the list of a run, of either kind, with its cohort."""
    graduates, awards = joinedload(IssueRun.graduate_list), joinedload(IssueRun.award_list)
    return [graduates.joinedload(GraduateList.cohort), awards.joinedload(AwardList.cohort)]


def lists_to_issue(cohort: Cohort) -> Sequence[GraduateList]:
    """Approved lists of the cohort from which nothing was issued yet."""
    begun = select(IssueRun.list_id).where(IssueRun.list_id.is_not(None))
    query = select(GraduateList).where(GraduateList.cohort_id == cohort.id, GraduateList.id.not_in(begun))
    return db.session.scalars(query.where(GraduateList.state == ListState.APPROVED).order_by(GraduateList.number)).all()


def unconfirmed_names(graduate_list: GraduateList) -> int:
    """How many who get a certificate have not confirmed how their name is printed."""
    query = select(func.count()).select_from(GraduateEntry).join(GraduateEntry.enrolment).join(Enrolment.person)
    query = query.where(GraduateEntry.list_id == graduate_list.id, Person.name_confirmed_at.is_(None))
    return db.session.scalar(query.where(GraduateEntry.outcome.in_([Outcome.COMPLETED, Outcome.ATTENDED]))) or 0


def unfinished_runs() -> Sequence[int]:
    """Runs that nobody is working on."""
    free = or_(IssueRun.leased_until.is_(None), IssueRun.leased_until < clock.now())
    return db.session.scalars(select(IssueRun.id).where(IssueRun.state == RunState.RUNNING, free)).all()


def entries_to_award(graduate_list: GraduateList) -> Sequence[GraduateEntry]:
    return db.session.scalars(entries_awarded(graduate_list.id)).all()


def entries_awarded(list_id: int) -> Select[GraduateEntry]:
    """Entries that get a certificate, in pinyin order, with all that it prints."""
    query = select(GraduateEntry).where(GraduateEntry.list_id == list_id)
    query = query.where(GraduateEntry.outcome.in_([Outcome.COMPLETED, Outcome.ATTENDED]))
    query = query.join(GraduateEntry.enrolment).join(Enrolment.person).order_by(Person.sort_key, GraduateEntry.id)
    return query.options(
        joinedload(GraduateEntry.graduate_list), *_printed_parts(contains_eager(GraduateEntry.enrolment))
    )


def entry_awarded(list_id: int, entry_id: int) -> GraduateEntry | None:
    return db.session.scalars(entries_awarded(list_id).where(GraduateEntry.id == entry_id)).one_or_none()


def next_items(run_id: int, after_id: int, limit: int) -> Sequence[IssueItem]:
    """Items of the run that are waiting or only numbered, in the order of their ids, with all that is printed."""
    query = select(IssueItem).where(IssueItem.run_id == run_id, IssueItem.id > after_id)
    query = query.where(IssueItem.state.in_([ItemState.WAITING, ItemState.NUMBERED]))
    run, entry, award = joinedload(IssueItem.run), joinedload(IssueItem.entry), joinedload(IssueItem.award_entry)
    query = query.options(
        run.joinedload(IssueRun.graduate_list),
        run.joinedload(IssueRun.award_list),
        entry.joinedload(GraduateEntry.graduate_list),
        *_printed_parts(entry.joinedload(GraduateEntry.enrolment)),
        award.joinedload(AwardEntry.person).joinedload(Person.organization),
        *_printed_of_cohort(award.joinedload(AwardEntry.award_list).joinedload(AwardList.cohort)),
    )
    return db.session.scalars(query.order_by(IssueItem.id).limit(limit)).all()


def certificates_of_items(item_ids: Collection[int]) -> dict[int, Certificate]:
    """The certificate of each item that has its number already."""
    query = select(Certificate).where(Certificate.run_item_id.in_(item_ids))
    return {certificate.run_item_id: certificate for certificate in db.session.scalars(query)}  # type: ignore[misc]


def items_of_run(run: IssueRun) -> Sequence[tuple[IssueItem, Certificate | None]]:
    """With the person and the certificate, in the order of issue."""
    query = select(IssueItem, Certificate).outerjoin(Certificate, Certificate.run_item_id == IssueItem.id)
    entry = joinedload(IssueItem.entry).joinedload(GraduateEntry.enrolment)
    award = joinedload(IssueItem.award_entry).joinedload(AwardEntry.person)
    query = query.options(entry.joinedload(Enrolment.person).joinedload(Person.organization))
    query = query.options(award.joinedload(Person.organization))
    rows = db.session.execute(query.where(IssueItem.run_id == run.id).order_by(IssueItem.id))
    return [(item, certificate) for item, certificate in rows]


def counts_of_run(run_id: int) -> dict[ItemState, int]:
    query = select(IssueItem.state, func.count()).where(IssueItem.run_id == run_id).group_by(IssueItem.state)
    found = {row[0]: row[1] for row in db.session.execute(query)}
    return {state: found.get(state, 0) for state in ItemState}


def _printed_parts(enrolment: _AbstractLoad) -> list[_AbstractLoad]:
    """Loading from an entry's enrolment all that its certificate prints."""
    person = enrolment.joinedload(Enrolment.person).joinedload(Person.organization)
    return [person, *_printed_of_cohort(enrolment.joinedload(Enrolment.cohort))]


def _printed_of_cohort(cohort: _AbstractLoad) -> list[_AbstractLoad]:
    program = cohort.joinedload(Cohort.program)
    return [
        cohort.joinedload(Cohort.curriculum),
        program.selectinload(Program.issuers).joinedload(ProgramIssuer.organization),
        program.selectinload(Program.signatories),
    ]
