import pytest

from cgtraining.attendance.leave.spans import Span
from cgtraining.attendance.leave.wording import leave_time
from cgtraining.attendance.models import Leave, LeaveKind
from cgtraining.language.choosing import in_language
from tests.attendance.leave.stories import at, story


@pytest.mark.parametrize(
    ("start", "end", "chinese", "english"),
    [
        (at(9, 0), at(10, 0), "2026年3月9日（周一）", "Mon 9 Mar 2026"),
        (at(9, 12), at(10, 0), "2026年3月9日（周一） 12:00–24:00", "Mon 9 Mar 2026 12:00–24:00"),
        (at(9, 9), at(9, 11), "2026年3月9日（周一） 09:00–11:00", "Mon 9 Mar 2026 09:00–11:00"),
        (at(9, 0), at(11, 0), "2026年3月9日（周一）至2026年3月10日（周二）", "Mon 9 Mar 2026 to Tue 10 Mar 2026"),
        (at(9, 12), at(10, 9), "2026年3月9日（周一）12:00至2026年3月10日（周二）09:00",
         "Mon 9 Mar 2026, 12:00 to Tue 10 Mar 2026, 09:00"),
    ],
)  # fmt: skip
def test_a_time_is_said_as_people_say_it(app, start, end, chinese, english) -> None:
    leave = Leave(enrolment=story().trainee, kind=LeaveKind.SICK, spans=(Span(start, end),), reason="病")
    with in_language("zh"):
        assert leave_time(leave) == chinese
    with in_language("en"):
        assert leave_time(leave) == english
