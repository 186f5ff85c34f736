"""What an entry of an approved list awards."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from cgtraining.certificates.checks import in_both_languages
from cgtraining.certificates.composing import Award, Details
from cgtraining.certificates.facts import SessionFacts
from cgtraining.certificates.models import AwardEntry, CertificateKind
from cgtraining.certificates.queries import Names
from cgtraining.language.text import BilingualText
from cgtraining.programs.models import SessionKind


def award_of_entry(entry: AwardEntry, namesakes: Collection[Names]) -> Award:
    person, award_list = entry.person, entry.award_list
    return Award(
        person=person,
        cohort=award_list.cohort,
        enrolment_id=entry.enrolment_id,
        kind=award_list.kind,
        class_hours=entry.class_hours or Decimal(0),
        award_date=award_list.award_date,
        has_namesake=(person.name_zh, person.name_latin) in namesakes,
        details=_details(entry),
    )


def _details(entry: AwardEntry) -> Details:
    award_list = entry.award_list
    if award_list.kind is CertificateKind.HONOUR:
        return Details(reason=entry.reason)
    if award_list.kind is CertificateKind.APPOINTMENT:
        return Details(office=entry.office, term=(entry.term_from, entry.term_until) if entry.term_from else None)
    first, last = map(date.fromisoformat, entry.facts["days"])
    return Details(sessions=tuple(map(_session, entry.facts["sessions"])), starts_on=first, ends_on=last)


def _session(line: Mapping[str, Any]) -> SessionFacts:
    """From the decision record, in which the lines were frozen."""
    kind = SessionKind(line["kind"])
    return SessionFacts(
        day=date.fromisoformat(line["day"]),
        title=BilingualText(**line["title"]),
        class_hours=Decimal(line["hours"]),
        mode=in_both_languages(lambda: str(kind.label)),
    )
