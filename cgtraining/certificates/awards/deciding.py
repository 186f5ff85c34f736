"""The decision record of one award as plain JSON values: on what it stands, who prepared and who approved it.

Persons stand here by id only. Numbers are text, so that no digit is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from cgtraining.attendance.queries import left_on, stated_sessions
from cgtraining.attendance.statements import StatedSession
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind
from cgtraining.cohorts.models import Enrolment
from cgtraining.completion.deciding import decision_record
from cgtraining.completion.queries import progress_of, rules_in_force
from cgtraining.programs.models import Curriculum


def records_of(
    award_list: AwardList, entries: Sequence[AwardEntry], approved_by_id: int | None
) -> list[dict[str, Any]]:
    """One for each entry, in their order."""
    who = {
        "prepared_by_id": award_list.prepared_by_id,
        "first_approved_by_id": award_list.first_approved_by_id,
        "approved_by_id": approved_by_id,
    }
    if award_list.kind is CertificateKind.HONOUR:
        return [
            _honour(entry, grounds) | who
            for entry, grounds in zip(entries, _progress(award_list, entries), strict=True)
        ]
    if award_list.kind is CertificateKind.APPOINTMENT:
        return [_appointment(entry) | who for entry in entries]
    return [record | who for record in _statements(award_list, entries)]


def hours_of_record(record: Mapping[str, Any]) -> Decimal | None:
    """Those that were stated or earned when the decision was made; None of a letter of appointment."""
    if "sessions" in record:
        return sum((Decimal(line["hours"]) for line in record["sessions"]), Decimal(0))
    return Decimal(record["hours"]["earned"]) if "hours" in record else None


def _honour(entry: AwardEntry, progress: Mapping[str, Any]) -> dict[str, Any]:
    return {**progress, "reason": asdict(entry.reason)}


def _progress(award_list: AwardList, entries: Sequence[AwardEntry]) -> list[dict[str, Any]]:
    """How each stood with the rules, as lists of graduates keep it too."""
    progress, tree = progress_of(award_list.cohort), rules_in_force(award_list.cohort.curriculum_id).tree
    return [decision_record(progress[entry.enrolment_id or 0], tree, approved_by_id=None) for entry in entries]


def _appointment(entry: AwardEntry) -> dict[str, Any]:
    staff = entry.staff
    if staff is None:
        raise ValueError("a letter of appointment stands on a role in the cohort")
    return {
        "role": staff.role.value,
        "role_since": staff.since.isoformat(),
        "role_until": staff.until.isoformat() if staff.until else None,
        "office": asdict(entry.office),
        "term": [day.isoformat() if day else None for day in (entry.term_from, entry.term_until)],
    }


def _statements(award_list: AwardList, entries: Sequence[AwardEntry]) -> list[dict[str, Any]]:
    cohort, until = award_list.cohort, award_list.counted_until or award_list.cohort.ends_on
    stated = stated_sessions(cohort, until)
    rule = _hours_rule(cohort.curriculum)
    return [
        {
            "counted_until": until.isoformat(),
            "days": [day.isoformat() for day in _days(entry.enrolment, until, stated[entry.enrolment.id])],
            "hours_rule": rule,
            "sessions": [_line(one) for one in stated[entry.enrolment.id]],
        }
        for entry in entries
        if entry.enrolment
    ]


def _days(enrolment: Enrolment, until: date, stated: Sequence[StatedSession]) -> tuple[date, date]:
    """From when to when the trainee was in the cohort, as far as the statement goes; a session made up counts too."""
    cohort, left = enrolment.cohort, left_on(enrolment.state, enrolment.state_since)
    last = min(until, cohort.ends_on, *([left - timedelta(days=1)] if left else []))
    days = [one.day for one in stated]
    return min([max(cohort.starts_on, enrolment.joined_on), *days]), max([last, *days])


def _line(stated: StatedSession) -> dict[str, Any]:
    return {
        "day": stated.day.isoformat(),
        "title": asdict(stated.title),
        "kind": stated.kind.value,
        "hours": _text(stated.hours),
    }


def _hours_rule(curriculum: Curriculum) -> dict[str, Any]:
    names = ("smallest_step", "most_per_day", "rate_online", "rate_recorded", "rate_visit", "rate_practice")
    numbers = {name: _text(getattr(curriculum, name)) for name in names}
    return {"curriculum": curriculum.number, "minutes_per_hour": curriculum.minutes_per_hour, **numbers}


def _text(value: Decimal) -> str:
    return f"{value.normalize():f}"
