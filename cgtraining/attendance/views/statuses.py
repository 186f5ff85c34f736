"""How the statuses stand on the register: their short words, keys and tones."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.rates import BY_MINUTES


@dataclass(frozen=True)
class StatusChoice:
    """`rare` ones are folded away on a phone."""

    status: AttendanceStatus
    short: object
    key: str
    tone: str = ""
    rare: bool = False

    @property
    def by_minutes(self) -> bool:
        return self.status in BY_MINUTES


STATUSES = (
    StatusChoice(AttendanceStatus.PRESENT, _l("Present"), "P"),
    StatusChoice(AttendanceStatus.LATE, _l("Late"), "L", "attention"),
    StatusChoice(AttendanceStatus.LEFT_EARLY, _l("Left early"), "E", "attention", rare=True),
    StatusChoice(AttendanceStatus.ABSENT, _l("Absent"), "A", "bad"),
    StatusChoice(AttendanceStatus.PERSONAL_LEAVE, _l("Personal"), "V", "attention", rare=True),
    StatusChoice(AttendanceStatus.SICK_LEAVE, _l("Sick"), "S", "attention", rare=True),
    StatusChoice(AttendanceStatus.OFFICIAL_LEAVE, _l("Official"), "O", "attention", rare=True),
    StatusChoice(AttendanceStatus.MADE_UP, _l("Made up"), "M", rare=True),
)
