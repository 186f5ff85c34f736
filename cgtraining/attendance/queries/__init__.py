"""Reads of attendance: class hours, sessions, marks."""

from cgtraining.attendance.queries.days_off import corrected_day, day_calendar
from cgtraining.attendance.queries.hours import hours_of, left_on, stated_sessions, timetable_of
from cgtraining.attendance.queries.marks import (
    StoredMark,
    count_present,
    has_marks,
    history_of_mark,
    last_changes,
    latest_arrivals,
    lock_enrolments,
    marks_in,
    marks_of_trainee,
    own_mark,
    people_by_id,
    register_of,
    stored_marks,
    trainee_at_session,
)
from cgtraining.attendance.queries.sessions import (
    enrolment_ids_of,
    is_of_curriculum,
    planned_hours_by_unit,
    planned_starts,
    session_by_id,
    sessions_of,
    sessions_open_for,
)
from cgtraining.attendance.queries.upcoming import SessionToMark, next_sessions, sessions_to_mark

__all__ = [
    "SessionToMark",
    "StoredMark",
    "corrected_day",
    "count_present",
    "day_calendar",
    "enrolment_ids_of",
    "has_marks",
    "history_of_mark",
    "hours_of",
    "is_of_curriculum",
    "last_changes",
    "latest_arrivals",
    "left_on",
    "lock_enrolments",
    "marks_in",
    "marks_of_trainee",
    "next_sessions",
    "own_mark",
    "people_by_id",
    "planned_hours_by_unit",
    "planned_starts",
    "register_of",
    "session_by_id",
    "sessions_of",
    "sessions_open_for",
    "sessions_to_mark",
    "stated_sessions",
    "stored_marks",
    "timetable_of",
    "trainee_at_session",
]
