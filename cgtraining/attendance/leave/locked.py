"""Leave changes marks, and a locked register takes no change."""

from collections.abc import Iterable

from flask_babel import gettext as _

from cgtraining.attendance.models import ClassSession
from cgtraining.errors import RuleBroken
from cgtraining.language.formatting import format_date


def refuse_locked(sessions: Iterable[ClassSession]) -> None:
    for session in sessions:
        if is_locked(session):
            raise RuleBroken(
                _(
                    "The register of %(day)s is locked: leave cannot be entered for it unless staff reopen it.",
                    day=format_date(session.day, weekday=True),
                )
            )


def is_locked(session: ClassSession) -> bool:
    return False
