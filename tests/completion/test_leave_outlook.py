from decimal import Decimal

from cgtraining import clock
from cgtraining.attendance.models import LeaveKind
from cgtraining.completion.leave import outlook_after
from cgtraining.language.choosing import in_language
from tests.attendance.factories import stored
from tests.attendance.leave.stories import AFTER, BEFORE, asked, story


def outlook(of, sessions, kind=LeaveKind.PERSONAL):
    with clock.frozen(BEFORE), in_language("en"):
        return outlook_after(of.trainee, sessions, kind)


def test_what_may_still_be_missed_is_said_for_after_the_leave(app) -> None:
    of = story()
    of.afternoon.class_hours = Decimal(1)
    assert outlook(of, []).spare == ["You can miss 1.8 more class hours."]
    assert outlook(of, [of.afternoon]).spare == ["You can miss 0.8 more class hours."]
    assert outlook(of, [of.morning]).lost == [
        "With this leave a rule could not be met any more: Attend at least 80% of the class hours."
    ]


def test_leave_that_does_not_count_takes_nothing_away(app) -> None:
    of = story()
    before, after = outlook(of, []), outlook(of, [of.morning], LeaveKind.OFFICIAL)
    assert (len(before.spare), len(after.spare), after.lost) == (1, 1, [])


def test_a_session_that_was_attended_is_not_missed_by_leave(app) -> None:
    of = story()
    stored(of.morning, of.trainee)
    assert outlook(of, [of.morning]) == outlook(of, [])


def test_the_form_shows_sessions_and_hours_while_it_is_filled_in(app, sign_in) -> None:
    of = story()
    client, path = sign_in(of.trainee.person), f"/enrolments/{of.trainee.id}/leave/effect"
    with clock.frozen(BEFORE):
        page = client.get(f"{path}?by=days&kind=sick&from_day=2026-03-09&from_part=whole&to_part=noon").text
        assert page.count("<li>") == 1
        assert (
            client.get(f"{path}?by=sessions&sessions={of.morning.id}&sessions={of.tuesday.id}").text.count("<li>") == 2
        )
        assert "callout" in client.get(f"{path}?by=days&from_day=2026-03-20").text
        assert client.get(f"{path}?by=days&from_day=x").text.strip() == ""


def test_whoever_decides_sees_it_beside_the_request(app, sign_in) -> None:
    of = story()
    leave = asked(of)
    with clock.frozen(AFTER):
        assert "callout" in sign_in(of.teacher).get(f"/leave/{leave.id}/outlook").text
