"""Seals that their organizations sign off themselves: list by list, by a person who has that role in the program."""

from collections.abc import Sequence
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from cgtraining import clock
from cgtraining.audit.operations import record
from cgtraining.certificates.models import AwardList, IssueRun, SealRelease, SealSigner
from cgtraining.cohorts.models import Cohort
from cgtraining.completion.models import GraduateList, ListState
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.access import may_manage_program
from cgtraining.programs.models import Program, ProgramIssuer
from cgtraining.programs.queries import in_force

Source = GraduateList | AwardList


def waiting_seals(source: Source) -> list[ProgramIssuer]:
    """Issuers of the program that sign off their own seal and have not done so for this list."""
    released = {one.organization_id for one in releases_of(source)}
    return [one for one in source.cohort.program.issuers if one.signs_off and one.organization_id not in released]


def releases_of(source: Source) -> Sequence[SealRelease]:
    query = select(SealRelease).where(_of(source)).options(joinedload(SealRelease.person))
    return db.session.scalars(query.order_by(SealRelease.id)).all()


def signers_of(program: Program) -> dict[int, list[SealSigner]]:
    """Today's, by the id of the issuer."""
    query = select(SealSigner).join(SealSigner.issuer).where(ProgramIssuer.program_id == program.id)
    found: dict[int, list[SealSigner]] = {}
    for signer in db.session.scalars(query.where(in_force(SealSigner)).options(joinedload(SealSigner.person))):
        found.setdefault(signer.issuer_id, []).append(signer)
    return found


def signed_for(person: Person) -> Sequence[SealSigner]:
    """The roles that the person holds today, of the own organization, where it signs off its seal."""
    query = select(SealSigner).join(SealSigner.issuer).where(SealSigner.person_id == person.id, in_force(SealSigner))
    query = query.where(ProgramIssuer.signs_off, ProgramIssuer.organization_id == person.organization_id)
    query = query.options(joinedload(SealSigner.issuer))
    return db.session.scalars(query).all()


def may_release_seal(person: Person, source: Source) -> bool:
    program_id = source.cohort.program_id
    return source.is_approved and any(one.issuer.program_id == program_id for one in signed_for(person))


def may_see_seals_of(person: Person, source: Source) -> bool:
    """Whoever releases one, and those who manage the program, who see what is waiting and release nothing."""
    return may_manage_program(person, source.cohort.program) or may_release_seal(person, source)


def lists_waiting_for(person: Person) -> list[Source]:
    """Approved lists, from which nothing was issued yet, that wait for a seal of which the person disposes."""
    roles = {one.issuer.program_id: one.issuer for one in signed_for(person)}
    if not roles:
        return []
    graduates = select(GraduateList).join(GraduateList.cohort).where(GraduateList.state == ListState.APPROVED)
    graduates = graduates.where(GraduateList.id.not_in(select(IssueRun.list_id).where(IssueRun.list_id.is_not(None))))
    awards = select(AwardList).join(AwardList.cohort).where(AwardList.state == ListState.APPROVED)
    begun = select(IssueRun.award_list_id).where(IssueRun.award_list_id.is_not(None))
    awards = awards.where(AwardList.id.not_in(begun))
    found: list[Source] = [
        *db.session.scalars(graduates.where(Cohort.program_id.in_(roles)).order_by(GraduateList.id)),
        *db.session.scalars(awards.where(Cohort.program_id.in_(roles)).order_by(AwardList.id)),
    ]
    return [one for one in found if roles[one.cohort.program_id] in waiting_seals(one)]


def release_seal(*, source: Source, actor: Person) -> list[SealRelease]:
    """For every organization of the program for which the actor signs."""
    if not source.is_approved:
        raise RuleBroken(_("This list is not approved."))
    mine = {one.issuer_id for one in signed_for(actor)}
    issuers = [one for one in waiting_seals(source) if one.id in mine]
    if not issuers:
        raise RuleBroken(_("No seal of yours is waiting on this list."))
    made = [SealRelease(organization=one.organization, person=actor, **_key(source)) for one in issuers]
    db.session.add_all(made)
    db.session.flush()
    record("seal.released", source, actor=actor, organizations=[one.organization_id for one in made])
    return made


def set_signing_off(*, issuer: ProgramIssuer, signs_off: bool, actor: Person | None) -> ProgramIssuer:
    """Whether the organization releases its seal list by list; otherwise the program prints it as it did."""
    issuer.signs_off = signs_off
    db.session.flush()
    record("program.seal_signing_set", issuer.program, actor=actor, organization=issuer.organization_id, on=signs_off)
    return issuer


def add_signer(*, issuer: ProgramIssuer, person: Person, actor: Person | None, since: date | None = None) -> SealSigner:
    if person.organization_id != issuer.organization_id:
        raise RuleBroken(_("Only a person of that organization releases its seal."))
    query = select(SealSigner).where(SealSigner.issuer_id == issuer.id, SealSigner.person_id == person.id)
    signer = db.session.scalar(query) or SealSigner(issuer=issuer, person=person)
    signer.since, signer.until = since or clock.today(), None
    db.session.add(signer)
    db.session.flush()
    record("seal_signer.added", signer, actor=actor, organization=issuer.organization_id, person=person.id)
    return signer


def end_signer(*, signer: SealSigner, actor: Person | None) -> SealSigner:
    """From today on; what was released stays released."""
    signer.until = max(clock.today(), signer.since)
    db.session.flush()
    record("seal_signer.ended", signer, actor=actor, person=signer.person_id)
    return signer


def signer_by_id(signer_id: int) -> SealSigner | None:
    return db.session.get(SealSigner, signer_id)


def people_of(issuer: ProgramIssuer) -> Sequence[Person]:
    """Of the organization, in pinyin order."""
    query = select(Person).where(Person.organization_id == issuer.organization_id)
    return db.session.scalars(query.order_by(Person.sort_key)).all()


def _of(source: Source) -> ColumnElement[bool]:
    is_graduates = isinstance(source, GraduateList)
    return SealRelease.list_id == source.id if is_graduates else SealRelease.award_list_id == source.id


def _key(source: Source) -> dict[str, int]:
    return {"list_id": source.id} if isinstance(source, GraduateList) else {"award_list_id": source.id}
