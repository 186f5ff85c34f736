"""Leave slips: two on a sheet, blank, or filled in where a request is given."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from cgtraining.class_papers.printing import Paper
from cgtraining.class_papers.tables import Heading, sheet_of
from cgtraining.cohorts.models import Cohort
from cgtraining.language.choosing import in_language
from cgtraining.language.text import Language


@dataclass(frozen=True)
class LeaveOnPaper:
    """What is known of one request, in the paper's language; `kind` is personal, sick or official."""

    name: str = ""
    belongs_to: str = ""
    kind: str = ""
    begins: str = ""
    ends: str = ""
    class_hours: str = ""
    reason: str = ""
    phone: str = ""


BLANK = LeaveOnPaper()


def leave_slips(cohort: Cohort, language: Language, requests: Sequence[LeaveOnPaper] = (BLANK, BLANK)) -> Paper:
    with in_language(language):
        content = {
            "title": _("Leave slip"),
            "over": cohort.program.title.in_language(language),
            "cohort": f"{cohort.title.in_language(language)} ({cohort.code})",
            "slips": [vars(one) for one in requests],
            "kinds": kinds(),
        }
        sheets = [sheet_of(_("Leave slip"), [Heading(text) for text in _labels()], [_row(one) for one in requests])]
    stem = f"{cohort.code}-leave-slip-{language}"
    return Paper(stem, language, "class/leave_slip.html", content, sheets, style="leave_slip")


def kinds() -> list[tuple[str, str]]:
    return [
        ("personal", _("Personal leave")),
        ("sick", _("Sick leave")),
        ("official", _("Official leave")),
    ]


def _labels() -> list[str]:
    return [
        _("Name"),
        _("Group or organization"),
        _("Kind of leave"),
        _("Leave from"),
        _("Leave until"),
        _("Class hours missed"),
        _("Reason"),
        _("Phone during the leave"),
        _("Class teacher"),
        _("Program head"),
        _("Return confirmed"),
    ]


def _row(one: LeaveOnPaper) -> list[str]:
    kind = dict(kinds()).get(one.kind, "")
    known = [one.name, one.belongs_to, kind, one.begins, one.ends, one.class_hours, one.reason, one.phone]
    return [*known, "", "", ""]
