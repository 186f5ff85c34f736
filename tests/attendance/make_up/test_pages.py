from io import BytesIO

import pytest
from sqlalchemy import select

from cgtraining import clock
from cgtraining.attendance.models import MakeUp, MakeUpState
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.access.world import a_pdf
from tests.attendance.factories import ABSENT, NEXT_WEEK, stored
from tests.attendance.leave.stories import Story, story


@pytest.fixture
def of(app) -> Story:
    made = story()
    stored(made.morning, made.trainee, ABSENT)
    return made


def the_make_up() -> MakeUp:
    db.session.expire_all()
    return db.session.scalars(select(MakeUp)).one()


def arrange(client, of, **data):
    path = f"/sessions/{of.morning.id}/marks/{of.trainee.id}/make-up"
    return client.post(path, data={"by": "task", "task": "写一页笔记", "due_on": "2026-03-31"} | data)


def test_a_make_up_is_arranged_from_the_history_of_the_mark_and_ends_there(of, sign_in) -> None:
    history = f"/sessions/{of.morning.id}/marks/{of.trainee.id}"
    client = sign_in(of.teacher)
    assert f"{history}/make-up" in client.get(history).text
    assert client.get(f"{history}/make-up").status_code == 200
    assert "error-summary" in arrange(client, of, task=" ").text
    assert "error-summary" in arrange(client, of, by="session").text
    path = arrange(client, of).location
    assert path == f"/make-ups/{the_make_up().id}"
    pdf = a_pdf()
    client = sign_in(of.trainee.person)
    assert path in client.get("/my/attendance").text
    assert "error-summary" in client.post(f"{path}/hand-in").text
    client.post(f"{path}/hand-in", data={"note": "见附件", "file": (BytesIO(pdf), "笔记.pdf")})
    [file] = the_make_up().files
    assert client.get(f"/make-up-files/{file.id}").data == pdf
    client = sign_in(of.teacher)
    assert "笔记.pdf" in client.get(path).text
    with clock.frozen(NEXT_WEEK):
        assert "error-summary" in client.post(f"{path}/decide", data={"version": 0}).text
        client.post(f"{path}/decide", data={"version": the_make_up().version, "decision": "approve"})
    assert (the_make_up().state, of.marks[0]) == (MakeUpState.APPROVED, "made_up")
    page = client.get(history).text
    assert path in page
    assert f"{history}/make-up" not in page
    assert path not in sign_in(_trainer(of)).get(history).text


def test_a_make_up_is_cancelled_and_not_shown_to_other_trainees(of, sign_in) -> None:
    path = arrange(sign_in(of.teacher), of).location
    assert sign_in(factories.enrolment(of.trainee.cohort).person).get(path).status_code == 404
    sign_in(of.teacher).post(f"{path}/cancel")
    assert the_make_up().state is MakeUpState.CANCELLED


def test_the_list_filters_and_counts_the_same_queries(of, sign_in, count_queries) -> None:
    client, path = sign_in(of.teacher), f"/cohorts/{of.trainee.cohort_id}/make-ups"
    assert "empty-state" in client.get(path).text
    arrange(client, of)
    with_one = count_queries(lambda: client.get(path))
    for _ in range(2):
        other = factories.enrolment(of.trainee.cohort)
        db.session.add(MakeUp(session=of.morning, enrolment=other, task="笔记", state=MakeUpState.HANDED_IN))
    db.session.commit()
    assert count_queries(lambda: client.get(path)) == with_one
    assert [client.get(f"{path}?state={state}").text.count("<tr>") for state in ("", "arranged", "handed_in")] == [
        4,
        2,
        3,
    ]


def _trainer(of):
    return factories.cohort_staff(of.trainee.cohort, CohortRole.TRAINER, factories.person("旁人", "PANG Ren"))
