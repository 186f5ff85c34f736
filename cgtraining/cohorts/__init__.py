"""Cohorts, admission, enrolments, groups, staff, and the roster import."""
