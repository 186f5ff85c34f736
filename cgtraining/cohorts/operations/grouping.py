"""Groups within a cohort."""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select, update

from cgtraining.audit.operations import record
from cgtraining.cohorts.models import Cohort, Enrolment, Group
from cgtraining.database import db
from cgtraining.errors import RuleBroken
from cgtraining.people.models import Person


def add_group(*, cohort: Cohort, title_zh: str, title_en: str | None, actor: Person | None) -> Group:
    _check_title(cohort, title_zh)
    highest = db.session.scalar(select(func.max(Group.place)).where(Group.cohort_id == cohort.id)) or 0
    group = Group(cohort=cohort, title_zh=title_zh, title_en=title_en or None, place=highest + 1)
    db.session.add(group)
    db.session.flush()
    record("group.made", group, actor=actor, cohort=cohort.id)
    return group


def rename_group(
    *, group: Group, title_zh: str, title_en: str | None, version: int | str | None, actor: Person | None
) -> Group:
    group.expect_version(version)
    _check_title(group.cohort, title_zh, group)
    group.title_zh, group.title_en = title_zh, title_en or None
    db.session.flush()
    record("group.renamed", group, actor=actor, cohort=group.cohort_id)
    return group


def remove_group(*, group: Group, actor: Person | None) -> Cohort:
    """Its trainees stay in the cohort, without a group."""
    cohort = group.cohort
    record("group.removed", group, actor=actor, cohort=cohort.id)
    db.session.execute(update(Enrolment).where(Enrolment.group_id == group.id).values(group_id=None))
    db.session.delete(group)
    db.session.flush()
    return cohort


def assign_group(*, enrolments: Sequence[Enrolment], group: Group | None, actor: Person | None) -> Sequence[Enrolment]:
    """Put all of them into the group; None takes them out of theirs."""
    for enrolment in enrolments:
        if group is not None and enrolment.cohort_id != group.cohort_id:
            raise RuleBroken(_("This group belongs to another cohort."))
        enrolment.group = group
        record("enrolment.group_set", enrolment, actor=actor, group=group.id if group else None)
    db.session.flush()
    return enrolments


def _check_title(cohort: Cohort, title_zh: str, group: Group | None = None) -> None:
    if not title_zh.strip():
        raise RuleBroken(_("Give the group a name."))
    query = select(Group.id).where(Group.cohort_id == cohort.id, Group.title_zh == title_zh)
    found = db.session.scalar(query)
    if found is not None and (group is None or found != group.id):
        raise RuleBroken(_("This cohort has a group of that name already."))
