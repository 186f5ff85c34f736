"""Role by rule: who may do what with a cohort, an enrolment and a program."""

from datetime import date

import pytest
from flask import Flask

from cgtraining.cohorts import access
from cgtraining.cohorts.models import Cohort, CohortRole, CohortStaff, EnrolmentState
from cgtraining.database import db
from cgtraining.people.models import Person
from cgtraining.programs import access as program_access
from cgtraining.programs.models import ProgramRole
from tests import factories

ROLES = {
    # role: (manage, teach, contacts, list trainees, see, classmates)
    "platform administrator": (True, True, True, True, True, False),
    "program head": (True, True, True, True, True, False),
    "program administrator": (True, True, True, True, True, False),
    "cohort administrator": (True, True, True, True, True, False),
    "class teacher": (False, True, True, True, True, False),
    "trainer": (False, True, False, True, True, False),
    "mentor": (False, True, False, True, True, False),
    "trainee": (False, False, False, False, True, True),
    "withdrawn trainee": (False, False, False, False, True, False),
    "sponsor of a trainee": (False, False, False, True, True, False),
    "sponsor of nobody": (False, False, False, False, False, False),
    "trainer of another cohort": (False, False, False, False, False, False),
    "former trainer": (False, False, False, False, False, False),
    "stranger": (False, False, False, False, False, False),
}


def someone_as(role: str, cohort: Cohort) -> Person:
    """A person in that role, and where the role needs a trainee, that trainee too."""
    sponsor = factories.organization()
    if role == "sponsor of a trainee":
        factories.enrolment(cohort, sponsor=sponsor)
    if role == "former trainer":
        who = factories.person()
        past = {"since": date(2018, 1, 1), "until": date(2019, 1, 1)}
        db.session.add(CohortStaff(cohort=cohort, person=who, role=CohortRole.TRAINER, **past))
        db.session.flush()
        return who
    makers = {
        "platform administrator": factories.platform_administrator,
        "program head": lambda: factories.program_staff(cohort.program, role=ProgramRole.HEAD),
        "program administrator": lambda: factories.program_staff(cohort.program),
        "cohort administrator": lambda: factories.cohort_staff(cohort, CohortRole.ADMINISTRATOR),
        "class teacher": lambda: factories.cohort_staff(cohort, CohortRole.CLASS_TEACHER),
        "trainer": lambda: factories.cohort_staff(cohort, CohortRole.TRAINER),
        "mentor": lambda: factories.cohort_staff(cohort, CohortRole.MENTOR),
        "trainee": lambda: factories.enrolment(cohort).person,
        "withdrawn trainee": lambda: factories.enrolment(cohort, state=EnrolmentState.WITHDRAWN).person,
        "sponsor of a trainee": lambda: factories.partner(cohort.program, sponsor),
        "sponsor of nobody": lambda: factories.partner(cohort.program, sponsor),
        "trainer of another cohort": lambda: factories.cohort_staff(factories.cohort(), CohortRole.TRAINER),
        "stranger": factories.person,
    }
    return makers[role]()


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_with_a_cohort_what_the_table_says(app: Flask, role: str) -> None:
    cohort = factories.cohort()
    person = someone_as(role, cohort)
    rules = (
        access.may_manage_cohort,
        access.may_teach_cohort,
        access.may_see_contacts,
        access.may_list_trainees,
        access.may_see_cohort,
        access.may_see_classmates,
    )
    assert tuple(rule(person, cohort) for rule in rules) == ROLES[role]


def test_a_trainee_sees_the_own_enrolment_and_no_other(app: Flask) -> None:
    cohort = factories.cohort()
    own, other = factories.enrolment(cohort), factories.enrolment(cohort)
    assert access.may_see_enrolment(own.person, own)
    assert not access.may_see_enrolment(own.person, other)
    assert not access.may_manage_enrolment(own.person, own)


def test_a_partner_sees_the_enrolment_that_it_sponsors_and_no_other(app: Flask) -> None:
    cohort, sponsor = factories.cohort(), factories.organization()
    partner = factories.partner(cohort.program, sponsor)
    sponsored, other = factories.enrolment(cohort, sponsor=sponsor), factories.enrolment(cohort)
    elsewhere = factories.enrolment(factories.cohort(), sponsor=sponsor)
    seen = [access.may_see_enrolment(partner, one) for one in (sponsored, other, elsewhere)]
    assert seen == [True, False, False]


def test_a_trainer_sees_enrolments_and_manages_none(app: Flask) -> None:
    cohort = factories.cohort()
    trainer, enrolment = factories.cohort_staff(cohort, CohortRole.TRAINER), factories.enrolment(cohort)
    assert access.may_see_enrolment(trainer, enrolment)
    assert not access.may_manage_enrolment(trainer, enrolment)


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        # create, manage, name staff, see, list programs
        ("platform administrator", (True, True, True, True, True)),
        ("program head", (False, True, True, True, True)),
        ("program administrator", (False, True, False, True, True)),
        ("sponsor of nobody", (False, False, False, True, True)),
        ("trainer", (False, False, False, False, False)),
        ("trainee", (False, False, False, False, False)),
        ("stranger", (False, False, False, False, False)),
    ],
)
def test_each_role_may_do_with_a_program_what_the_table_says(app: Flask, role: str, expected: tuple[bool, ...]) -> None:
    cohort = factories.cohort()
    person, program = someone_as(role, cohort), cohort.program
    assert expected == (
        program_access.may_create_programs(person),
        program_access.may_manage_program(person, program),
        program_access.may_staff_program(person, program),
        program_access.may_see_program(person, program),
        program_access.may_list_programs(person),
    )
    assert program_access.may_manage_curriculum(person, cohort.curriculum) == expected[1]
    assert program_access.may_see_curriculum(person, cohort.curriculum) == expected[3]
    assert access.may_create_cohorts(person) == expected[1]
