"""How things stand, beside what is next: cohorts, a trainee's own course and certificates, a partner's trainees."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import case, func, select

from cgtraining import clock
from cgtraining.attendance.hours import HoursLedger
from cgtraining.attendance.models import ClassSession, Mark, SessionStatus
from cgtraining.attendance.queries import next_sessions
from cgtraining.attendance.rates import ATTENDED
from cgtraining.certificates.codes import Code
from cgtraining.certificates.models import Certificate, Standing
from cgtraining.certificates.queries import certificates_of_person
from cgtraining.certificates.standing import standing_of
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentState
from cgtraining.cohorts.queries import STAYING, counted
from cgtraining.cohorts.sponsoring import sponsored_enrolments
from cgtraining.completion.presenting import results_in
from cgtraining.completion.queries import progress_of_trainee
from cgtraining.completion.rules import MinimumShare
from cgtraining.completion.sentences import spare_sentence
from cgtraining.config import settings
from cgtraining.database import db
from cgtraining.people.models import Person

MOST_CARDS = 6
COMING_DAYS = timedelta(days=31)
MOST_COMING = 5


@dataclass(frozen=True)
class CohortCounts:
    """By cohort: the trainees who take a place, and the sessions held and planned."""

    trainees: Mapping[int, int]
    sessions: Mapping[int, tuple[int, int]]


@dataclass(frozen=True)
class CohortCard:
    """`held` of `planned` sessions are over."""

    cohort: Cohort
    trainees: int
    held: int
    planned: int


@dataclass(frozen=True)
class OwnCourse:
    """`spare` says what may still be missed; `begins_in` counts the days to a course that has not begun."""

    enrolment: Enrolment
    hours: HoursLedger
    spare: str
    begins_in: int | None


@dataclass(frozen=True)
class HeldCertificate:
    certificate: Certificate
    standing: Standing

    @property
    def address(self) -> str | None:
        """Where anyone verifies it; None if it does not count any more."""
        counts = self.standing is Standing.VALID and self.certificate.facts
        return settings().address(f"/verify/{Code(self.certificate.code).grouped}") if counts else None


@dataclass(frozen=True)
class SponsoredFigures:
    """Of all trainees whom a partner sponsors; `share` of their marks says that they were there."""

    people: int
    in_class: int
    completed: int
    marks: int
    share: Decimal | None
    per_cohort: Mapping[int, int]


def counts_in(cohorts: Iterable[Cohort]) -> CohortCounts:
    """Asked once for all that the page shows."""
    ids = {cohort.id for cohort in cohorts}
    return CohortCounts(trainees_in(ids), sessions_in(ids)) if ids else CohortCounts({}, {})


def cohort_cards(cohorts: Sequence[Cohort], counts: CohortCounts) -> list[CohortCard]:
    """Those that go on before those that are to come."""
    shown = sorted(cohorts, key=lambda cohort: cohort.status is not CohortStatus.RUNNING)[:MOST_CARDS]
    return [CohortCard(one, counts.trainees.get(one.id, 0), *counts.sessions.get(one.id, (0, 0))) for one in shown]


def trainees_in(cohort_ids: Collection[int]) -> dict[int, int]:
    """Trainees who take a place, enrolled or completed, by cohort."""
    query = select(Enrolment.cohort_id, func.count()).where(Enrolment.cohort_id.in_(cohort_ids))
    return counted(query.where(Enrolment.state.in_(STAYING)).group_by(Enrolment.cohort_id))


def coming_sessions(cohort_ids: Collection[int]) -> list[ClassSession]:
    """Of the next weeks, the one that goes on now among them."""
    until = clock.now() + COMING_DAYS
    return [one for one in next_sessions(cohort_ids, MOST_COMING) if one.starts_at < until] if cohort_ids else []


def own_course(enrolments: Sequence[Enrolment]) -> OwnCourse | None:
    """The newest course in which somebody is now; `enrolments` newest first."""
    current = next((one for one in enrolments if one.state is EnrolmentState.ENROLLED), None)
    if current is None:
        return None
    progress = progress_of_trainee(current, released_only=True)
    shares = [result for _depth, result in results_in(progress.result) if isinstance(result.rule, MinimumShare)]
    spare = next((sentence for sentence in map(spare_sentence, shares) if sentence), "")
    return OwnCourse(current, progress.hours, spare, _days_until(current.cohort))


def held_certificates(person: Person) -> list[HeldCertificate]:
    """Newest first."""
    today = clock.today()
    return [HeldCertificate(one, standing_of(one, today)) for one in certificates_of_person(person)]


def sponsored_figures(person: Person) -> SponsoredFigures:
    mine = sponsored_enrolments(person)
    columns = (Enrolment.cohort_id, Enrolment.state, func.count())
    rows = db.session.execute(mine.with_only_columns(*columns).group_by(Enrolment.cohort_id, Enrolment.state)).all()
    per_cohort: dict[int, int] = {}
    for cohort_id, _state, count in rows:
        per_cohort[cohort_id] = per_cohort.get(cohort_id, 0) + count
    marks, attended = _marks_of(mine.with_only_columns(Enrolment.id))
    return SponsoredFigures(
        people=sum(per_cohort.values()),
        in_class=sum(count for _cohort, state, count in rows if state is EnrolmentState.ENROLLED),
        completed=sum(count for _cohort, state, count in rows if state is EnrolmentState.COMPLETED),
        marks=marks,
        share=Decimal(attended) / marks if marks else None,
        per_cohort=per_cohort,
    )


def sessions_in(cohort_ids: Collection[int]) -> dict[int, tuple[int, int]]:
    """Held and planned, by cohort."""
    held = func.sum(case((ClassSession.ends_at <= clock.now(), 1), else_=0))
    query = select(ClassSession.cohort_id, held, func.count()).where(ClassSession.cohort_id.in_(cohort_ids))
    query = query.where(ClassSession.status == SessionStatus.PLANNED).group_by(ClassSession.cohort_id)
    return {cohort_id: (over, planned) for cohort_id, over, planned in db.session.execute(query)}


def _marks_of(enrolment_ids: object) -> tuple[int, int]:
    """All marks, and those that say that somebody was there."""
    was_there = func.sum(case((Mark.status.in_(ATTENDED), 1), else_=0))
    query = select(func.count(), was_there).where(Mark.enrolment_id.in_(enrolment_ids))  # type: ignore[arg-type]
    marks, attended = db.session.execute(query).one()
    return marks, attended or 0


def _days_until(cohort: Cohort) -> int | None:
    today = clock.today(cohort.timezone)
    return (cohort.starts_on - today).days if cohort.starts_on > today else None
