"""Which papers of a run are handed out, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from cgtraining.certificates.facts import CertificateFacts
from cgtraining.certificates.models import (
    CeremonyOrder,
    CeremonyPlan,
    Certificate,
    IssueItem,
    IssueRun,
    NumberState,
)
from cgtraining.cohorts.models import Enrolment, Group
from cgtraining.database import db
from cgtraining.people.models import Person


@dataclass(frozen=True)
class Paper:
    """One to be handed out: the certificate that counts now, by the item of the run that it came from."""

    item_id: int
    certificate: Certificate
    group: Group | None = None

    @property
    def facts(self) -> CertificateFacts:
        return CertificateFacts.from_json(self.certificate.facts)

    @property
    def names(self) -> str:
        facts = self.certificate.facts
        return " ".join(name for name in (facts["name_zh"], facts["name_latin"]) if name)


def plan_of(run: IssueRun) -> CeremonyPlan | None:
    return db.session.scalars(select(CeremonyPlan).where(CeremonyPlan.run_id == run.id)).one_or_none()


def papers_of(run: IssueRun) -> list[Paper]:
    """In the order of the ceremony; a replaced certificate gives its place to the newer one."""
    plan = plan_of(run)
    papers = _papers(run)
    if plan is None:
        return in_order(papers, CeremonyOrder.NAME)
    return in_order(papers, plan.order, plan.own_order)


def in_order(papers: Sequence[Paper], order: CeremonyOrder, own: Sequence[int] = ()) -> list[Paper]:
    """In the own order, whoever has no place yet comes last, by name."""
    if order is CeremonyOrder.SERIAL:
        return sorted(papers, key=_by_serial)
    by_name = sorted(papers, key=lambda paper: (_sort_key(paper), _by_serial(paper)))
    if order is CeremonyOrder.GROUP:
        return sorted(by_name, key=_by_group)
    if order is CeremonyOrder.OWN:
        places = {item_id: place for place, item_id in enumerate(own)}
        return sorted(by_name, key=lambda paper: places.get(paper.item_id, len(places)))
    return by_name


def moved(item_ids: Sequence[int], wanted: Mapping[int, int]) -> list[int]:
    """The order with each item of `wanted` at its place, counted from 1; the others keep theirs among themselves."""
    rest = [item_id for item_id in item_ids if item_id not in wanted]
    for item_id, place in sorted(wanted.items(), key=lambda pair: pair[1]):
        if item_id in item_ids:
            rest.insert(max(0, place - 1), item_id)
    return rest


def _papers(run: IssueRun) -> list[Paper]:
    newer = _successors(run.cohort.id)
    query = select(IssueItem.id, Certificate, Group).join(Certificate, Certificate.run_item_id == IssueItem.id)
    query = query.outerjoin(Enrolment, Enrolment.id == Certificate.enrolment_id)
    query = query.outerjoin(Group, Group.id == Enrolment.group_id).where(IssueItem.run_id == run.id)
    query = query.options(joinedload(Certificate.person).joinedload(Person.organization))
    rows = db.session.execute(query).all()
    papers = [Paper(item_id, _newest(certificate, newer), group) for item_id, certificate, group in rows]
    return [paper for paper in papers if _is_handed_out(paper.certificate)]


def _successors(cohort_id: int) -> dict[int, Certificate]:
    query = select(Certificate).where(Certificate.cohort_id == cohort_id, Certificate.replaces_id.is_not(None))
    query = query.where(Certificate.state == NumberState.ISSUED)
    query = query.options(joinedload(Certificate.person).joinedload(Person.organization))
    return {one.replaces_id: one for one in db.session.scalars(query) if one.replaces_id}


def _newest(certificate: Certificate, newer: Mapping[int, Certificate]) -> Certificate:
    while after := newer.get(certificate.id):
        certificate = after
    return certificate


def _is_handed_out(certificate: Certificate) -> bool:
    is_issued = certificate.state is NumberState.ISSUED and bool(certificate.facts)
    return is_issued and not (certificate.revoked_at or certificate.replaced_at or certificate.suspended_at)


def _by_serial(paper: Paper) -> tuple[int, int, str]:
    return paper.certificate.year, paper.certificate.number, paper.certificate.serial


def _by_group(paper: Paper) -> tuple[bool, int, int]:
    """Whoever is in no group comes last."""
    group = paper.group
    return (group is None, group.place if group else 0, group.id if group else 0)


def _sort_key(paper: Paper) -> tuple[bool, str]:
    person = paper.certificate.person
    return person is None, person.sort_key if person else ""
