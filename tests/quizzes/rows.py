"""Rows of quizzes for tests that open every door: whose they are decides who gets at them."""

import secrets

from sqlalchemy import select

from cgtraining.cohorts.models import Cohort, Enrolment
from cgtraining.database import db
from cgtraining.questions.models import QuestionPicture
from cgtraining.quizzes.models import AnswerFile, AttemptAnswer, AttemptEnd, Quiz, QuizAllowance
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.storage import save_file
from tests.questions.samples import CONTENTS, both
from tests.quizzes.factories import NOON, answer, attempt, question, quiz


def quiz_rows(cohort: Cohort) -> dict[str, int]:
    essay = question(cohort.program, "essay")
    shows = CONTENTS["single"].model_copy(update={"text": both(f'看图<img src="picture:{_picture(cohort)}">')})
    made = quiz(cohort, [essay, shows, "file_upload"], attempts=None)
    section = made.sections[0]
    ids = {"quiz_id": made.id, "section_id": section.id, "slot_id": section.slots[0].id}
    return ids | {"question_id": essay.id}


def attempt_rows(enrolment: Enrolment) -> dict[str, int]:
    """One that was handed in and waits to be marked."""
    made = db.session.scalars(select(Quiz).filter_by(cohort_id=enrolment.cohort_id)).one()
    begun = attempt(made, enrolment)
    answer(begun, {1: "先征集意见，再评议，最后公示结果。", 2: "b"})
    essay, _, upload = db.session.scalars(
        select(AttemptAnswer.id).filter_by(attempt_id=begun.id).order_by(AttemptAnswer.place)
    )
    file = AnswerFile(answer_id=upload, key="scan.pdf", name="作业.pdf", media_type="", size=9)
    allowance = QuizAllowance(quiz=made, enrolment=enrolment, extra_minutes=5, reason="视力不便")
    db.session.add_all([file, allowance])
    hand_in(attempt=begun, ended_by=AttemptEnd.TRAINEE, now=NOON)
    newest = select(QuestionPicture.id).filter_by(program_id=enrolment.cohort.program_id)
    picture = db.session.scalars(newest.order_by(QuestionPicture.id.desc())).first() or 0
    ids = {"attempt_id": begun.id, "answer_id": essay, "answer_file_id": file.id, "allowance_id": allowance.id}
    return ids | {"answer_place": 3, "attempt_picture_id": picture}


def _picture(cohort: Cohort) -> int:
    save_file("picture.svg", b"<svg/>")
    digest = secrets.token_hex(32)
    made = QuestionPicture(program=cohort.program, key="picture.svg", digest=digest, media_type="image/png", name="图")
    made.width = made.height = made.size = 1
    db.session.add(made)
    db.session.flush()
    return made.id
