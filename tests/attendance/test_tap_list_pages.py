"""The tap list as pages and as JSON: taps by a plain form, and what a device delivers."""

from datetime import timedelta
from uuid import UUID

import pytest
from lxml import html

from cgtraining import clock
from cgtraining.attendance.models import MarkSource, TapVerdict
from cgtraining.attendance.operations import cancel_session
from cgtraining.attendance.queries import history_of_mark, stored_marks
from cgtraining.attendance.queries.taps import told_taps
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, DURING, NOTHING, PRESENT, late, stored

DEVICE, OTHER = str(UUID(int=10)), str(UUID(int=11))
WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) MicroMessenger/8.0.50"}


@pytest.fixture
def session(app):
    return factories.class_session(factories.cohort())


@pytest.fixture
def trainee(session):
    return factories.enrolment(session.cohort)


@pytest.fixture
def teacher(session):
    return factories.cohort_staff(session.cohort, CohortRole.CLASS_TEACHER)


def tapped(session, trainee, new, base=(None, 0), number=1, device=DEVICE, at=DURING, offset=timedelta()) -> dict:
    key = str(UUID(int=number * 1000 + trainee.id + (500_000 if device == OTHER else 0)))
    return {
        "key": key, "session": session.id, "enrolment": trainee.id, "device": device, "number": number,
        "at": int((at - offset).timestamp() * 1000), "offset": int(offset.total_seconds() * 1000),
        "base": list(base), "new": list(new),
    }  # fmt: skip


def deliver(client, person, *taps):
    return client.post("/tap-list/taps", json={"person": person.id, "taps": taps})


def told(answer) -> list:
    return [one["verdict"] or "refused" for one in answer.json["taps"].values()]


def value_of(session, trainee):
    db.session.expire_all()
    found = stored_marks(session, [trainee.id]).get(trainee.id)
    return found.value if found else NOTHING


def rows_of(page) -> dict:
    return {int(row.get("data-id")): row for row in html.fromstring(page.data).xpath("//li[@data-id]")}


def test_the_list_shows_each_trainee_with_the_mark_and_what_they_are_found_by(
    sign_in, session, trainee, teacher
) -> None:
    stored(session, trainee, late(5))
    with clock.frozen(DURING):
        page = sign_in(teacher).get(f"/tap-list/{session.id}?lang=en")
    row = rows_of(page)[trainee.id]
    assert (row.get("data-status"), row.get("data-minutes")) == ("late", "5")
    assert row.get("data-find-in").startswith("wf wangfang 王芳 wang fang")
    assert html.fromstring(page.data).xpath("string(//*[@class='figures'])") == "1 of 1"


def test_the_list_of_many_takes_as_many_reads_as_of_one(sign_in, session, trainee, teacher, count_queries) -> None:
    stored(session, trainee)
    client, path = sign_in(teacher), f"/tap-list/{session.id}"
    client.get(path)
    with_one = count_queries(lambda: client.get(path))
    for _ in range(2):
        stored(session, factories.enrolment(session.cohort))
    assert count_queries(lambda: client.get(path)) == with_one


def test_without_script_a_button_is_a_tap(sign_in, session, trainee, teacher) -> None:
    client = sign_in(teacher)
    with clock.frozen(DURING):
        for _ in range(2):
            button = rows_of(client.get(f"/tap-list/{session.id}"))[trainee.id].xpath("string(.//button/@value)")
            answer = client.post(f"/tap-list/{session.id}", data={"tap": button})
            assert answer.location.endswith(f"#t{trainee.id}")
    assert value_of(session, trainee) == late(60)
    assert {one.source for one in history_of_mark(session.id, trainee.id)} == {MarkSource.TAP_LIST}


@pytest.mark.parametrize("tap", ["", "x", "999999:present:0", "1:unknown:x"])
def test_a_forged_button_marks_nobody(sign_in, session, trainee, teacher, tap) -> None:
    with clock.frozen(DURING.replace(month=2)):
        assert sign_in(teacher).post(f"/tap-list/{session.id}", data={"tap": tap}).status_code == 302
    assert history_of_mark(session.id, trainee.id) == []


def test_without_script_a_mark_that_was_changed_meanwhile_is_not_overwritten(
    sign_in, session, trainee, teacher
) -> None:
    stored(session, trainee, ABSENT)
    with clock.frozen(DURING):
        client = sign_in(teacher)
        page = client.post(f"/tap-list/{session.id}", data={"tap": f"{trainee.id}::0"}, follow_redirects=True)
    assert (value_of(session, trainee), "callout-attention" in page.text) == (ABSENT, True)


def test_without_script_names_are_found_by_their_first_letters(sign_in, session, trainee, teacher) -> None:
    other = factories.enrolment(session.cohort, factories.person("李建国", "LI Jianguo"))
    rows = rows_of(sign_in(teacher).get(f"/tap-list/{session.id}?q=LJG"))
    assert [row.get("hidden") is None for row in (rows[trainee.id], rows[other.id])] == [False, True]


def test_a_view_inside_an_app_is_told_at_once_to_open_the_systems_browser(sign_in, session, teacher) -> None:
    client, address = sign_in(teacher), f"/tap-list/{session.id}"
    notices = ["data-inside-an-app" in client.get(address, headers=agent).text for agent in ({}, WECHAT)]
    assert notices == [False, True]


def test_the_lists_of_these_days_are_those_that_one_may_mark(sign_in, session, teacher) -> None:
    factories.class_session(factories.cohort())
    mentor = factories.cohort_staff(session.cohort, CohortRole.MENTOR, factories.person("孙导师", "SUN Daoshi"))
    head = factories.program_staff(session.cohort.program)
    cancel_session(session=factories.class_session(session.cohort, title_zh="停课"), reason="台风", actor=None)
    with clock.frozen(DURING):
        pages = [html.fromstring(sign_in(one).get("/tap-list/").data) for one in (teacher, head, mentor)]
    links = [page.xpath("//a[@data-list]/@href") for page in pages]
    assert links == [[f"/tap-list/{session.id}"], [f"/tap-list/{session.id}"], []]


def test_the_worker_looks_after_the_addresses_below_its_own(client) -> None:
    answer = client.get("/tap-list/worker.js")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/javascript", "no-store")


def test_a_device_learns_who_is_signed_in_and_the_time(sign_in, teacher) -> None:
    with clock.frozen(DURING):
        answer = sign_in(teacher).get("/tap-list/state").json
    assert (answer["person"], answer["now"], bool(answer["token"])) == (
        teacher.id, int(DURING.timestamp() * 1000), True,
    )  # fmt: skip


def test_taps_are_delivered_once_however_often_they_come(sign_in, session, trainee, teacher) -> None:
    client = sign_in(teacher)
    taps = [tapped(session, trainee, ("present", 0)), tapped(session, trainee, ("absent", 0), number=2)]
    with clock.frozen(DURING):
        answers = [told(deliver(client, teacher, *taps)) for _ in range(2)]
    assert answers == [["counted", "counted"]] * 2
    assert (value_of(session, trainee), len(history_of_mark(session.id, trainee.id))) == (ABSENT, 2)


def test_the_moment_of_a_tap_is_by_the_servers_clock(sign_in, session, trainee, teacher) -> None:
    stored(session, trainee)
    tap = tapped(session, trainee, ("present", 0), at=DURING - timedelta(minutes=7), offset=timedelta(minutes=-5))
    with clock.frozen(DURING):
        deliver(sign_in(teacher), teacher, tap)
    assert [one.tapped_at for one in told_taps(session.id, trainee.id)] == [DURING - timedelta(minutes=7)]


def test_the_taps_of_somebody_else_are_not_delivered(sign_in, session, trainee, teacher) -> None:
    other = factories.cohort_staff(session.cohort, CohortRole.TRAINER, factories.person("钱老师", "QIAN"))
    with clock.frozen(DURING):
        answer = deliver(sign_in(teacher), other, tapped(session, trainee, ("present", 0)))
    assert (answer.status_code, bool(answer.json["refusal"])) == (409, True)
    assert value_of(session, trainee) == NOTHING


@pytest.mark.parametrize("body", [None, {}, {"person": 1, "taps": []}, {"person": "x", "taps": [1]}, [1]])
def test_what_is_no_batch_of_taps_gets_a_sentence(sign_in, teacher, body) -> None:
    answer = sign_in(teacher).post("/tap-list/taps", json=body)
    assert (answer.status_code, bool(answer.json["refusal"])) == (400, True)


def test_each_tap_is_refused_or_taken_by_itself(sign_in, session, trainee, teacher) -> None:
    gone, foreign = factories.class_session(session.cohort), factories.class_session(factories.cohort())
    cancelled = factories.class_session(session.cohort)
    cancel_session(session=cancelled, reason="台风", actor=None)
    taps = [tapped(one, trainee, ("present", 0), number=n) for n, one in enumerate((gone, foreign, cancelled), 2)]
    db.session.delete(gone)
    good = tapped(session, trainee, ("present", 0))
    broken = good | {"key": str(UUID(int=9)), "new": ["unknown", 0]}
    with clock.frozen(DURING):
        answer = deliver(sign_in(teacher), teacher, *taps, broken, 7, good).json["taps"]
    refused = [bool(answer[one["key"]]["refusal"]) for one in (*taps, broken, good)]
    assert refused == [True, True, True, True, False]
    assert value_of(session, trainee) == PRESENT


def test_a_dispute_is_shown_to_all_who_mark_and_settled_with_one_tap(sign_in, session, trainee, teacher) -> None:
    other = factories.cohort_staff(session.cohort, CohortRole.TRAINER, factories.person("钱老师", "QIAN"))
    with clock.frozen(DURING):
        deliver(sign_in(other), other, tapped(session, trainee, ("absent", 0), device=OTHER))
        client = sign_in(teacher)
        assert told(deliver(client, teacher, tapped(session, trainee, ("present", 0)))) == ["disputed"]
        assert client.get(f"/tap-list/{session.id}/marks").json["disputed"] == [trainee.id]
        for address in (f"/sessions/{session.id}/register", f"/tap-list/{session.id}"):
            page = html.fromstring(client.get(address).data)
            [take] = page.xpath("//*[@id='disputes']//form[input[@name='take' and @value='tap']]/@action")
        assert client.post(take, data={"take": "tap"}).location == f"/tap-list/{session.id}"
        assert "callout-bad" in client.post(take, data={"take": "tap"}, follow_redirects=True).text
    assert value_of(session, trainee) == PRESENT
    page = sign_in(trainee.person).get(f"/sessions/{session.id}/marks/{trainee.id}").text
    assert str(TapVerdict.DISPUTED.label) in page
