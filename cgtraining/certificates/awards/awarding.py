"""What an entry of an approved list awards."""

from collections.abc import Collection
from decimal import Decimal

from cgtraining.certificates.composing import Award
from cgtraining.certificates.models import AwardEntry
from cgtraining.certificates.queries import Names


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
    )
