"""Why a question was not taken, said in a sentence."""

from flask_babel import lazy_gettext as _l
from pydantic import ValidationError

SENTENCES = (
    ("no option is right", _l("No answer is marked as right.")),
    ("a gap does not stand in the text exactly once", _l("A gap does not stand in the text exactly once.")),
    ("a match is not among the targets", _l("A right match is not among the matches that can be chosen.")),
    ("two parts have the same key", _l("Two answers have the same identifier.")),
    ("two gaps have the same key", _l("Two gaps have the same identifier.")),
    ("some rows have a right column", _l("Some rows have a right answer and others have none.")),
    ("a row has several right columns", _l("A row has several right answers, but only one can be chosen.")),
)
TOO_SHORT = {
    "options": _l("It has fewer than two answers to choose from."),
    "targets": _l("It has fewer than two matches to choose from."),
    "premises": _l("There is nothing to find a match for."),
    "entries": _l("It has fewer than two entries to put in order."),
    "accepted": _l("It has no accepted answer."),
    "gaps": _l("There is no gap in its text."),
    "columns": _l("It has fewer than two columns."),
    "rows": _l("It has no rows."),
    "scale": _l("Its scale has fewer than two steps."),
}
TOO_LONG = _l("It has more answers, gaps or rows than a question can hold.")
OUTSIDE = _l("A share of the points is outside of −100% to 100%.")
OTHER = _l("It is not built as a question of its kind has to be.")


def sentence_of(failure: ValidationError) -> object:
    """On the first thing that is wrong with a content."""
    error = failure.errors()[0]
    names = [str(name) for name in error["loc"]]
    if error["type"] == "too_short":
        return next((TOO_SHORT[name] for name in reversed(names) if name in TOO_SHORT), OTHER)
    if error["type"] == "too_long":
        return TOO_LONG
    if "share" in names:
        return OUTSIDE
    return next((sentence for words, sentence in SENTENCES if words in error["msg"]), OTHER)
