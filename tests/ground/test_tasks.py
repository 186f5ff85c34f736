"""Wake-up calls that are lost, and the sweep that makes up for them."""

import logging
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from cgtraining import clock, tasks

AWAY = OperationalError(None, None, Exception("connection refused"))
LEASE = timedelta(seconds=10)


@pytest.fixture
def taken_up(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The program has one kind of work, of which row 7 is never done."""
    done: list[int] = []
    monkeypatch.setitem(app.extensions["cgtraining.tasks"], "works", {})
    tasks.add_work(app, tasks.Work("patience", done.append, lambda: [7]))
    return done


def test_work_left_over_is_taken_up_by_the_next_sweep(taken_up: list[int]) -> None:
    assert (tasks.sweep(), taken_up) == (1, [7])


def test_work_that_a_sweep_could_not_finish_rests_before_it_is_tried_again(
    taken_up: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: dict[tuple[str, int], float] = {}
    assert [tasks.sweep(tried) for _sweep in range(3)] == [1, 0, 0]
    monkeypatch.setattr(tasks, "REST_SECONDS", 0)
    assert (tasks.sweep(tried), taken_up) == (1, [7, 7])


def test_work_that_another_worker_was_quicker_at_does_not_rest_when_that_one_dies(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    free, taken_up = [True], []

    def proceed(row_id: int) -> None:
        taken_up.append(row_id)
        free[0] = False

    monkeypatch.setitem(app.extensions["cgtraining.tasks"], "works", {})
    tasks.add_work(app, tasks.Work("quick", proceed, lambda: [7] if free[0] else []))
    tried: dict[tuple[str, int], float] = {}
    tasks.sweep(tried)
    free[0] = True
    assert (tasks.sweep(tried), taken_up, tried) == (1, [7, 7], {})


def test_a_worker_outlives_its_database_and_says_so_once(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def out_of_reach() -> list[int]:
        raise AWAY

    monkeypatch.setitem(app.extensions["cgtraining.tasks"], "works", {})
    tasks.add_work(app, tasks.Work("patience", print, out_of_reach))
    lost = None
    for _sweep in range(3):
        lost = tasks._tell_changes(lost, tasks._sweep_once_more(app, {}))
    monkeypatch.setitem(app.extensions["cgtraining.tasks"], "works", {})
    tasks._tell_changes(lost, tasks._sweep_once_more(app, {}))
    assert [record.message for record in caplog.records] == [
        "the database cannot be reached, work waits for it",
        "everything can be reached again",
    ]


def test_a_defect_in_one_piece_of_work_does_not_stop_the_others(
    app: Flask, taken_up: list[int], caplog: pytest.LogCaptureFixture
) -> None:
    tasks.add_work(app, tasks.Work("defective", lambda _row: 1 // 0, lambda: [1]))
    tasks.add_work(app, tasks.Work("last", taken_up.append, lambda: [9]))
    assert (tasks.sweep(), taken_up) == (3, [7, 9])
    assert [record.levelno for record in caplog.records] == [logging.ERROR]


def test_a_queue_that_is_away_is_not_waited_for_at_every_call(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []

    def lost(_kind: str, row_id: int) -> None:
        calls.append(row_id)
        raise ConnectionError("connection refused")

    state = app.extensions["cgtraining.tasks"]
    monkeypatch.setitem(state, "proceed", lost)
    monkeypatch.setitem(state, "queue_lost_until", 0.0)
    for row_id in range(3):
        tasks.wake("delivery", row_id)
    assert (calls, len(caplog.records)) == ([0], 1)
    monkeypatch.setitem(state, "queue_lost_until", time.monotonic() - 1)
    tasks.wake("delivery", 3)
    assert calls == [0, 3]


def test_work_waits_for_a_worker_before_it_began_and_when_its_worker_fell_silent() -> None:
    now = clock.now()
    renewed_just_now, died = now + LEASE, now + LEASE - tasks.SILENCE - timedelta(seconds=1)
    asked = [tasks.waits_for_a_worker(until, LEASE) for until in (None, renewed_just_now, died)]
    assert asked == [True, False, True]
