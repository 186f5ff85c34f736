"""A rule need not be met by one trainee: with a reason and a name."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Enrolment
from cgtraining.cohorts.operations import touch
from cgtraining.completion.editing import find_rule
from cgtraining.completion.models import Waiver
from cgtraining.completion.queries import rules_in_force
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person

SHORTEST_REASON = 2


def grant_waiver(*, enrolment: Enrolment, rule_key: str, reason: str, actor: Person | None) -> Waiver:
    tree = rules_in_force(enrolment.cohort.curriculum_id).tree
    if find_rule(tree, rule_key) is None:
        raise RuleBroken(_l("This rule is not in force any more."))
    if rule_key == tree.key:
        raise RuleBroken(_l("All rules together cannot be waived: waive the single rules, each with its reason."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(_l("Give the reason for the waiver: it stands in the decision record."))
    if _standing(enrolment, rule_key) is not None:
        raise RuleBroken(_l("This rule is waived for this trainee already."))
    waiver = Waiver(enrolment=enrolment, rule_key=rule_key, reason=reason.strip(), granted_by=actor)
    db.session.add(waiver)
    db.session.flush()
    record("waiver.granted", waiver, actor=actor, enrolment_id=enrolment.id, rule_key=rule_key, reason=reason.strip())
    touch(enrolment.id)
    return waiver


def revoke_waiver(*, waiver: Waiver, actor: Person | None, reason: str | None = None) -> None:
    """What was approved with it stays approved: the decision record keeps the waiver."""
    enrolment_id = waiver.enrolment_id
    record("waiver.revoked", waiver, actor=actor, enrolment_id=enrolment_id, rule_key=waiver.rule_key, reason=reason)
    db.session.delete(waiver)
    db.session.flush()
    touch(enrolment_id)


def _standing(enrolment: Enrolment, rule_key: str) -> Waiver | None:
    query = select(Waiver).where(Waiver.enrolment_id == enrolment.id, Waiver.rule_key == rule_key)
    return db.session.scalars(query).one_or_none()
