"""Changing completion rules: written as a draft, then put into force under a new number."""

from dataclasses import replace
from secrets import token_hex

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from cgtraining import clock
from cgtraining.assessments.queries import codes_used_with
from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.cohorts.operations import touch
from cgtraining.completion.editing import find_rule, with_changed, with_rule, without_rule
from cgtraining.completion.models import CompletionRules
from cgtraining.completion.queries import change_being_written, rules_in_force
from cgtraining.completion.rules import (
    MOST_DEPTH,
    Group,
    Need,
    Rule,
    problems_of,
    tree_as_json,
    tree_from_json,
    walk,
)
from cgtraining.database import db
from cgtraining.errors import ManyRulesBroken, RuleBroken
from cgtraining.people.models import Person
from cgtraining.programs.models import Curriculum, CurriculumStatus


def begin_change(*, curriculum: Curriculum, actor: Person | None) -> CompletionRules:
    """A draft that starts from the rules in force; the one that is being written already is taken up again."""
    written = change_being_written(curriculum)
    if written is not None:
        return written
    highest = select(func.max(CompletionRules.number)).where(CompletionRules.curriculum_id == curriculum.id)
    rules = CompletionRules(
        curriculum=curriculum,
        number=(db.session.scalar(highest) or 0) + 1,
        tree=tree_as_json(rules_in_force(curriculum.id).tree),
    )
    db.session.add(rules)
    db.session.flush()
    record("completion_rules.change_begun", rules, actor=actor, curriculum_id=curriculum.id, number=rules.number)
    return rules


def add_rule(
    *, rules: CompletionRules, group_key: str, rule: Rule, actor: Person | None, version: int | str | None
) -> CompletionRules:
    """The rule gets a key of its own, which never comes again, so that no old waiver applies to it."""
    tree = _open_tree(rules, version)
    depths = {found.key: depth for depth, found in walk(tree) if isinstance(found, Group)}
    if group_key not in depths:
        raise RuleBroken(_l("This group is not there any more."))
    if depths[group_key] >= MOST_DEPTH:
        raise RuleBroken(_l("Groups may stand in each other at most %(most)s deep.", most=MOST_DEPTH))
    _check_rule(rule, rules)
    keyed = replace(rule, key=f"{rule.kind}-{token_hex(4)}")
    return _write(rules, with_rule(tree, group_key, keyed), actor, "rule_added", keyed.key)


def change_rule(
    *, rules: CompletionRules, rule: Rule, actor: Person | None, version: int | str | None
) -> CompletionRules:
    tree = _open_tree(rules, version)
    found = find_rule(tree, rule.key)
    if found is None or found.kind != rule.kind:
        raise RuleBroken(_l("This rule is not there any more."))
    _check_rule(rule, rules)
    return _write(rules, with_changed(tree, rule), actor, "rule_changed", rule.key)


def remove_rule(
    *, rules: CompletionRules, key: str, actor: Person | None, version: int | str | None
) -> CompletionRules:
    tree = _open_tree(rules, version)
    if key == tree.key:
        raise RuleBroken(_l("The outermost group cannot be removed."))
    return _write(rules, without_rule(tree, key), actor, "rule_removed", key)


def discard_change(*, rules: CompletionRules, actor: Person | None) -> None:
    _check_is_draft(rules)
    record("completion_rules.change_discarded", rules, actor=actor, number=rules.number)
    db.session.delete(rules)
    db.session.flush()


def put_into_force(
    *, rules: CompletionRules, actor: Person | None, version: int | str | None, reason: str | None = None
) -> CompletionRules:
    """From now on these rules count for every cohort of the curriculum; approved lists keep the number they had."""
    tree = _open_tree(rules, version)
    problems = problems_of(tree, codes_used_with(rules.curriculum_id))
    if problems:
        raise ManyRulesBroken([problem.sentence for problem in problems])
    if rules.curriculum.status is not CurriculumStatus.DRAFT and not (reason or "").strip():
        raise RuleBroken(_l("The curriculum is published: give the reason for changing its completion rules."))
    rules.adopted_at = clock.now()
    rules.adopted_by_id = actor.id if actor else None
    rules.reason = (reason or "").strip() or None
    record("completion_rules.put_into_force", rules, actor=actor, number=rules.number, reason=rules.reason)
    db.session.flush()
    touch(*_enrolment_ids(rules.curriculum))
    return rules


def _enrolment_ids(curriculum: Curriculum) -> list[int]:
    query = select(Enrolment.id).join(Enrolment.cohort).where(Cohort.curriculum_id == curriculum.id)
    return list(db.session.scalars(query))


def _open_tree(rules: CompletionRules, version: int | str | None) -> Group:
    _check_is_draft(rules)
    rules.expect_version(version)
    return tree_from_json(rules.tree)


def _check_is_draft(rules: CompletionRules) -> None:
    if rules.adopted_at is not None:
        raise RuleBroken(_l("These rules are in force and cannot be edited. Begin a change instead."))


def _check_rule(rule: Rule, rules: CompletionRules) -> None:
    """Faults of this rule alone; a group may be empty while the rules are being written."""
    if isinstance(rule, Group):
        if rule.at_least < 1:
            raise RuleBroken(_("A group must ask for at least one of its rules."))
        return
    around = Group(key="around", need=Need.ALL, rules=(replace(rule, key="rule"),))
    problems = problems_of(around, codes_used_with(rules.curriculum_id))
    if problems:
        raise ManyRulesBroken([problem.sentence for problem in problems])


def _write(rules: CompletionRules, tree: Group, actor: Person | None, action: str, key: str) -> CompletionRules:
    rules.tree = tree_as_json(tree)
    record(f"completion_rules.{action}", rules, actor=actor, key=key)
    db.session.flush()
    return rules
