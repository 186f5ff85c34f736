"""Takes decided rows in: persons, their organizations and groups, their enrolments. All of them, or none."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, or_, select

from cgtraining import clock
from cgtraining.cohorts.models import Cohort, Enrolment, EnrolmentState, Group, RosterRow, RowVerdict
from cgtraining.cohorts.operations import Newcomer, add_group, assign_group, enrol_all, record_state
from cgtraining.cohorts.roster.acquaintance import known_to
from cgtraining.cohorts.roster.choices import person_chosen
from cgtraining.cohorts.roster.deciding import Step, step_for
from cgtraining.cohorts.roster.differences import said_of_newcomer
from cgtraining.cohorts.roster.identity import Known
from cgtraining.cohorts.roster.judging import Judgement, recognised_again, stored
from cgtraining.database import db
from cgtraining.language.names import is_han, tidy_name
from cgtraining.language.text import BilingualText
from cgtraining.people.models import Gender, Organization, Person
from cgtraining.people.operations import PersonValues, add_organizations, add_people, change_person
from cgtraining.people.values import values_of_person

Organizations = dict[str, Organization]


def take_in(cohort: Cohort, rows: Sequence[RosterRow], actor: Person | None, joined_on: date | None = None) -> None:
    found = [recognised_again(row.number, row.found) for row in rows]
    ids = [row.person_id or person_chosen(row.choice) for row in rows]
    known = known_to(cohort.id, found, actor, filter(None, ids), namesakes=False)
    steps = [step_for(row, each, known) for row, each in zip(rows, found, strict=True)]
    for step in steps:
        if step.open_question:
            ask(step.row, step.found.number, step.open_question)
    carry_out(cohort, [step for step in steps if step.open_question is None], known, actor, joined_on)


def ask(row: RosterRow, number: int, question: Judgement) -> None:
    """The row is left undone, with its question beside it."""
    found = recognised_again(number, row.found)
    for name, value in stored(found, question).items():
        if name not in ("found", "number", "sheet"):
            setattr(row, name, value)


def carry_out(
    cohort: Cohort, steps: list[Step], known: Known, actor: Person | None, joined_on: date | None = None
) -> None:
    organizations = organizations_of(steps, actor)
    outcomes = [step.outcome for step in steps]  # before anybody is added
    add_newcomers(steps, organizations, actor)
    for step in steps:
        change(step, organizations, actor)
    groups = groups_of(cohort, steps, known.groups, actor)
    enrol_newcomers(cohort, steps, groups, actor, joined_on)
    for step in steps:
        settle(step, groups, actor)
    for step, outcome in zip(steps, outcomes, strict=True):
        mark_done(step, outcome)


def mark_done(step: Step, outcome: RowVerdict) -> None:
    step.row.verdict, step.row.done_at = outcome, clock.now()
    step.row.person_id = step.person.id if step.person else None


def add_newcomers(steps: list[Step], organizations: Organizations, actor: Person | None) -> None:
    newcomers = [step for step in steps if step.person is None]
    values = [PersonValues(**as_values(said_of_newcomer(step.found), organizations)) for step in newcomers]
    for step, person in zip(newcomers, add_people(actor=actor, values=values), strict=True):
        step.person = person


def change(step: Step, organizations: Organizations, actor: Person | None) -> None:
    wanted = {each.field: each.new for each in step.changes if not each.kept and each.field != "group"}
    if step.person and wanted:
        values = replace(values_of_person(step.person), **as_values(wanted, organizations))
        change_person(person=step.person, actor=actor, version=step.person.version, values=values)


def as_values(said: dict[str, str | None], organizations: Organizations) -> dict[str, Any]:
    """As `PersonValues` takes them."""
    values: dict[str, Any] = dict(said)
    if organization := said.get("organization"):
        values["organization"] = organizations[key_of(organization)]
    if gender := said.get("gender"):
        values["gender"] = Gender(gender)
    return values


def enrol_newcomers(
    cohort: Cohort, steps: list[Step], groups: dict[str, Group], actor: Person | None, joined_on: date | None
) -> None:
    newcomers = [
        Newcomer(step.person, groups.get((step.found.group or "").casefold()), note=step.found.remark)
        for step in steps
        if step.person and step.enrolment is None
    ]
    if newcomers:
        enrol_all(cohort=cohort, newcomers=newcomers, actor=actor, joined_on=joined_on)


def settle(step: Step, groups: dict[str, Group], actor: Person | None) -> None:
    """What remains to be done with somebody who is, or was, in the cohort."""
    if step.enrolment is None:
        return
    if step.again:
        enrol_again(step.enrolment, actor)
    if any(each.field == "group" for each in step.changes):
        group = groups[(step.found.group or "").casefold()]
        assign_group(enrolments=[step.enrolment], group=group, actor=actor)


def enrol_again(enrolment: Enrolment, actor: Person | None) -> None:
    if enrolment.state is EnrolmentState.ENROLLED:
        return
    day = max(clock.today(enrolment.cohort.timezone), enrolment.joined_on)
    record_state(
        enrolment=enrolment,
        state=EnrolmentState.ENROLLED,
        on=day,
        reason=_("On the imported list again."),
        version=enrolment.version,
        actor=actor,
    )


def groups_of(cohort: Cohort, steps: Iterable[Step], known: dict[str, Group], actor: Person | None) -> dict[str, Group]:
    """By casefolded title; those that the cohort does not have yet are made, in the order of the rows."""
    groups = dict(known)
    for title in dict.fromkeys(step.found.group for step in steps if step.found.group):
        if title.casefold() not in groups:
            made = add_group(cohort=cohort, title_zh=title, title_en=None, actor=actor)
            groups[title.casefold()] = made
    return groups


def organizations_of(steps: Iterable[Step], actor: Person | None) -> Organizations:
    """Those that the steps name; the ones that nobody knows yet are made, in the order of the rows."""
    names = {key_of(name): tidy_name(name) for step in steps for name in organization_names(step)}
    found = organizations_called(list(names.values()))
    unknown = [key for key in names if key not in found]
    made = add_organizations(names=[in_its_script(names[key]) for key in unknown], actor=actor)
    return {**found, **dict(zip(unknown, made, strict=True))}


def in_its_script(name: str) -> BilingualText:
    return BilingualText(zh=name) if any(map(is_han, name)) else BilingualText(en=name)


def organization_names(step: Step) -> list[str]:
    if step.person is None:
        return [step.found.organization] if step.found.organization else []
    return [change.new for change in step.changes if change.field == "organization" and change.new]


def organizations_called(names: Sequence[str]) -> Organizations:
    """Of several that share a name, the first made."""
    wanted = or_(
        Organization.name_zh.in_(names), func.lower(Organization.name_en).in_([each.lower() for each in names])
    )
    query = select(Organization).where(wanted).order_by(Organization.id.desc())
    found = db.session.scalars(query).all()
    return {key_of(name): each for each in found for name in (each.name_en, each.name_zh) if name}


def key_of(name: str) -> str:
    return tidy_name(name).casefold()
