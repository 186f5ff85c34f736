"""What the staff should know of a trainee beside the mark: no check-out, or one phone for several people."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from cgtraining import clock
from cgtraining.attendance import queries
from cgtraining.attendance.models import ClassSession


def notes_on(session: ClassSession) -> Mapping[int, Sequence[str]]:
    """Sentences by enrolment. They only tell: none of this changes a mark."""
    notes: defaultdict[int, list[str]] = defaultdict(list)
    if session.ends_at <= clock.now() and queries.asks_check_out(session):
        for enrolment_id in queries.without_check_out(session):
            notes[enrolment_id].append(_("no check-out"))
    for enrolment_id, people in queries.shared_phones(session).items():
        notes[enrolment_id].append(_("one phone for %(num)s people", num=people))
    return notes
