from decimal import Decimal as D

import pytest

from cgtraining.database import db
from cgtraining.programs.models import Competency
from cgtraining.quizzes.models import AttemptEnd
from cgtraining.quizzes.operations.files import add_answer_file, store_answer_file
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.queries.attempts import answers_of, attempt_in_hand
from cgtraining.spreadsheets.reading import read_rows
from tests import factories
from tests.quizzes.factories import NOON, answer, attempt, question, quiz


@pytest.fixture
def teacher(cohort, sign_in):
    return sign_in(factories.program_staff(cohort.program))


def handed_in(of, enrolment, fields):
    begun = attempt(of, enrolment)
    answer(begun, fields)
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    db.session.expire_all()
    return begun


def english(client, path, **more):
    answer_ = client.get(path, headers={"Accept-Language": "en"}, **more)
    assert answer_.status_code == 200, path
    return answer_.text


def test_results_name_everybody_also_who_did_not_take_it(cohort, teacher):
    made = quiz(cohort, ["single", "true_false"], pass_percent=D(60))
    passed = factories.enrolment(cohort, factories.person("王芳"))
    factories.enrolment(cohort, factories.person("李强"))
    done = handed_in(made, passed, {1: "b", 2: "true"})

    page = english(teacher, f"/quizzes/{made.id}/results")

    assert "王芳" in page
    assert "李强" in page
    assert f"/attempts/{done.id}/review" in page
    assert "Not taken" in page
    rows = read_rows(teacher.get(f"/quizzes/{made.id}/results.csv").data, "results.csv").rows
    assert {row[1]: (row[4], row[5]) for row in rows[1:]} == {"李强": ("0", ""), "王芳": ("1", "100.00")}


def test_the_list_of_results_takes_the_same_number_of_statements_for_more_people(cohort, teacher, count_queries):
    made = quiz(cohort)
    handed_in(made, factories.enrolment(cohort), {1: "b"})
    once = count_queries(lambda: teacher.get(f"/quizzes/{made.id}/results"))
    for _ in range(2):
        handed_in(made, factories.enrolment(cohort), {1: "b"})
    assert count_queries(lambda: teacher.get(f"/quizzes/{made.id}/results")) == once


def test_an_attempt_is_reviewed_and_a_mark_changed_there(cohort, teacher, trainee):
    made = quiz(cohort, ["single", "essay"])
    done = handed_in(made, trainee, {1: "b", 2: "我们先征集居民意见，再评议。"})
    page = english(teacher, f"/attempts/{done.id}/review")
    assert "我们先征集居民意见" in page
    [essay_id] = [int(part.split("/")[0]) for part in page.split("/answers/")[2:3]]

    answer_ = teacher.post(
        f"/answers/{essay_id}/mark", data={"points": "0.5", "comment": "好", "seen": "", "back": "1"}
    )

    assert answer_.location.startswith(f"/attempts/{done.id}/review")
    db.session.expire_all()
    assert done.points == D("1.5")


def test_marking_goes_on_to_the_next_answer_and_ends_at_the_list(cohort, teacher):
    asked = question(cohort.program, "essay")
    made = quiz(cohort, [asked])
    for _ in range(2):
        handed_in(made, factories.enrolment(cohort), {1: "我们先征集居民意见，再评议。"})
    assert "Mark 2 answers" in english(teacher, f"/quizzes/{made.id}/marking")
    next_ = f"/quizzes/{made.id}/marking/{asked.id}"
    for _ in range(2):
        page = teacher.get(next_).location
        assert page.endswith("/mark")
        assert teacher.post(page, data={"points": "1", "seen": ""}).location == next_
    assert teacher.get(next_).location == f"/quizzes/{made.id}/marking"


def test_points_that_are_no_points_are_told_and_nothing_is_lost(cohort, teacher, trainee):
    made = quiz(cohort, ["essay"])
    handed_in(made, trainee, {1: "我们先征集居民意见，再评议。"})
    page = teacher.get(teacher.get(f"/quizzes/{made.id}/marking/{made.sections[0].slots[0].question_id}").location)
    path = page.request.path
    for points in ("2", "-1", "x", "0.001", ""):
        text = teacher.post(path, data={"points": points, "comment": "写得好", "seen": ""}).text
        assert "写得好" in text
        assert 'class="field-error"' in text or "error-summary" in text


def test_blind_marking_hides_the_name_until_all_is_marked(cohort, teacher):
    asked = question(cohort.program, "essay")
    made = quiz(cohort, [asked], marks_blind=True)
    done = handed_in(made, factories.enrolment(cohort, factories.person("王芳")), {1: "我们先征集居民意见，再评议。"})
    page = teacher.get(f"/quizzes/{made.id}/marking/{asked.id}", follow_redirects=True)
    assert "王芳" not in page.text
    assert teacher.get(f"/attempts/{done.id}/review").status_code == 404
    teacher.post(page.request.path, data={"points": "1", "seen": ""})
    assert "王芳" in teacher.get(f"/attempts/{done.id}/review").text


def test_analysis_tells_each_question_and_its_options(cohort, teacher):
    asked = question(cohort.program, "single")
    made = quiz(cohort, [asked, "true_false", "short_text"])
    for chosen in ("b", "b", "a", "c", "b"):
        enrolment = factories.enrolment(cohort)
        handed_in(made, enrolment, {1: chosen, 2: "true" if chosen == "b" else "false", 3: "议事会"})

    page = english(teacher, f"/quizzes/{made.id}/analysis")
    assert "0.60" in page
    one = english(teacher, f"/quizzes/{made.id}/analysis/{asked.id}")
    assert "60%" in one.replace(" ", "").replace("\xa0", "")
    worded = made.sections[0].slots[2].question_id
    assert "议事会" in english(teacher, f"/quizzes/{made.id}/analysis/{worded}")


def test_analysis_before_anybody_answered_says_so(cohort, teacher):
    made = quiz(cohort)
    assert "No attempt is marked yet" in english(teacher, f"/quizzes/{made.id}/analysis")
    assert "Nothing has to be marked by hand" in english(teacher, f"/quizzes/{made.id}/marking")


def test_a_regrade_is_previewed_then_confirmed_and_its_reason_told(cohort, sign_in, trainee):
    asked_by = factories.program_staff(cohort.program)
    teacher = sign_in(asked_by)
    asked = question(cohort.program, "single")
    made = quiz(cohort, [asked])
    done = handed_in(made, trainee, {1: "a"})
    path = f"/quizzes/{made.id}/regrade/{asked.id}"
    page = english(teacher, f"{path}?all=yes")
    promise = page.split('name="promise"')[1].split('value="')[1].split('"')[0]
    teacher.post(path, data={"all": "yes", "promise": promise, "reason": "题目有误"})
    db.session.expire_all()
    assert done.points == D(1)
    assert "题目有误" in english(sign_in(trainee.person), f"/my/attempts/{done.id}/result")
    sign_in(asked_by)
    assert "Nobody's points would change" in english(teacher, f"{path}?all=yes").replace("&#39;", "'")


def test_the_gain_between_two_quizzes_is_of_those_who_took_both(cohort, teacher):
    competency = Competency(program=cohort.program, code="C1", title_zh="议事协商", title_en="Deliberation")
    db.session.add(competency)
    db.session.flush()
    asked = question(cohort.program, "single", competencies=[competency])
    pretest = quiz(cohort, [asked, "true_false"])
    posttest = quiz(cohort, [asked, "true_false"], pretest=pretest)
    for before, after in (("a", "b"), ("a", "b"), ("b", "b"), ("a", "a")):
        enrolment = factories.enrolment(cohort)
        handed_in(pretest, enrolment, {1: before, 2: "false"})
        handed_in(posttest, enrolment, {1: after, 2: "true"})
    handed_in(posttest, factories.enrolment(cohort), {1: "b", 2: "true"})

    page = english(teacher, f"/quizzes/{posttest.id}/gain")

    assert "+75.0" in page
    assert "+75.0" in teacher.get(f"/quizzes/{posttest.id}/gain").text
    assert "Deliberation" in page
    assert "No pre-test is named" in english(teacher, f"/quizzes/{pretest.id}/gain")


def test_a_question_of_another_program_is_not_there(cohort, teacher):
    made, elsewhere = quiz(cohort), question(factories.cohort().program, "single")
    assert teacher.get(f"/quizzes/{made.id}/regrade/{elsewhere.id}").status_code == 404


@pytest.mark.parametrize("blind", [False, True])
def test_a_file_is_handed_to_those_who_mark_and_its_name_tells_nothing_where_names_are_hidden(
    cohort, teacher, trainee, blind
):
    made = quiz(cohort, ["file_upload"], marks_blind=blind)
    begun = attempt(made, trainee)
    in_hand = attempt_in_hand(begun.id)
    [upload] = answers_of(begun.id)
    content = b"%PDF-1.7 homework"
    key = store_answer_file(upload, "王芳的作业.pdf", content)
    file = add_answer_file(attempt=in_hand, answer=upload, name="王芳的作业.pdf", key=key, size=len(content), now=NOON)
    db.session.flush()
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    db.session.commit()

    answer_ = teacher.get(f"/attempts/{begun.id}/files/{file.id}")

    assert answer_.data == content
    assert answer_.headers["Content-Disposition"].startswith("attachment")
    page = teacher.get(f"/quizzes/{made.id}/marking/{made.sections[0].slots[0].question_id}", follow_redirects=True)
    assert ("王芳的作业" in page.text) is not blind
    assert f"/attempts/{begun.id}/files/{file.id}" in page.text
