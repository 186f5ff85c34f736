"""All that the home page shows to one person, put together once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cgtraining.attendance.models import ClassSession
from cgtraining.cohorts.models import EnrolmentState
from cgtraining.home import standings
from cgtraining.home.installation import Fact, facts_of_installation
from cgtraining.home.roles import Roles, role_names
from cgtraining.home.standings import CohortCard, HeldCertificate, OwnCourse, SponsoredFigures
from cgtraining.home.steps import (
    Step,
    administrator,
    in_order,
    leave,
    partner,
    quizzes,
    seals,
    setup,
    teaching,
    trainee,
)
from cgtraining.people.models import Person


@dataclass(frozen=True)
class HomePage:
    """`setup`: steps to the first cohort, in their order, while there is none.

    `next_session` is the trainee's own, `coming` what else there is in the next weeks. `installation`: how the program
    is set up, for whoever runs it.
    """

    role_names: Sequence[str]
    setup: Sequence[Step]
    steps: Sequence[Step]
    next_session: ClassSession | None
    coming: Sequence[ClassSession]
    course: OwnCourse | None
    certificates: Sequence[HeldCertificate]
    managed: Sequence[CohortCard]
    taught: Sequence[CohortCard]
    sponsored: Sequence[CohortCard]
    sponsored_figures: SponsoredFigures | None
    installation: Sequence[Fact]


def home_page(person: Person, roles: Roles) -> HomePage:
    course = standings.own_course(roles.enrolments)
    certificates = standings.held_certificates(person)
    figures = standings.sponsored_figures(person) if roles.partner else None
    counts = standings.counts_in((*roles.managed, *roles.taught, *roles.sponsored))
    first_steps = setup.steps_of(person, counts) if roles.administrator else []
    steps = [
        *trainee.steps_of(person, roles.enrolments, course, certificates),
        *(quizzes.steps_of(person) if roles.enrolments else ()),
        *leave.own_steps(person),
        *leave.steps_of_leave(roles),
        *teaching.steps_of(roles),
        *(administrator.steps_of(person, roles, counts) if roles.administrator and not first_steps else ()),
        *(partner.steps_of(roles.sponsored, figures) if figures else ()),
        *seals.steps_of(person),
    ]
    coming = standings.coming_sessions(list(_present_cohorts(roles)))
    own = next((one for one in coming if course and one.cohort_id == course.enrolment.cohort_id), None)
    return HomePage(
        role_names=role_names(roles),
        setup=first_steps,
        steps=in_order(steps),
        next_session=own,
        coming=[one for one in coming if one is not own],
        course=course,
        certificates=certificates,
        managed=standings.cohort_cards(roles.managed, counts),
        taught=standings.cohort_cards(roles.taught, counts),
        sponsored=standings.cohort_cards(roles.sponsored, counts),
        sponsored_figures=figures,
        installation=facts_of_installation() if roles.platform_administrator else (),
    )


def _present_cohorts(roles: Roles) -> Iterator[int]:
    yield from (cohort.id for cohort in (*roles.managed, *roles.taught))
    yield from (one.cohort_id for one in roles.enrolments if one.state is EnrolmentState.ENROLLED)
