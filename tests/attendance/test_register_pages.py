from datetime import date

import pytest
from lxml import html

from cgtraining import clock
from cgtraining.attendance.marking import MarkValue
from cgtraining.attendance.models import AttendanceStatus
from cgtraining.attendance.queries import history_of_mark, stored_marks
from cgtraining.cohorts.models import CohortRole
from cgtraining.database import db
from tests import factories
from tests.attendance.factories import ABSENT, DURING, NEXT_WEEK, PRESENT, SICK, late, stored


def send(client, session, *cells, reason=None):
    body = {"cells": [{"id": i, "old": old, "new": new} for i, old, new in cells], "reason": reason}
    return client.post(f"/sessions/{session.id}/marks", json=body)


def value_of(session, trainee) -> MarkValue:
    db.session.expire_all()
    return stored_marks(session, [trainee.id])[trainee.id].value


def test_a_mark_is_saved_as_one_goes(sign_in, session, trainee, teacher) -> None:
    with clock.frozen(DURING):
        answer = send(sign_in(teacher), session, (trainee.id, [None, 0], ["late", 15])).json
    assert answer == {"saved": {str(trainee.id): ["late", 15]}, "conflicts": {}, "need_reason": []}
    assert value_of(session, trainee) == late(15)
    assert history_of_mark(session.id, trainee.id)[0].actor_zh == "赵讲师"


def test_who_marked_the_same_cell_meanwhile_is_named(sign_in, session, trainee, teacher) -> None:
    other = factories.cohort_staff(session.cohort, CohortRole.TRAINER, factories.person("钱老师", "QIAN"))
    with clock.frozen(DURING):
        send(sign_in(other), session, (trainee.id, [None, 0], ["present", 0]))
        answer = send(sign_in(teacher), session, (trainee.id, [None, 0], ["absent", 0])).json
    told = answer["conflicts"][str(trainee.id)]
    assert told["current"] == ["present", 0]
    assert "钱老师" in told["sentence"]
    assert "10:00" in told["sentence"]
    assert value_of(session, trainee) == PRESENT


def test_an_earlier_mark_of_a_past_day_asks_for_a_reason(sign_in, session, trainee, teacher) -> None:
    stored(session, trainee, ABSENT)
    client = sign_in(teacher)
    with clock.frozen(NEXT_WEEK):
        change = (trainee.id, ["absent", 0], ["sick_leave", 0])
        assert send(client, session, change).json["need_reason"] == [trainee.id]
        assert send(client, session, change, reason="补交病假条").json["saved"]
    assert value_of(session, trainee) == SICK


@pytest.mark.parametrize("body", [None, {}, {"cells": []}, {"cells": [{"id": 1, "old": ["x", 0], "new": [None, 0]}]}])
def test_a_change_that_cannot_be_understood_gets_a_sentence(sign_in, session, teacher, body) -> None:
    answer = sign_in(teacher).post(f"/sessions/{session.id}/marks", json=body)
    assert answer.status_code == 400
    assert answer.json["refusal"]


def test_marking_before_the_day_gets_a_sentence(sign_in, session, trainee, teacher) -> None:
    with clock.frozen(DURING.replace(month=2)):
        answer = send(sign_in(teacher), session, (trainee.id, [None, 0], ["present", 0]))
    assert (answer.status_code, bool(answer.json["refusal"])) == (409, True)


def test_an_open_register_learns_what_others_mark(sign_in, session, trainee, teacher) -> None:
    stored(session, trainee, late(5))
    assert sign_in(teacher).get(f"/sessions/{session.id}/marks").json == {"marks": {str(trainee.id): ["late", 5]}}


def test_the_register_shows_each_mark_and_who_is_not_expected(sign_in, session, trainee, teacher) -> None:
    stored(session, trainee, late(5))
    joins = factories.enrolment(session.cohort, joined_on=date(2026, 4, 1))
    with clock.frozen(DURING):
        page = html.fromstring(sign_in(teacher).get(f"/sessions/{session.id}/register?lang=en").data)
    rows = {int(row.get("data-id")): row for row in page.xpath("//tr[@data-id]")}
    assert (rows[trainee.id].get("data-status"), rows[trainee.id].get("data-minutes")) == ("late", "5")
    assert rows[joins.id].get("class") == "outside"
    assert page.xpath("string(//*[@class='figures'])") == "1 of 1"


def test_the_register_of_a_thousand_takes_as_many_reads_as_of_one(sign_in, session, teacher, count_queries) -> None:
    factories.enrolment(session.cohort)
    client = sign_in(teacher)
    address = f"/sessions/{session.id}/register"
    with_one = count_queries(lambda: client.get(address))
    for _ in range(2):
        stored(session, factories.enrolment(session.cohort))
    db.session.commit()
    assert count_queries(lambda: client.get(address)) == with_one


def test_a_mentor_reads_the_register_without_controls(sign_in, session, trainee) -> None:
    mentor = factories.cohort_staff(session.cohort, CohortRole.MENTOR)
    page = html.fromstring(sign_in(mentor).get(f"/sessions/{session.id}/register?plain=1").data)
    assert page.xpath("//*[@data-register or @data-all-present or self::select]") == []


def test_the_plain_form_saves_what_was_changed_only(sign_in, session, trainee, teacher) -> None:
    same = factories.enrolment(session.cohort)
    stored(session, same, PRESENT)
    form = {
        f"o-{trainee.id}": ":0", f"s-{trainee.id}": "left_early", f"m-{trainee.id}": "20",
        f"o-{same.id}": "present:0", f"s-{same.id}": "present", f"m-{same.id}": "",
        "s-x": "present",
    }  # fmt: skip
    with clock.frozen(DURING):
        client = sign_in(teacher)
        assert client.get(f"/sessions/{session.id}/register?plain=1").status_code == 200
        assert client.post(f"/sessions/{session.id}/register", data=form).status_code == 302
    assert value_of(session, trainee) == MarkValue(AttendanceStatus.LEFT_EARLY, 20)
    assert history_of_mark(session.id, same.id) == []


def test_the_plain_form_keeps_the_entry_that_was_not_saved(sign_in, session, trainee, teacher) -> None:
    stored(session, trainee, ABSENT)
    form = {f"o-{trainee.id}": "absent:0", f"s-{trainee.id}": "late", f"m-{trainee.id}": "7"}
    with clock.frozen(NEXT_WEEK):
        page = html.fromstring(sign_in(teacher).post(f"/sessions/{session.id}/register", data=form).data)
    chosen = page.xpath(f"string(//select[@name='s-{trainee.id}']/option[@selected]/@value)")
    old, minutes = (page.xpath(f"string(//input[@name='{part}-{trainee.id}']/@value)") for part in "om")
    assert (old, chosen, minutes) == ("absent:0", "late", "7")
    assert value_of(session, trainee) == ABSENT


def test_the_plain_form_of_a_cancelled_session_is_refused_with_a_sentence(sign_in, session, trainee, teacher) -> None:
    from cgtraining.attendance.operations import cancel_session

    cancel_session(session=session, reason="台风", actor=None)
    form = {f"o-{trainee.id}": ":0", f"s-{trainee.id}": "present"}
    answer = sign_in(teacher).post(f"/sessions/{session.id}/register", data=form, follow_redirects=True)
    assert answer.data.decode().count("callout-bad") == 1


def test_the_history_shows_who_when_and_why_to_the_trainee(sign_in, session, trainee, teacher) -> None:
    client = sign_in(teacher)
    with clock.frozen(DURING):
        send(client, session, (trainee.id, [None, 0], ["late", 15]))
    with clock.frozen(NEXT_WEEK):
        send(client, session, (trainee.id, ["late", 15], ["present", 0]), reason="签到表为准")
    text = sign_in(trainee.person).get(f"/sessions/{session.id}/marks/{trainee.id}").data.decode()
    assert [word in text for word in ("赵讲师", "签到表为准", "迟到", "2026年3月9日")] == [True] * 4


def test_the_sign_in_sheet_prints_in_both_languages(sign_in, session, trainee, teacher) -> None:
    import io

    from pypdf import PdfReader

    client = sign_in(teacher)
    texts = {}
    for language in ("zh", "en"):
        pdf = client.get(f"/sessions/{session.id}/sign-in-sheet.pdf?language={language}")
        assert pdf.content_type == "application/pdf"
        texts[language] = PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
    assert ("签到表" in texts["zh"], "王芳" in texts["zh"]) == (True, True)
    assert ("Sign-in sheet" in texts["en"], "WANG Fang" in texts["en"]) == (True, True)
