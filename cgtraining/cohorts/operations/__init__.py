"""Writes of the cohorts room."""

from cgtraining.cohorts.operations.committee import appoint_member, end_office
from cgtraining.cohorts.operations.enrolling import (
    Newcomer,
    assign_sponsor,
    change_place,
    enrol,
    enrol_all,
    enrol_new_person,
    set_note,
    touch,
)
from cgtraining.cohorts.operations.grouping import add_group, assign_group, remove_group, rename_group
from cgtraining.cohorts.operations.keeping import CohortValues, change_cohort, create_cohort, set_status
from cgtraining.cohorts.operations.staffing import add_staff, end_staff
from cgtraining.cohorts.operations.states import change_state, record_state, transfer

__all__ = [
    "CohortValues",
    "Newcomer",
    "add_group",
    "add_staff",
    "appoint_member",
    "assign_group",
    "assign_sponsor",
    "change_cohort",
    "change_place",
    "change_state",
    "create_cohort",
    "end_office",
    "end_staff",
    "enrol",
    "enrol_all",
    "enrol_new_person",
    "record_state",
    "remove_group",
    "rename_group",
    "set_note",
    "set_status",
    "touch",
    "transfer",
]
