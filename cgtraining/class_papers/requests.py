"""What a request for leave says on its slip, in the paper's language."""

from cgtraining.attendance.leave.queries import sessions_covered
from cgtraining.attendance.models import Leave
from cgtraining.class_papers.sheets.leave import LeaveOnPaper
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_datetime, format_number
from cgtraining.language.names import display_name
from cgtraining.language.text import Language


def on_paper(leave: Leave, language: Language) -> LeaveOnPaper:
    person, cohort = leave.enrolment.person, leave.enrolment.cohort
    sessions = [one for one in sessions_covered(cohort, leave.spans) if not one.is_cancelled]
    with in_language(language):
        return LeaveOnPaper(
            name=display_name(person, language),
            belongs_to=person.organization.name.in_language(language) if person.organization else "",
            kind=leave.kind.value,
            begins=format_datetime(leave.starts_at, cohort.timezone),
            ends=format_datetime(leave.ends_at, cohort.timezone),
            class_hours=format_number(sum(one.class_hours for one in sessions)),
            reason=leave.reason,
        )
