"""The pages of an attempt, as a browser without script uses them, and the JSON of one with script."""

import io
from datetime import timedelta

import pytest
from lxml import html

from cgtraining import clock
from cgtraining.database import db
from cgtraining.quizzes.models import AnswerFile, Attempt, AttemptEnd, FeedbackTime, PageLayout
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.storage import load_file
from tests import factories
from tests.questions.samples import CONTENTS
from tests.quizzes.factories import answer, attempt, quiz


@pytest.fixture
def visitor(sign_in, trainee):
    return sign_in(trainee.person)


def begun(cohort, trainee, asks=("single", "short_text"), **values):
    return attempt(quiz(cohort, asks, **values), trainee, clock.now())


def shown(visitor, path):
    answer = visitor.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status
    return html.fromstring(answer.text)


def sends(visitor, made: Attempt, **body):
    return visitor.post(f"/my/attempts/{made.id}/answers", json={"tab": "t", **body})


def test_a_quiz_is_found_started_answered_and_handed_in_by_buttons(cohort, trainee, visitor):
    made = quiz(cohort, ["single", "short_text"], access_code="Cedar", minutes=20, feedback=FeedbackTime.AT_ONCE)
    assert "Unit quiz" in shown(visitor, "/my/quizzes").text_content()
    assert "20 minutes from the start" in shown(visitor, f"/my/quizzes/{made.id}").text_content()
    start = f"/my/quizzes/{made.id}/start"
    assert visitor.post(start, data={"code": "wrong"}).location == f"/my/quizzes/{made.id}"
    page = visitor.post(start, data={"code": " cedar "}).location
    assert visitor.post(start, data={"code": "wrong"}).location == page
    form = shown(visitor, page).forms[0]
    fields = dict(form.form_values()) | {"a1": "b", "a2": "议事会", "go": "hand-in"}
    fields["shown"] = ["1", "2"]
    hand_in_page = visitor.post(page, data=fields).location
    assert hand_in_page == f"{page}/hand-in"
    assert "All 2 questions are answered." in shown(visitor, hand_in_page).text_content()
    result = visitor.post(hand_in_page).location
    assert visitor.post(hand_in_page).location == result
    text = shown(visitor, result).text_content()
    assert "Passed" in text
    assert "See the charter." in text
    assert visitor.get(page).location == result


def test_one_question_a_page_is_walked_by_buttons_and_keeps_everything(cohort, trainee, visitor):
    made = begun(cohort, trainee, layout=PageLayout.ONE)
    page = shown(visitor, f"/my/attempts/{made.id}")
    assert page.xpath("//section[@data-place]/@data-place") == ["1"]
    sent = {"shown": "1", "saves-1": "0", "a1": "b", "go": "2", "flag-1": "on"}
    onward = visitor.post(f"/my/attempts/{made.id}", data=sent).location
    page = shown(visitor, onward)
    assert page.xpath("//section[@data-place]/@data-place") == ["2"]
    assert page.xpath("//*[@data-palette='1'][@data-answered][@data-flagged]")
    page = shown(visitor, f"/my/attempts/{made.id}?question=1")
    assert page.xpath("//input[@name='a1'][@checked]/@value") == ["b"]


def test_an_answer_can_be_cleared_without_script(cohort, trainee, visitor):
    made = begun(cohort, trainee)
    answer(made, {1: "b", 2: "x"})
    sent = {"shown": ["1", "2"], "saves-1": "1", "saves-2": "1", "a1": "b", "a2": "x", "clear": "1"}
    visitor.post(f"/my/attempts/{made.id}", data=sent)
    page = shown(visitor, f"/my/attempts/{made.id}")
    assert not page.xpath("//input[@name='a1'][@checked]")
    assert page.xpath("//input[@name='a2']/@value") == ["x"]


def test_answers_are_saved_as_json_and_a_second_tab_is_told(cohort, trainee, visitor):
    made = begun(cohort, trainee, minutes=10)
    first = {"place": 1, "fields": [["a1", "a"]], "seen": 0, "age": 20}
    told = sends(visitor, made, answers=[first], flags={"2": True}).json
    assert (told["answers"], told["over"]) == ([{"place": 1, "verdict": "saved", "saves": 1}], False)
    assert told["due"] - told["now"] > 9 * 60_000
    second = {"tab": "other", "answers": [first | {"fields": [["a1", "b"]], "age": 0}]}
    assert sends(visitor, made, **second).json["answers"][0]["verdict"] == "overtook"
    assert shown(visitor, f"/my/attempts/{made.id}").xpath("//*[@data-flagged]/@data-palette") == ["2"]


@pytest.mark.parametrize(
    "body",
    [
        {"answers": "x"},
        {"answers": [1]},
        {"answers": [{"place": 1}]},
        {"answers": [{"place": "x", "fields": [], "seen": 0}]},
        {"answers": [{"place": 1, "fields": [["a1"]], "seen": 0}]},
        {"answers": [{"place": 1, "fields": [], "seen": "many"}]},
        {"answers": [], "flags": [1]},
    ],
)
def test_forged_json_is_refused(cohort, trainee, visitor, body):
    assert sends(visitor, begun(cohort, trainee), **body).status_code == 400


def test_an_answer_to_no_question_of_the_attempt_is_left_alone(cohort, trainee, visitor):
    made = begun(cohort, trainee)
    assert sends(visitor, made, answers=[{"place": 9, "fields": [["a9", "b"]], "seen": 0}]).json["answers"] == []


def test_an_attempt_of_somebody_else_does_not_exist(cohort, trainee, visitor):
    other = begun(cohort, factories.enrolment(cohort))
    paths = (f"/my/attempts/{other.id}", f"/my/attempts/{other.id}/hand-in", f"/my/attempts/{other.id}/result")
    assert [visitor.get(path).status_code for path in paths] == [404] * 3
    assert sends(visitor, other, answers=[]).status_code == 404
    assert visitor.post(paths[1]).status_code == 404


def test_after_the_deadline_the_next_request_hands_in(cohort, trainee, visitor):
    made = begun(cohort, trainee, minutes=5)
    answer(made, {1: "b"}, now=clock.now())
    db.session.commit()
    with clock.frozen(made.due_at + timedelta(seconds=6)):
        assert visitor.get(f"/my/attempts/{made.id}").location == f"/my/attempts/{made.id}/result"
        assert "being handed in" in shown(visitor, f"/my/attempts/{made.id}/result").text_content()
        late = sends(visitor, made, answers=[{"place": 2, "fields": [["a2", "late"]], "seen": 0}]).json
    assert (late["over"], late["answers"][0]["verdict"]) == (True, "too_late")
    db.session.expire_all()
    assert (made.ended_by, made.handed_in_at, made.points) == (AttemptEnd.TIME, made.due_at, 1)


@pytest.mark.parametrize(
    ("feedback", "closes", "told"),
    [("at_once", None, True), ("after_closing", 1, False), ("after_closing", -1, True), ("never", -1, False)],
)
def test_what_was_right_is_shown_when_the_quiz_says_so(cohort, trainee, visitor, feedback, closes, told):
    made = begun(cohort, trainee, feedback=FeedbackTime(feedback))
    answer(made, {1: "a"}, now=clock.now())
    hand_in(attempt=made, ended_by=AttemptEnd.TRAINEE, now=clock.now())
    made.quiz.closes_at = clock.now() + timedelta(hours=closes) if closes else None
    assert ("See the charter." in shown(visitor, f"/my/attempts/{made.id}/result").text_content()) is told


def test_in_practice_an_answer_is_checked_at_once(cohort, trainee, visitor):
    made = begun(cohort, trainee, practice=True)
    sent = {"shown": ["1", "2"], "a1": "a", "a2": "", "check": "1"}
    checked = visitor.post(f"/my/attempts/{made.id}", data=sent).location
    text = shown(visitor, checked).xpath("//section[@id='q1']")[0].text_content()
    assert "The committee" in text
    assert "See the charter." in text
    made.quiz.practice = False
    assert "See the charter." not in shown(visitor, checked).text_content()


def test_files_are_kept_with_safe_names_and_only_of_the_kinds_asked_for(cohort, trainee, visitor):
    made = begun(cohort, trainee, [CONTENTS["file_upload"], "single"])
    address = f"/my/attempts/{made.id}/answers/1/files"

    def upload(name, content=b"%PDF-1.7 x"):
        return visitor.post(address, data={"file": (io.BytesIO(content), name)})

    kept = upload("../../作业\u202e.pdf").json
    assert kept["name"] == "作业.pdf"
    assert [
        upload(name, content).status_code for name, content in [("a.exe", b"MZ"), ("a.pdf", b"MZ"), ("a.pdf", b"")]
    ] == [422] * 3
    assert upload("b.pdf").status_code == 200
    assert (
        "2 files at most"
        in visitor.post(address + "?lang=en", data={"file": (io.BytesIO(b"%PDF-"), "c.pdf")}).json["sentence"]
    )
    saved = visitor.get(f"/my/attempts/{made.id}/files/{kept['id']}")
    assert (saved.data, saved.mimetype) == (b"%PDF-1.7 x", "application/octet-stream")
    assert visitor.post(f"{address}/remove", data={"id": kept["id"]}).status_code == 200
    assert visitor.get(f"/my/attempts/{made.id}/files/{kept['id']}").status_code == 404
    row = db.session.get(AnswerFile, kept["id"])
    assert load_file(row.key)
    assert shown(visitor, f"/my/attempts/{made.id}").xpath("//li[@data-file]//span[@data-name]/text()")[0] == "b.pdf"


def test_a_picture_opens_only_to_whoever_was_asked_its_question(cohort, trainee, visitor):
    assert visitor.get(f"/my/attempts/{begun(cohort, trainee).id}/pictures/1").status_code == 404


def test_every_kind_of_question_is_shown_in_both_languages(cohort, trainee, visitor):
    made = begun(cohort, trainee, list(CONTENTS.values()), feedback=FeedbackTime.AT_ONCE)
    page = shown(visitor, f"/my/attempts/{made.id}")
    assert len(page.xpath("//section[@data-place]")) == len(CONTENTS)
    hand_in(attempt=made, ended_by=AttemptEnd.TRAINEE, now=clock.now())
    assert "Not fully marked" not in shown(visitor, f"/my/attempts/{made.id}/result").text_content()


def test_the_list_asks_as_often_for_three_quizzes_as_for_one(cohort, trainee, visitor, count_queries):
    begun(cohort, trainee)
    visitor.get("/my/quizzes")
    one = count_queries(lambda: visitor.get("/my/quizzes"))
    for _ in range(2):
        begun(cohort, trainee)
    assert count_queries(lambda: visitor.get("/my/quizzes")) == one
