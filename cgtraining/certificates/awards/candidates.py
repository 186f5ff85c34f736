"""Who may be put on a list of awards, and what is proposed for each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from cgtraining.attendance.queries import stated_sessions
from cgtraining.certificates.checks import in_both_languages
from cgtraining.certificates.models import AwardEntry, AwardList, CertificateKind
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, Enrolment
from cgtraining.cohorts.queries import STAYING, enrolments_of, staff_of
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Person

APPOINTED = (CohortRole.TRAINER, CohortRole.MENTOR)


@dataclass(frozen=True)
class Wording:
    """What people write for one entry: the reason of an honour, or the office and term (first and last day)."""

    reason: BilingualText = field(default_factory=BilingualText)
    office: BilingualText = field(default_factory=BilingualText)
    term_from: date | None = None
    term_until: date | None = None


@dataclass(frozen=True)
class Candidate:
    """`key` names the row in a form: `enrolment-12` or `staff-7`. `hours` are those that a statement would count."""

    key: str
    person: Person
    proposed: Wording = field(default_factory=Wording)
    enrolment: Enrolment | None = None
    staff: CohortStaff | None = None
    hours: Decimal | None = None

    def entry(self, wording: Wording | None = None) -> AwardEntry:
        given = wording or self.proposed
        return AwardEntry(
            person=self.person,
            enrolment=self.enrolment,
            staff=self.staff,
            class_hours=self.hours,
            reason=given.reason,
            office=given.office,
            term_from=given.term_from,
            term_until=given.term_until,
        )


def candidates_for(award_list: AwardList) -> Sequence[Candidate]:
    """In pinyin order; who left the cohort may still ask for a statement of what was learned before."""
    cohort = award_list.cohort
    if award_list.kind is CertificateKind.APPOINTMENT:
        return [_of_staff(one, cohort) for one in staff_of(cohort) if one.role in APPOINTED]
    if award_list.kind is CertificateKind.HONOUR:
        return [_of_trainee(one) for one in enrolments_of(cohort, STAYING)]
    hours = counted_hours(cohort, award_list.counted_until or cohort.ends_on)
    return [_of_trainee(one, hours[one.id]) for one in enrolments_of(cohort) if hours.get(one.id)]


def counted_hours(cohort: Cohort, until: date) -> dict[int, Decimal]:
    """By enrolment: the sum of what a statement would list."""
    stated = stated_sessions(cohort, until)
    return {enrolment_id: sum((one.hours for one in lines), Decimal(0)) for enrolment_id, lines in stated.items()}


def key_of(entry: AwardEntry) -> str:
    return f"enrolment-{entry.enrolment_id}" if entry.enrolment_id else f"staff-{entry.staff_id}"


def _of_trainee(enrolment: Enrolment, hours: Decimal | None = None) -> Candidate:
    return Candidate(f"enrolment-{enrolment.id}", enrolment.person, enrolment=enrolment, hours=hours)


def _of_staff(staff: CohortStaff, cohort: Cohort) -> Candidate:
    """The role's last day is the day before it ended; one without an end is proposed to end with the cohort."""
    last = staff.until - timedelta(days=1) if staff.until else max(cohort.ends_on, staff.since)
    office = in_both_languages(lambda: str(staff.role.label))
    proposed = Wording(office=office, term_from=staff.since, term_until=max(last, staff.since))
    return Candidate(f"staff-{staff.id}", staff.person, proposed, staff=staff)
