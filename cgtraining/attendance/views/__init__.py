"""Pages of attendance: sessions, register, check-in, class hours."""

from flask import Blueprint, url_for

blueprint = Blueprint("attendance", __name__)


@blueprint.app_context_processor
def waiting_taps() -> dict[str, str]:
    """Where every page leads whose device holds taps that were not delivered."""
    return {"tap_lists_url": url_for("attendance.tap_lists")}


from cgtraining.attendance.views import (  # noqa: E402, F401
    calendars,
    check_in,
    check_in_rules,
    check_in_screen,
    days_off,
    helping,
    history,
    hours,
    leave,
    leave_deciding,
    leave_record,
    locking,
    make_ups,
    meetings,
    mine,
    my_code,
    papers,
    register,
    series,
    sessions,
    sheet,
    sheet_photos,
    shift,
    tap_list,
    taps,
    timetable,
)
