"""A cohort as the office opens it: its staff, its people in three groups, and who has said how a name is written."""

from collections.abc import Sequence
from datetime import date

from cgtraining.cohorts.models import Cohort, CohortRole, Enrolment
from cgtraining.cohorts.operations import (
    CohortValues,
    add_group,
    add_staff,
    assign_group,
    assign_sponsor,
    create_cohort,
    enrol,
)
from cgtraining.demo.cast import Character
from cgtraining.demo.people import add_cast
from cgtraining.demo.setting import Setting
from cgtraining.people.models import Person
from cgtraining.people.operations import confirm_profile
from cgtraining.people.values import values_of_person

GROUPS = (("第一组", "Group 1"), ("第二组", "Group 2"), ("第三组", "Group 3"))


def open_cohort(
    setting: Setting, values: CohortValues, cast: Sequence[Character], mailbox: str
) -> tuple[Cohort, list[Enrolment]]:
    """Every third trainee is sponsored. In preparation: the story sets it running when its time has come."""
    cohort = create_cohort(curriculum=setting.curriculum, values=values, actor=setting.office)
    _add_staff(setting, cohort, values.starts_on)
    people = add_cast(cast, mailbox, setting.office)
    enrolments = [enrol(cohort=cohort, person=one, actor=setting.office, joined_on=values.starts_on) for one in people]
    for number, (title_zh, title_en) in enumerate(GROUPS):
        group = add_group(cohort=cohort, title_zh=title_zh, title_en=title_en, actor=setting.office)
        assign_group(enrolments=enrolments[number::3], group=group, actor=setting.office)
    assign_sponsor(enrolments=enrolments[::3], sponsor=setting.sponsor, actor=setting.office)
    return cohort, enrolments


def confirm_names(people: Sequence[Person]) -> None:
    for person in people:
        confirm_profile(person=person, version=person.version, values=values_of_person(person), consents=True)


def _add_staff(setting: Setting, cohort: Cohort, since: date) -> None:
    for person, role in (
        (setting.class_teacher, CohortRole.CLASS_TEACHER),
        (setting.trainer, CohortRole.TRAINER),
        (setting.mentor, CohortRole.MENTOR),
    ):
        add_staff(cohort=cohort, person=person, role=role, since=since, actor=setting.office)
