"""What a trainee reads around the questions, in both languages at once: the page changes them without being loaded."""

from functools import cache

from flask_babel import lazy_gettext as _l

from cgtraining.language.both import in_both_languages
from cgtraining.language.text import BilingualText

WORDS = {
    "leave": _l("Leave; what is saved is kept"),
    "question": _l("Question"),
    "questions": _l("Questions"),
    "points": _l("Points"),
    "no_points": _l("No points"),
    "time_left": _l("Time left"),
    "no_limit": _l("No time limit"),
    "until": _l("until"),
    "saved": _l("Saved"),
    "saving": _l("Saving …"),
    "waiting": _l("Not delivered yet. It is kept on this device and tried again."),
    "nothing_yet": _l("Every answer is saved as you go"),
    "signed_out": _l("You were signed out. Sign in again in another window; your answers are kept on this device."),
    "five_minutes": _l("Five minutes are left."),
    "one_minute": _l("One minute is left."),
    "over": _l("The time is over. What was saved is being handed in."),
    "flag": _l("Look at it again later"),
    "flagged": _l("marked for later"),
    "answered": _l("have an answer"),
    "unanswered": _l("not answered"),
    "clear_answer": _l("Clear the answer"),
    "save": _l("Save"),
    "previous": _l("Previous question"),
    "next": _l("Next question"),
    "to_hand_in": _l("Look over and hand in"),
    "check": _l("Check this answer"),
    "overtook": _l("This question was answered in another window or on another device. That answer is kept aside."),
    "overtaken": _l("This question was answered again elsewhere, later. That answer counts; this one is kept aside."),
    "too_late": _l("This answer came after the end and is not counted. What was saved before was handed in."),
    "reload": _l("Show what counts"),
    "your_points": _l("Your points"),
    "right_answer": _l("Right answer"),
    "explanation": _l("Explanation"),
    "not_marked": _l("Not marked yet"),
    "comment": _l("Comment"),
    "no_answer": _l("No answer"),
}


@cache
def words() -> dict[str, BilingualText]:
    return in_both_languages(WORDS)
