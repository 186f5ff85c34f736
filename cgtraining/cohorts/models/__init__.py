"""Cohorts and the roster import: the tables by subject."""

from cgtraining.cohorts.models.cohorts import (
    Cohort,
    CohortRole,
    CohortStaff,
    CohortStatus,
    Enrolment,
    EnrolmentChange,
    EnrolmentState,
    Group,
)
from cgtraining.cohorts.models.committee import ClassOffice, CommitteeMember
from cgtraining.cohorts.models.rosters import ImportState, RosterImport, RosterRow, RowVerdict

__all__ = [
    "ClassOffice",
    "Cohort",
    "CohortRole",
    "CohortStaff",
    "CohortStatus",
    "CommitteeMember",
    "Enrolment",
    "EnrolmentChange",
    "EnrolmentState",
    "Group",
    "ImportState",
    "RosterImport",
    "RosterRow",
    "RowVerdict",
]
