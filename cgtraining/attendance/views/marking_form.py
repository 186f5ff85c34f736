"""A form of marks, as the plain register and the typed sheet send it: what it changes, and what is said of its rows."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from cgtraining.attendance import queries
from cgtraining.attendance.marking import Cell, MarkValue
from cgtraining.attendance.models import AttendanceStatus, ClassSession
from cgtraining.attendance.operations import Conflict, Marking
from cgtraining.attendance.views.names import name_of
from cgtraining.language.formatting import format_time
from cgtraining.people.models import Person
from cgtraining.web.numbers import row_number_or_none


def cells_of_form(form: MultiDict[str, str]) -> Iterator[Cell]:
    """Of each row `o-12` is what was shown, `s-12` the status and `m-12` the minutes; unchanged rows are left out."""
    for key, given in form.items():
        number = row_number_or_none(key.removeprefix("s-"))
        if key.startswith("s-") and number is not None:
            old_status, _colon, old_minutes = form.get(f"o-{number}", "").partition(":")
            old = MarkValue(_status(old_status), _whole(old_minutes))
            new = MarkValue(_status(given), _whole(form.get(f"m-{number}", "")))
            if old != new:
                yield Cell(number, old, new)


def _status(text: str) -> AttendanceStatus | None:
    return next((status for status in AttendanceStatus if status.value == text), None)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 5 else 0


def messages_of(session: ClassSession, marking: Marking) -> Mapping[int, str]:
    sentences = conflict_sentences(session, marking)
    found = {conflict.cell.enrolment_id: sentences[n] for n, conflict in enumerate(marking.conflicts)}
    sentence = _("Changing an earlier mark of a past day needs a reason.")
    return found | {cell.enrolment_id: sentence for cell in marking.need_reason}


def entered_in(marking: Marking) -> Mapping[int, MarkValue]:
    """What the writer entered and was not saved, so that nothing is lost."""
    cells = [*marking.need_reason, *(conflict.cell for conflict in marking.conflicts)]
    return {cell.enrolment_id: cell.new for cell in cells}


def conflict_sentences(session: ClassSession, marking: Marking) -> list[str]:
    people = queries.people_by_id(c.by.actor_id for c in marking.conflicts if c.by and c.by.actor_id)
    return [_conflict_sentence(session, conflict, people) for conflict in marking.conflicts]


def _conflict_sentence(session: ClassSession, conflict: Conflict, people: Mapping[int, Person]) -> str:
    status = conflict.current.status
    actor = people.get(conflict.by.actor_id or 0) if conflict.by else None
    values = {
        "name": name_of(actor) if actor else _("Someone else"),
        "status": str(status.label) if status else _("No mark"),
        "time": format_time(conflict.by.at, session.cohort.timezone) if conflict.by else "",
    }
    return str(_("%(name)s entered “%(status)s” at %(time)s.", **values))
