"""How a cohort checks in and out."""

from cgtraining.attendance.models import CheckInRule, CheckInScope
from cgtraining.attendance.queries import check_in_rule_of
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort
from cgtraining.database import db
from cgtraining.people.models import Person


def set_check_in_rule(
    *, cohort: Cohort, scope: CheckInScope, asks_check_out: bool, version: int | str | None, actor: Person | None
) -> CheckInRule:
    """For what is checked in from now on; marks that were made stay."""
    rule = check_in_rule_of(cohort)
    if rule is None:
        rule = CheckInRule(cohort_id=cohort.id)
        db.session.add(rule)
    else:
        rule.expect_version(version)
    rule.scope, rule.asks_check_out = scope, asks_check_out
    db.session.flush()
    record("check_in_rule.set", rule, actor=actor, scope=scope.value, asks_check_out=asks_check_out)
    return rule
