"""Reading certificates and the runs that issue them."""

from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.strategy_options import _AbstractLoad

from cgtraining import clock
from cgtraining.certificates.codes import Code
from cgtraining.certificates.models import (
    AwardEntry,
    AwardList,
    Certificate,
    CertificateEvent,
    CertificateKind,
    IssueItem,
    IssueRun,
    ItemState,
    NumberState,
    RunState,
)
from cgtraining.cohorts.models import Cohort, CohortStaff, Enrolment
from cgtraining.completion.models import GraduateEntry, GraduateList, ListState, Outcome
from cgtraining.database import db
from cgtraining.mail.models import Message
from cgtraining.people.models import Person
from cgtraining.programs.models import Program, ProgramIssuer

Names = tuple[str | None, str | None]


def certificate_by_id(certificate_id: int) -> Certificate | None:
    query = select(Certificate).where(Certificate.id == certificate_id)
    query = query.options(joinedload(Certificate.replaced_by), joinedload(Certificate.person))
    return db.session.scalars(query).one_or_none()


def certificate_by_code(code: Code) -> Certificate | None:
    """Only issued certificates are known to strangers; with the one that replaced it."""
    query = select(Certificate).where(Certificate.code == code.value, Certificate.state == NumberState.ISSUED)
    return db.session.scalars(query.options(joinedload(Certificate.replaced_by))).one_or_none()


def certificates_by_codes(codes: Sequence[Code]) -> dict[str, Certificate]:
    """Those of them that were issued, by their codes."""
    query = select(Certificate).where(Certificate.code.in_([code.value for code in codes]))
    query = query.where(Certificate.state == NumberState.ISSUED).options(joinedload(Certificate.replaced_by))
    return {certificate.code: certificate for certificate in db.session.scalars(query)}


def certificate_by_sha256(digest: str) -> Certificate | None:
    query = select(Certificate).where(Certificate.sha256 == digest, Certificate.state == NumberState.ISSUED)
    return db.session.scalars(query.options(joinedload(Certificate.replaced_by))).first()


def certificates_of_person(person: Person) -> Sequence[Certificate]:
    """Issued ones, newest first."""
    query = select(Certificate).where(Certificate.person_id == person.id, Certificate.state == NumberState.ISSUED)
    return db.session.scalars(query.order_by(Certificate.award_date.desc(), Certificate.id.desc())).all()


def holds_certificates(person: Person) -> bool:
    """Whether anything was issued to the person: a trainer or mentor may hold a letter without ever being a trainee."""
    query = select(Certificate.id).where(Certificate.person_id == person.id, Certificate.state == NumberState.ISSUED)
    return db.session.scalar(query.limit(1)) is not None


def certificates_of_cohort(cohort: Cohort) -> Sequence[Certificate]:
    """Every number that the cohort used, pending and void ones too, in the order of numbers."""
    return db.session.scalars(certificates_in(cohort)).all()


def certificates_in(cohort: Cohort) -> Select[Certificate]:
    query = select(Certificate).where(Certificate.cohort_id == cohort.id)
    query = query.options(joinedload(Certificate.person))
    return query.order_by(Certificate.year, Certificate.series, Certificate.number)


def issued_in(cohort: Cohort) -> Sequence[Certificate]:
    """Issued certificates with a stored file that still count: neither replaced nor revoked."""
    query = certificates_in(cohort).where(Certificate.state == NumberState.ISSUED, Certificate.pdf_key.is_not(None))
    return db.session.scalars(query.where(Certificate.replaced_at.is_(None), Certificate.revoked_at.is_(None))).all()


def files_of(cohort: Cohort) -> list[tuple[str, str | None, str]]:
    """Of the same: serial, the holder's name as printed, key of the PDF; columns only, as there may be thousands."""
    names = [Certificate.facts[name].as_string() for name in ("name_zh", "name_latin")]
    name = func.coalesce(*(func.nullif(one, "") for one in names))
    query = select(Certificate.serial, name, Certificate.pdf_key).where(Certificate.cohort_id == cohort.id)
    query = query.where(Certificate.state == NumberState.ISSUED, Certificate.pdf_key.is_not(None))
    query = query.where(Certificate.replaced_at.is_(None), Certificate.revoked_at.is_(None))
    found = db.session.execute(query.order_by(Certificate.year, Certificate.number))
    return [(serial, holder, key) for serial, holder, key in found if key]


def standing_certificates_of(person_id: int, cohort_id: int, kind: CertificateKind) -> Sequence[Certificate]:
    """Those of this kind that the person already has of the cohort, or that are being printed; no revoked ones."""
    query = select(Certificate).where(Certificate.person_id == person_id, Certificate.cohort_id == cohort_id)
    query = query.where(Certificate.kind == kind)
    query = query.where(Certificate.state != NumberState.VOID, Certificate.revoked_at.is_(None))
    return db.session.scalars(query.where(Certificate.replaced_at.is_(None)).order_by(Certificate.id)).all()


def certificate_locked(certificate_id: int) -> Certificate:
    """As it is now, and held until the transaction ends."""
    query = select(Certificate).where(Certificate.id == certificate_id).with_for_update()
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def events_of(certificate: Certificate) -> Sequence[CertificateEvent]:
    """What happened to it, newest first, with the authors."""
    query = select(CertificateEvent).where(CertificateEvent.certificate_id == certificate.id)
    query = query.options(joinedload(CertificateEvent.actor))
    return db.session.scalars(query.order_by(CertificateEvent.id.desc())).all()


def unprinted_replacements() -> Sequence[int]:
    """Pending certificates that no run will finish."""
    query = select(Certificate.id).where(Certificate.state == NumberState.PENDING, Certificate.run_item_id.is_(None))
    return db.session.scalars(query.order_by(Certificate.id)).all()


# Runs


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


def standing_certificates_in(cohort_id: int) -> dict[tuple[int, CertificateKind], list[Certificate]]:
    """As `standing_certificates_of`, of everybody in the cohort, by person and kind."""
    query = select(Certificate).where(Certificate.cohort_id == cohort_id, Certificate.person_id.is_not(None))
    query = query.where(Certificate.state != NumberState.VOID, Certificate.revoked_at.is_(None))
    found: dict[tuple[int, CertificateKind], list[Certificate]] = {}
    for one in db.session.scalars(query.where(Certificate.replaced_at.is_(None)).order_by(Certificate.id)):
        found.setdefault((one.person_id or 0, one.kind), []).append(one)
    return found


def namesakes_in(cohort_id: int) -> set[Names]:
    """The names, in both scripts, that more than one person of the cohort has, as a trainee or by a role."""
    trainees = select(Enrolment.person_id).where(Enrolment.cohort_id == cohort_id)
    staff = select(CohortStaff.person_id).where(CohortStaff.cohort_id == cohort_id)
    query = select(Person.name_zh, Person.name_latin).where(Person.id.in_(trainees.union(staff)))
    query = query.group_by(Person.name_zh, Person.name_latin)
    return {(zh, latin) for zh, latin in db.session.execute(query.having(func.count() > 1))}


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


def messages_about(certificates: Sequence[Certificate], purpose_of: Callable[[int], str]) -> dict[int, Message]:
    """The announcement of each certificate that has one, with its deliveries."""
    purposes = {purpose_of(certificate.id): certificate.id for certificate in certificates}
    query = select(Message).where(Message.purpose.in_(purposes)).options(selectinload(Message.deliveries))
    return {purposes[message.purpose]: message for message in db.session.scalars(query)}


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
