"""A quiz under load: 1,000 begin within a minute, save 20 answers each in 10 minutes, and hand in within 10 seconds.

And what one quiz of 20 questions costs from its start to its result, on one page and with one question a page.
"""

import random
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from cgtraining.database import db
from cgtraining.quizzes.models import Attempt, AttemptAnswer, PageLayout
from tests.bench.cpu import spent
from tests.bench.figures import Figure, percentile
from tests.bench.options import Options
from tests.bench.place import Place, place
from tests.bench.sending import Sent, send_all
from tests.bench.serving import Server, Visitor, serving
from tests.bench.sitting import QUESTIONS, Sitter, attempts_of, fill_hall, saved

PEOPLE, START_SECONDS, SAVE_SECONDS, HAND_IN_SECONDS = 1_000, 60.0, 600.0, 10.0
MOST_P99_MS = 400
ROUNDS = 5
MOST_CPU_MS = {PageLayout.ALL: 60, PageLayout.ONE: 250}


def measure(options: Options) -> Iterator[Figure]:
    """A smaller scale takes fewer people at the same pace."""
    people = options.sized(PEOPLE)
    for engine in options.engines:
        with place(engine) as here, here.app.app_context():
            yield from _sat(here, people, people / PEOPLE)
            for layout in PageLayout:
                yield _cost(here, layout)


def _sat(here: Place, people: int, scale: float) -> Iterator[Figure]:
    quiz, sitters = fill_hall(here.app, people)
    chance, where = random.Random(5), f"on {here.engine}"
    with serving(here, worker=False) as server:
        start = f"/my/quizzes/{quiz.id}/start"
        starts = [(_at(chance, START_SECONDS * scale), one.form(start)) for one in sitters]
        yield from _told("begin", where, _sent(server, starts))
        attempts = attempts_of(quiz.id)
        yield Figure(f"attempts {where} that were not begun", people - len(attempts), f"of {people}", most=0)
        before = spent(server.process)
        saves = list(_saves(sitters, attempts, chance, SAVE_SECONDS * scale))
        yield from _told("save an answer", where, _sent(server, saves))
        yield Figure(f"CPU of one save {where}", (spent(server.process) - before) / len(saves) * 1000, "ms")
        before = spent(server.process)
        ends = [
            (_at(chance, HAND_IN_SECONDS * scale), one.form(f"/my/attempts/{attempt}/hand-in"))
            for one, attempt in zip(sitters, attempts, strict=True)
        ]
        yield from _told("hand in", where, _sent(server, ends))
        yield Figure(f"CPU of handing in {where}", (spent(server.process) - before) / people * 1000, "ms")
    yield from _counted(people, where)


def _at(chance: random.Random, seconds: float) -> float:
    return chance.uniform(0, seconds)


def _saves(
    sitters: Sequence[Sitter], attempts: list[int], chance: random.Random, seconds: float
) -> Iterator[tuple[float, bytes]]:
    for one, attempt in zip(sitters, attempts, strict=True):
        for place_ in range(1, QUESTIONS + 1):
            yield _at(chance, seconds), one.save(attempt, place_)


def _sent(server: Server, due: list[tuple[float, bytes]]) -> Sent:
    db.session.rollback()
    return send_all(server.port, due)


def _told(what: str, where: str, sent: Sent) -> Iterator[Figure]:
    for name, share, most in (("p50", 0.5, None), ("p99", 0.99, MOST_P99_MS)):
        yield Figure(f"{what} {where}, {name}", percentile(sent.waits, share), "ms", most=most)
    wrong = {answer: count for answer, count in sent.answers.items() if answer not in {"302", "200 saved"}}
    yield Figure(f"{what} {where}, other answers {wrong or ''}", sum(wrong.values()), f"of {len(sent.waits)}", most=0)


def _counted(people: int, where: str) -> Iterator[Figure]:
    db.session.rollback()
    answered = select(func.count()).select_from(AttemptAnswer).where(AttemptAnswer.saves == 1)
    handed_in = select(func.count()).select_from(Attempt).where(Attempt.marked_at.is_not(None))
    lost = people * QUESTIONS - (db.session.scalar(answered) or 0)
    yield Figure(f"answers lost {where}", lost, f"of {people * QUESTIONS}", most=0)
    yield Figure(f"not handed in {where}", people - (db.session.scalar(handed_in) or 0), f"of {people}", most=0)


def _cost(here: Place, layout: PageLayout) -> Figure:
    """Of the server alone, for one trainee: the page before, the start, the questions, saves, the result."""
    quiz, sitters = fill_hall(here.app, ROUNDS + 1, layout=layout)
    quiz_id = quiz.id
    with serving(here, worker=False) as server:
        _take(server, quiz_id, sitters[0], layout)  # the first fills what the process keeps
        before = spent(server.process)
        for one in sitters[1:]:
            _take(server, quiz_id, one, layout)
        cpu = (spent(server.process) - before) / ROUNDS * 1000
    pages = "one page" if layout is PageLayout.ALL else "one question a page"
    return Figure(f"CPU from start to result, {pages}, on {here.engine}", cpu, "ms", most=MOST_CPU_MS[layout])


def _take(server: Server, quiz_id: int, sitter: Sitter, layout: PageLayout) -> None:
    """All on one page: seven requests, with every answer in one save. One a page: a page and a save for each."""
    visitor = Visitor(server.port, sitter.cookies, {"X-CSRFToken": sitter.token})
    visitor.get(f"/my/quizzes/{quiz_id}")
    visitor.post(f"/my/quizzes/{quiz_id}/start", {})
    page = visitor.location
    assert page.startswith("/my/attempts/"), page
    places = range(1, QUESTIONS + 1)
    if layout is PageLayout.ALL:
        visitor.get(page)
        answers = [answer for at in places for answer in saved(at)["answers"]]
        _kept(visitor.post_json(f"{page}/answers", {"tab": "t", "answers": answers}))
    else:
        for at in places:
            visitor.get(f"{page}?question={at}")
            _kept(visitor.post_json(f"{page}/answers", saved(at)))
    visitor.get(f"{page}/hand-in")
    visitor.post(f"{page}/hand-in", {})
    status, _ = visitor.get(visitor.location)
    assert status == 200, status


def _kept(answer: tuple[int, bytes]) -> None:
    assert answer[0] == 200, answer
