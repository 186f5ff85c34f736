"""What the lists of cohorts and trainees show, narrowed by what stands in the address."""

import enum
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, UnaryExpression, func, or_, select

from cgtraining.cohorts.access import may_see_contacts
from cgtraining.cohorts.models import Cohort, CohortStatus, Enrolment, EnrolmentState
from cgtraining.cohorts.queries import STAYING, cohorts_seen_by, counted, enrolments_seen_by
from cgtraining.database import db
from cgtraining.people.models import Account, Person
from cgtraining.people.queries import with_each_word, words_without_contacts
from cgtraining.programs.models import Program


@dataclass(frozen=True)
class CohortFilter:
    text: str = ""
    status: CohortStatus | None = None
    program_id: int | None = None
    sort: str = ""


class SignIn(enum.Enum):
    """Which trainees an administrator looks for who hands over personal links."""

    NO_ACCOUNT = "none"
    NEVER = "never"

    @property
    def label(self) -> object:
        return {SignIn.NO_ACCOUNT: _l("Cannot sign in yet"), SignIn.NEVER: _l("Has a link, never signed in")}[self]


@dataclass(frozen=True)
class TraineeFilter:
    """`group_id` 0: without a group."""

    text: str = ""
    state: EnrolmentState | None = None
    group_id: int | None = None
    sign_in: SignIn | None = None


COHORT_ORDERS: dict[str, UnaryExpression[Any]] = {
    "code": Cohort.code.asc(),
    "-code": Cohort.code.desc(),
    "starts": Cohort.starts_on.asc(),
    "-starts": Cohort.starts_on.desc(),
}


def cohorts_listed(person: Person, wanted: CohortFilter) -> Select[Cohort]:
    query = _narrowed(cohorts_seen_by(person), wanted)
    if wanted.status is not None:
        query = query.where(Cohort.status == wanted.status)
    if wanted.sort in COHORT_ORDERS:
        query = query.order_by(None).order_by(COHORT_ORDERS[wanted.sort], Cohort.id)
    return query


def count_by_status(person: Person, wanted: CohortFilter) -> dict[CohortStatus, int]:
    """How many cohorts of each status the other filters leave."""
    found = _narrowed(cohorts_seen_by(person), wanted).order_by(None).with_only_columns(Cohort.status, func.count())
    return counted(found.group_by(Cohort.status))


def programs_with_cohorts(person: Person) -> Sequence[Program]:
    seen = cohorts_seen_by(person).order_by(None).with_only_columns(Cohort.program_id)
    return db.session.scalars(select(Program).where(Program.id.in_(seen)).order_by(Program.code)).all()


def count_trainees(cohort_ids: Sequence[int]) -> dict[int, int]:
    """Trainees of each cohort who take a place."""
    query = select(Enrolment.cohort_id, func.count()).where(Enrolment.cohort_id.in_(cohort_ids))
    query = query.where(Enrolment.state.in_(STAYING)).group_by(Enrolment.cohort_id)
    return counted(query)


def count_all_states(cohort_ids: Sequence[int]) -> dict[int, dict[EnrolmentState, int]]:
    """For each cohort, how many enrolments are in each state."""
    query = select(Enrolment.cohort_id, Enrolment.state, func.count()).where(Enrolment.cohort_id.in_(cohort_ids))
    found: dict[int, dict[EnrolmentState, int]] = {}
    for cohort_id, state, number in db.session.execute(query.group_by(Enrolment.cohort_id, Enrolment.state)):
        found.setdefault(cohort_id, {})[state] = number
    return found


def trainees_listed(person: Person, cohort: Cohort, wanted: TraineeFilter) -> Select[Enrolment]:
    query = _narrowed_trainees(enrolments_seen_by(person, cohort), wanted, _words_known_to(person, cohort))
    return query if wanted.state is None else query.where(Enrolment.state == wanted.state)


def count_by_state(person: Person, cohort: Cohort, wanted: TraineeFilter) -> dict[EnrolmentState, int]:
    seen = _narrowed_trainees(enrolments_seen_by(person, cohort), wanted, _words_known_to(person, cohort))
    ids = seen.order_by(None).with_only_columns(Enrolment.id)
    query = select(Enrolment.state, func.count()).where(Enrolment.id.in_(ids)).group_by(Enrolment.state)
    return counted(query)


def _narrowed(query: Select[Cohort], wanted: CohortFilter) -> Select[Cohort]:
    if wanted.program_id is not None:
        query = query.where(Cohort.program_id == wanted.program_id)
    if wanted.text:
        columns = (Cohort.code, Cohort.title_zh, Cohort.title_en)
        query = query.where(or_(*(column.icontains(wanted.text, autoescape=True) for column in columns)))
    return query


def _words_known_to(person: Person, cohort: Cohort) -> ColumnElement[str]:
    """Whoever does not see phone numbers cannot search for them either."""
    return Person.search_text.expression if may_see_contacts(person, cohort) else words_without_contacts()


def _narrowed_trainees(query: Select[Enrolment], wanted: TraineeFilter, words: ColumnElement[str]) -> Select[Enrolment]:
    query = with_each_word(query, wanted.text, words)
    if wanted.group_id is not None:
        query = query.where(Enrolment.group_id == (wanted.group_id or None))
    if wanted.sign_in is SignIn.NO_ACCOUNT:
        query = query.where(~Person.account.has(), Enrolment.state.in_(STAYING))
    if wanted.sign_in is SignIn.NEVER:
        query = query.where(Person.account.has(Account.last_sign_in_at.is_(None)), Enrolment.state.in_(STAYING))
    return query
