from io import BytesIO

import pytest
from sqlalchemy import select

from cgtraining import clock, storage
from cgtraining.attendance import attached as files
from cgtraining.attendance.models import AttachedFile, Leave, LeaveState
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.access.world import a_pdf
from tests.attendance.leave.stories import AFTER, BEFORE, TUESDAY, TWO_DAYS, approved, asked, at, story

REASON = "去医院陪护母亲"


def request_of(**changes) -> dict[str, object]:
    return {"kind": "personal", "by": "days", "from_day": "2026-03-09", "from_part": "whole", "to_part": "whole"} | {
        "reason": REASON, **changes
    }  # fmt: skip


def sent(client, of, **changes):
    with clock.frozen(BEFORE):
        return client.post(f"/enrolments/{of.trainee.id}/leave/new", data=request_of(**changes))


def the_leave() -> Leave:
    db.session.expire_all()
    return db.session.scalars(select(Leave)).one()


def test_a_trainee_asks_for_a_day_and_sees_its_sessions(app, sign_in) -> None:
    of = story()
    client = sign_in(of.trainee.person)
    answer = sent(client, of)
    leave = the_leave()
    assert (answer.location, leave.starts_at, leave.ends_at) == (f"/leave/{leave.id}", at(9, 0), at(10, 0))
    page = client.get(answer.location).text
    assert REASON in page
    assert page.count("leave-sessions") == 1


@pytest.mark.parametrize(
    ("changes", "start", "end"),
    [
        ({"from_part": "noon"}, at(9, 12), at(10, 0)),
        ({"to_day": "2026-03-10", "to_part": "noon"}, at(9, 0), at(10, 12)),
        ({"from_part": "time", "from_time": "09:00", "to_part": "time", "to_time": "11:30"}, at(9, 9), None),
    ],
)
def test_half_days_and_times_are_taken_as_given(app, sign_in, changes, start, end) -> None:
    of = story()
    client = sign_in(of.trainee.person)
    sent(client, of, **changes)
    leave = the_leave()
    assert (leave.starts_at, leave.ends_at) == (start, end or leave.starts_at.replace(hour=3, minute=30))
    with clock.frozen(BEFORE):
        page = client.get(f"/leave/{leave.id}/edit").text
    assert 'value="2026-03-09"' in page


def test_single_sessions_are_chosen_and_shown_again(app, sign_in) -> None:
    of = story()
    client = sign_in(of.trainee.person)
    sent(client, of, by="sessions", sessions=[of.morning.id, of.tuesday.id])
    leave = the_leave()
    assert [span.start for span in leave.spans] == [at(9, 9), at(10, 9)]
    with clock.frozen(BEFORE):
        page = client.get(f"/leave/{leave.id}/edit").text
    assert page.count(" checked ") + page.count(" checked>") >= 4
    with clock.frozen(BEFORE):
        preset = client.get(f"/enrolments/{of.trainee.id}/leave/new?session={of.tuesday.id}").text
    assert f'value="{of.tuesday.id}"' in preset


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": ""}, {"reason": " "}, {"from_day": ""}, {"from_part": "time"}, {"to_part": "time"},
        {"by": "sessions"}, {"to_day": "2026-03-01"}, {"from_day": "2027-03-09"}, {"from_day": "2026-03-15"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said_on_the_form_and_nothing_is_kept(app, sign_in, changes) -> None:
    of = story()
    answer = sent(sign_in(of.trainee.person), of, **changes)
    assert (answer.status_code, "error-summary" in answer.text) == (200, True)
    assert db.session.scalars(select(Leave)).all() == []


def test_an_attachment_is_checked_kept_for_those_who_decide_and_replaced(app, sign_in) -> None:
    of = story()
    client = sign_in(of.trainee.person)
    assert "error-summary" in sent(client, of, file=(BytesIO(b"#!/bin/sh"), "证明.pdf")).text
    assert db.session.scalars(select(AttachedFile)).all() == []
    pdf = a_pdf()
    sent(client, of, file=(BytesIO(pdf), "证明.pdf"))
    [file] = the_leave().files
    path = f"/leave-files/{file.id}"
    assert client.get(path).data == pdf
    for who, status in ((of.teacher, 200), (of.head, 200), (_other(of, CohortRole.ADMINISTRATOR), 404)):
        assert sign_in(who).get(path).status_code == status
    again = request_of(file=(BytesIO(a_pdf()), "新证明.pdf"), version=the_leave().version)
    with clock.frozen(BEFORE):
        sign_in(of.trainee.person).post(f"/leave/{the_leave().id}/edit", data=again)
    assert [one.name for one in the_leave().files] == ["新证明.pdf"]
    assert files.unfinished() == [file.id]


def test_a_refused_request_leaves_no_file_behind(app, sign_in, monkeypatch) -> None:
    of = story()
    gone = []
    monkeypatch.setattr(storage, "delete_file", gone.append)
    answer = sent(sign_in(of.trainee.person), of, from_day="2026-03-15", file=(BytesIO(a_pdf()), "证明.pdf"))
    assert ("error-summary" in answer.text, len(gone)) == (True, 1)


def test_when_the_person_goes_reason_and_file_go_too(app, sign_in) -> None:
    of = story()
    sent(sign_in(of.trainee.person), of, file=(BytesIO(a_pdf()), "证明.pdf"))
    [file] = the_leave().files
    key = file.key
    db.session.delete(of.trainee)
    db.session.commit()
    db.session.expire_all()
    assert db.session.scalars(select(Leave)).all() == []
    for number in files.unfinished():
        files.proceed(number)
        files.proceed(number)
    assert db.session.scalars(select(AttachedFile)).all() == []
    with pytest.raises(FileNotFoundError):
        storage.load_file(key)


def test_reasons_and_notes_are_for_those_who_decide(app, sign_in) -> None:
    of = story()
    leave = approved(of, reason=REASON)
    path = f"/leave/{leave.id}"
    assert REASON in sign_in(of.teacher).get(path).text
    assert REASON in sign_in(of.head).get(path).text
    administrator = sign_in(_other(of, CohortRole.ADMINISTRATOR)).get(path)
    assert (administrator.status_code, REASON in administrator.text) == (200, False)
    for role in (CohortRole.TRAINER, CohortRole.MENTOR):
        assert sign_in(_other(of, role)).get(path).status_code == 404
    assert sign_in(factories.enrolment(of.trainee.cohort).person).get(path).status_code == 404


def test_staff_write_a_request_down_and_decide_it(app, sign_in) -> None:
    of = story()
    client = sign_in(of.teacher)
    sent(client, of, entered_note="电话请假")
    path = f"/leave/{the_leave().id}"
    page = client.get(path).text
    assert "电话请假" in page
    with clock.frozen(BEFORE):
        refused = client.post(f"{path}/decide", data={"decision": "refuse", "version": the_leave().version})
        assert "error-summary" in refused.text
        client.post(f"{path}/decide", data={"decision": "approve", "version": the_leave().version})
    assert the_leave().state is LeaveState.APPROVED


def test_the_trainee_takes_an_open_request_back_and_confirms_the_return_of_an_approved_one(app, sign_in) -> None:
    of = story()
    first, second = asked(of), approved(of, TUESDAY)
    client = sign_in(of.trainee.person)
    client.post(f"/leave/{first.id}/take-back")
    with clock.frozen(AFTER):
        assert "2026-03-11T12:00" in client.get(f"/leave/{second.id}").text
        assert "error-summary" in client.post(f"/leave/{second.id}/return", data={"at": "2026-03-20T08:00"}).text
        client.post(f"/leave/{second.id}/return", data={"at": "2026-03-10T20:00"})
    db.session.expire_all()
    assert [one.state for one in (first, second)] == [LeaveState.TAKEN_BACK, LeaveState.RETURNED]


def test_what_is_decided_is_not_edited(app, sign_in) -> None:
    of = story()
    leave = approved(of)
    assert sign_in(of.trainee.person).get(f"/leave/{leave.id}/edit").location == f"/leave/{leave.id}"


def test_staff_shorten_and_withdraw(app, sign_in) -> None:
    of = story()
    leave = approved(of, TWO_DAYS)
    client = sign_in(of.teacher)
    assert "error-summary" in client.post(f"/leave/{leave.id}/end", data={"text": ""}).text
    with clock.frozen(BEFORE):
        client.post(f"/leave/{leave.id}/end", data={"ends": "2026-03-09T13:00", "text": "考试"})
        assert the_leave().ends_at == at(9, 13)
        client.post(f"/leave/{leave.id}/end", data={"text": "不准"})
    assert the_leave().state is LeaveState.REVOKED


def test_the_list_shows_what_is_open_first_and_filters(app, sign_in, count_queries) -> None:
    of = story()
    leave = asked(of)
    client, path = sign_in(of.teacher), f"/cohorts/{of.trainee.cohort_id}/leave"
    with_one = count_queries(lambda: client.get(path))
    for _ in range(2):
        other = factories.enrolment(of.trainee.cohort, factories.person("李雷", None))
        db.session.add(
            Leave(enrolment=other, kind=leave.kind, spans=leave.spans, reason=REASON, state=LeaveState.APPROVED)
        )
    db.session.commit()
    assert count_queries(lambda: client.get(path)) == with_one
    page = client.get(path).text
    assert page.index("王芳") < page.index("李雷")
    assert REASON not in page
    keys = ("open", "approved", "closed", "away")
    with clock.frozen(AFTER):
        assert [client.get(f"{path}?state={key}").text.count("<tr>") for key in keys] == [
            2, 3, 0, 3,
        ]  # fmt: skip


def test_the_slip_is_for_those_who_may_read_the_reason(app, sign_in) -> None:
    of = story()
    path = f"/leave/{asked(of, reason=REASON).id}/slip.pdf?language=zh"
    assert sign_in(of.trainee.person).get(path).data.startswith(b"%PDF")
    assert sign_in(_other(of, CohortRole.ADMINISTRATOR)).get(path).status_code == 404


def test_an_empty_list_says_how_to_get_the_first_row(app, sign_in) -> None:
    of = story()
    assert "empty-state" in sign_in(of.teacher).get(f"/cohorts/{of.trainee.cohort_id}/leave").text


def test_own_leave_stands_beside_own_attendance(app, sign_in) -> None:
    of = story()
    leave = asked(of)
    assert f"/leave/{leave.id}" in sign_in(of.trainee.person).get("/my/attendance").text
    staff = f"/enrolments/{of.trainee.id}/attendance"
    assert f"/leave/{leave.id}" in sign_in(of.teacher).get(staff).text
    assert f"/leave/{leave.id}" not in sign_in(_other(of, CohortRole.TRAINER)).get(staff).text


def _other(of, role: CohortRole):
    return factories.cohort_staff(of.trainee.cohort, role, factories.person("旁人", "PANG Ren"))
