"""A demo whose telling was interrupted is never taken for a whole one."""

from pathlib import Path

import pytest
from flask import Flask

from cgtraining import demo
from cgtraining.commands import story
from cgtraining.commands.refusals import NothingDone
from cgtraining.config import DATABASE, Settings
from tests import factories


def settings(folder: Path, url: str | None = None) -> Settings:
    return Settings(folder, url or f"sqlite:///{folder / DATABASE}", "http://127.0.0.1:8000", "secret", "salt")


def left_half(folder: Path) -> None:
    for name in (story.UNFINISHED, DATABASE, f"{DATABASE}-wal", "queue.sqlite3"):
        (folder / name).touch()
    (folder / "files").mkdir()
    (folder / "files" / "half.pdf").touch()
    (folder / "secret_key.secret").write_text("kept")


def test_half_a_demo_is_begun_again_and_the_secrets_stay(tmp_path: Path) -> None:
    left_half(tmp_path)
    said: list[str] = []
    story.begin_again(settings(tmp_path), said.append)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["secret_key.secret"]
    assert said == ["The demo was interrupted the last time; it is begun again …"]


def test_nothing_is_touched_where_no_telling_was_interrupted(tmp_path: Path) -> None:
    left_half(tmp_path)
    (tmp_path / story.UNFINISHED).unlink()
    before = sorted(tmp_path.rglob("*"))
    story.begin_again(settings(tmp_path), lambda sentence: None)
    assert sorted(tmp_path.rglob("*")) == before


def test_half_a_demo_in_another_database_is_refused_in_one_sentence(tmp_path: Path) -> None:
    left_half(tmp_path)
    with pytest.raises(NothingDone, match="the database holds half of it"):
        story.begin_again(settings(tmp_path, "postgresql+psycopg://127.0.0.1/demo"), lambda sentence: None)
    assert (tmp_path / DATABASE).exists()


def test_the_mark_stands_from_the_first_row_to_the_last(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stood: list[bool] = []

    def tell(say: object) -> None:
        stood.append((tmp_path / story.UNFINISHED).exists())

    monkeypatch.setattr(demo, "tell_if_empty", tell)
    story.tell(tmp_path, print)
    assert (stood, list(tmp_path.iterdir())) == ([True], [])

    factories.person()
    story.tell(tmp_path, print)
    assert stood == [True, False]


def test_a_telling_that_fails_leaves_the_mark(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(say: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(demo, "tell_if_empty", fail)
    with pytest.raises(KeyboardInterrupt):
        story.tell(tmp_path, print)
    assert [file.name for file in tmp_path.iterdir()] == [story.UNFINISHED]
