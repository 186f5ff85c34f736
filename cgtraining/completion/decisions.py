"""One decision record as a page shows it: what was decided on whom, by which rules and facts, and by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from cgtraining.cohorts.models import Enrolment
from cgtraining.completion.deciding import result_of_record
from cgtraining.completion.evaluation import RuleResult
from cgtraining.completion.models import GraduateEntry, GraduateList
from cgtraining.completion.presenting import results_in
from cgtraining.completion.sentences import Titles, missing_sentence, rule_sentence
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.people.queries import persons_by_ids


@dataclass(frozen=True)
class RecordedWaiver:
    """`granted_by` is None where that person is gone."""

    reason: str
    granted_by: Person | None
    granted_at: datetime


@dataclass(frozen=True)
class DecidedRule:
    """How it stood with one rule when the decision was made."""

    depth: int
    result: RuleResult
    sentence: str
    missing: str
    waiver: RecordedWaiver | None


def decision_in(list_id: int, enrolment_id: int) -> GraduateEntry | None:
    """With the list, its approvers, and the trainee."""
    query = select(GraduateEntry).join(GraduateEntry.graduate_list).join(GraduateEntry.enrolment)
    query = query.where(GraduateEntry.list_id == list_id, GraduateEntry.enrolment_id == enrolment_id)
    decided = contains_eager(GraduateEntry.graduate_list)
    trainee = contains_eager(GraduateEntry.enrolment)
    query = query.options(
        decided.joinedload(GraduateList.approved_by),
        decided.joinedload(GraduateList.first_approved_by),
        decided.joinedload(GraduateList.withdrawn_by),
        trainee.joinedload(Enrolment.cohort),
        trainee.joinedload(Enrolment.person).joinedload(Person.organization),
    )
    return db.session.scalars(query).one_or_none()


def decided_rules(entry: GraduateEntry, titles: Titles) -> list[DecidedRule]:
    """In the reader's language; none where nothing was recorded yet."""
    result = result_of_record(entry.facts)
    if result is None:
        return []
    waivers = _waivers(entry.facts)
    return [
        DecidedRule(
            depth=depth,
            result=one,
            sentence=rule_sentence(one.rule, titles),
            missing=missing_sentence(one, titles, with_spare=False),
            waiver=waivers.get(one.rule.key),
        )
        for depth, one in results_in(result)
    ]


def decided_hours(entry: GraduateEntry) -> dict[str, Decimal]:
    """Planned, possible, earned, on_leave, absences; empty where nothing was recorded yet."""
    return {name: Decimal(value) for name, value in entry.facts.get("hours", {}).items() if value is not None}


def decided_scores(entry: GraduateEntry, titles: Titles) -> Iterator[tuple[object, str]]:
    """Each graded item with points of the maximum, as recorded."""
    for code, (points, maximum, _passed) in entry.facts.get("scores", {}).get("items", {}).items():
        yield titles.get(code) or code, f"{points or '–'} / {maximum}"


def _waivers(facts: Mapping[str, Any]) -> dict[str, RecordedWaiver]:
    people = persons_by_ids({one["granted_by_id"] for one in facts["waivers"] if one["granted_by_id"]})
    return {
        one["rule_key"]: RecordedWaiver(
            reason=one["reason"],
            granted_by=people.get(one["granted_by_id"] or 0),
            granted_at=datetime.fromisoformat(one["granted_at"]),
        )
        for one in facts["waivers"]
    }
