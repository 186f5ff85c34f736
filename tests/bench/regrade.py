"""A question of a quiz that a thousand trainees handed in is corrected, and all its answers are marked again."""

import time
from collections.abc import Iterator
from decimal import Decimal

from sqlalchemy import select, update

from cgtraining import clock
from cgtraining.cohorts.models import Enrolment
from cgtraining.database import db
from cgtraining.questions.content import content_from
from cgtraining.questions.models import Question
from cgtraining.questions.operations.questions import revise_question
from cgtraining.questions.queries import latest_version
from cgtraining.quizzes.models import Attempt, AttemptAnswer, AttemptEnd, Quiz
from cgtraining.quizzes.operations.handing_in import hand_in
from cgtraining.quizzes.operations.regrading import regrade_question
from cgtraining.quizzes.operations.starting import start_attempt
from cgtraining.quizzes.queries.regrading import answers_to
from cgtraining.quizzes.regrading import plan_regrade
from tests import factories
from tests.bench.figures import Figure
from tests.bench.office import open_office
from tests.bench.options import Options
from tests.bench.place import place
from tests.questions.samples import ASKED, OPTIONS
from tests.quizzes.factories import question, quiz

TRAINEES, QUESTIONS = 1_000, 20
MOST_SECONDS = 10


def measure(options: Options) -> Iterator[Figure]:
    for engine in options.engines:
        with place(engine) as here, here.app.test_request_context():
            office = open_office(options.sized(TRAINEES))
            asked = [question(office.cohort.program, "single") for _ in range(QUESTIONS)]
            made = quiz(office.cohort, asked, item=factories.graded_item(office.cohort))
            db.session.commit()
            yield from _handed_in(made, f"on {engine}")
            yield from _regraded(made, asked[0], office.people["course administrator"], f"on {engine}")


def _handed_in(made: Quiz, where: str) -> Iterator[Figure]:
    """All answer the same, wrongly; handing in is timed beside."""
    enrolments = db.session.scalars(select(Enrolment).where(Enrolment.cohort_id == made.cohort_id)).all()
    begun = time.process_time()
    attempts = [start_attempt(quiz=made, enrolment=one, code="", now=clock.now()) for one in enrolments]
    db.session.commit()
    started = (time.process_time() - begun) / len(attempts) * 1000
    saved = {"response": {"chosen": ["a"]}, "saves": 1, "saved_at": clock.now()}
    db.session.execute(update(AttemptAnswer).values(saved))
    db.session.commit()
    begun = time.process_time()
    for attempt in attempts:
        hand_in(attempt=attempt, ended_by=AttemptEnd.TRAINEE, now=clock.now())
        db.session.commit()
    took = (time.process_time() - begun) / len(attempts) * 1000
    yield Figure(f"attempt of {QUESTIONS} questions started {where}: CPU without the page", started, "ms")
    yield Figure(f"attempt of {QUESTIONS} questions handed in {where}: CPU without the page", took, "ms")


def _regraded(made: Quiz, asked: Question, actor: object, where: str) -> Iterator[Figure]:
    options = [{**option, "share": Decimal(option["key"] == "a")} for option in OPTIONS]
    content = content_from({"kind": "single", **ASKED, "options": options})
    revise_question(question=asked, content=content, actor=None, version=asked.version)
    db.session.commit()
    begun = time.perf_counter()
    plan = plan_regrade(answers_to(made, asked), latest_version(asked).content, gives_all=False)
    previewed = time.perf_counter() - begun
    begun = time.perf_counter()
    done = regrade_question(
        quiz=made, question=asked, gives_all=False, reason="参考答案有误", promise=plan.promise, actor=actor
    )
    db.session.commit()
    took = time.perf_counter() - begun
    wrong = db.session.scalar(select(db.func.count()).select_from(Attempt).where(Attempt.points != 1)) or 0
    yield Figure(f"preview of {plan.answers:,} answers {where}", previewed, "s")
    yield Figure(f"regrade of {done.changed:,} attempts {where}", took, "s", most=MOST_SECONDS)
    yield Figure(f"attempts {where} without the new result", wrong, f"of {plan.answers}", most=0)
