"""Settling the order of a ceremony and the offsets of a printer."""

from collections.abc import Mapping
from decimal import Decimal

from flask_babel import gettext as _
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.certificates.ceremony.orders import moved, papers_of, plan_of
from cgtraining.certificates.models import CeremonyOrder, CeremonyPlan, IssueRun, PrintOffset
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Program

FARTHEST = Decimal(30)  # millimetres


def choose_order(*, run: IssueRun, order: CeremonyOrder, actor: Person | None) -> CeremonyPlan:
    """The own order begins as the order that holds now."""
    plan = _plan(run)
    if order is CeremonyOrder.OWN and plan.order is not CeremonyOrder.OWN and not plan.own_order:
        plan.own_order = [paper.item_id for paper in papers_of(run)]
    plan.order = order
    record("ceremony.order_chosen", run, actor=actor, order=order.value)
    db.session.flush()
    return plan


def place_papers(*, run: IssueRun, wanted: Mapping[int, int], actor: Person | None) -> CeremonyPlan:
    """Put items of the run at places counted from 1; from then on the ceremony has an order of its own."""
    if any(place < 1 for place in wanted.values()):
        raise RuleBroken(_("Places are counted from 1."))
    item_ids = [paper.item_id for paper in papers_of(run)]
    plan = _plan(run)
    plan.order, plan.own_order = CeremonyOrder.OWN, moved(item_ids, wanted)
    record("ceremony.order_changed", run, actor=actor, moved=len(wanted))
    db.session.flush()
    return plan


def order_version(run: IssueRun) -> int:
    """Carried by a page with the order, so that a change by someone else in between is noticed; 0 before the first."""
    plan = plan_of(run)
    return plan.version if plan else 0


def refuse_changed_order(run: IssueRun, shown: str | None) -> None:
    """`shown` is the version on the page that was sent."""
    if shown != str(order_version(run)):
        raise RuleBroken(_("Someone else changed the order in the meantime. Look at it once more, then change it."))


def offset_of(program_id: int) -> PrintOffset | None:
    return db.session.scalars(select(PrintOffset).where(PrintOffset.program_id == program_id)).one_or_none()


def set_offset(
    *, program: Program, right_mm: Decimal, down_mm: Decimal, version: str | int | None, actor: Person | None
) -> PrintOffset:
    """`version` is that of the offset on the form; None or empty where none was kept yet."""
    if max(abs(right_mm), abs(down_mm)) > FARTHEST:
        raise RuleBroken(_("Text is moved by 30 mm at most."))
    offset = offset_of(program.id)
    if offset is None:
        offset = PrintOffset(program=program)
    else:
        offset.expect_version(version)
    offset.right_mm, offset.down_mm = right_mm, down_mm
    db.session.add(offset)
    db.session.flush()
    record("ceremony.offset_set", offset, actor=actor, right_mm=str(right_mm), down_mm=str(down_mm))
    return offset


def _plan(run: IssueRun) -> CeremonyPlan:
    plan = plan_of(run)
    if plan is None:
        plan = CeremonyPlan(run_id=run.id, order=CeremonyOrder.NAME, own_order=[])
        db.session.add(plan)
    return plan
