"""The decision record of one trainee as plain JSON values: rules, facts, verdicts, waivers and who approved."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from cgtraining.completion.evaluation import RuleResult, RuleState
from cgtraining.completion.models import Waiver
from cgtraining.completion.queries import Progress
from cgtraining.completion.rules import Group, Rule, tree_as_json, tree_from_json


def decision_record(
    progress: Progress, tree: Group, *, approved_by_id: int | None, first_approved_by_id: int | None = None
) -> dict[str, Any]:
    """Persons stand here by id only. Numbers are text, so that no digit is lost."""
    hours, grades = progress.hours, progress.grades
    return {
        "rules_number": progress.rules_number,
        "rules": tree_as_json(tree),
        "state": progress.state.value,
        "verdicts": _verdicts(progress.result),
        "hours": {
            "planned": _text(hours.planned),
            "possible": _text(hours.possible),
            "earned": _text(hours.earned),
            "on_leave": _text(hours.on_leave),
            "absences": hours.absences,
            "unmarked": _text(hours.unmarked),
        },
        "scores": {
            "weighted": _text(grades.weighted),
            "is_final": grades.is_final,
            "items": {
                code: [_text(item.points), _text(item.maximum), item.passed] for code, item in grades.items.items()
            },
        },
        "waivers": [_waiver(waiver) for waiver in progress.waivers.values()],
        "first_approved_by_id": first_approved_by_id,
        "approved_by_id": approved_by_id,
    }


def result_of_record(record: Mapping[str, Any]) -> RuleResult | None:
    """How it stood with all rules when the decision was made; None for a record from before there were any."""
    if not record:
        return None
    return _restored(tree_from_json(record["rules"]), {verdict["key"]: verdict for verdict in record["verdicts"]})


def _restored(rule: Rule, verdicts: Mapping[str, Mapping[str, Any]]) -> RuleResult:
    own = verdicts[rule.key]
    return RuleResult(
        rule,
        RuleState(own["state"]),
        has=_number(own["has"]),
        needs=_number(own["needs"]),
        missing=_number(own["missing"]) or Decimal(0),
        open_codes=tuple(own["open_codes"]),
        children=tuple(_restored(inner, verdicts) for inner in rule.rules) if isinstance(rule, Group) else (),
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _verdicts(result: RuleResult) -> list[dict[str, Any]]:
    own = {
        "key": result.rule.key,
        "kind": result.rule.kind,
        "state": result.state.value,
        "has": _text(result.has),
        "needs": _text(result.needs),
        "missing": _text(result.missing),
        "open_codes": list(result.open_codes),
    }
    return [own, *(verdict for child in result.children for verdict in _verdicts(child))]


def _waiver(waiver: Waiver) -> dict[str, Any]:
    return {
        "rule_key": waiver.rule_key,
        "reason": waiver.reason,
        "granted_by_id": waiver.granted_by_id,
        "granted_at": waiver.created_at.isoformat(),
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
