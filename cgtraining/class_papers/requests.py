"""What a request for leave says on its slip, in the paper's language."""

from cgtraining.attendance.leave.queries import sessions_covered
from cgtraining.attendance.leave.wording import end_of, start_of
from cgtraining.attendance.models import Leave
from cgtraining.class_papers.sheets.leave import LeaveOnPaper
from cgtraining.language.choosing import in_language
from cgtraining.language.formatting import format_number
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
            begins=start_of(leave),
            ends=end_of(leave),
            class_hours=format_number(sum(one.class_hours for one in sessions)),
            reason=leave.reason,
        )
