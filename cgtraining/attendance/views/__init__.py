"""Pages of attendance: sessions, register, check-in, class hours."""

from flask import Blueprint

blueprint = Blueprint("attendance", __name__)

from cgtraining.attendance.views import (  # noqa: E402, F401
    check_in,
    check_in_rules,
    check_in_screen,
    days_off,
    hours,
    leave,
    leave_deciding,
    leave_record,
    locking,
    make_ups,
    mine,
    my_code,
    papers,
    register,
    series,
    sessions,
    shift,
    timetable,
)
