"""A database that was migrated is the database that the models describe, on both engines."""

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import create_engine, func, inspect, make_url, select, text
from sqlalchemy.exc import IntegrityError

from cgtraining import create_app
from cgtraining.config import Settings
from cgtraining.database import db, metadata
from cgtraining.search.operations import remember
from cgtraining.search.queries import entries_matching
from tests.access.world import build_place

FIRST = "0001"
pytestmark = pytest.mark.xdist_group("migrations")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("migrations")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(folder: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{folder / 'migrated.sqlite3'}"
        return
    url = make_url(request.getfixturevalue("postgresql_url"))
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    name = f"{url.database}_migrated"
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


@pytest.fixture(scope="module")
def brought_up(folder: Path, empty_url: str) -> Iterator[Flask]:
    """Migrated once for all tests of this file: each leaves the newest version, the last one none."""
    settings = Settings(folder, empty_url, "https://training.example.org", "secret", "salt", testing=True)
    app = create_app(settings)
    with app.app_context():
        flask_migrate.upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def migrated(brought_up: Flask) -> Iterator[Flask]:
    with brought_up.app_context():
        yield brought_up
        db.session.remove()


def test_migrations_make_what_the_models_describe(migrated: Flask) -> None:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours, "compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_migrated_database_can_be_searched(migrated: Flask) -> None:
    remember("cohort", 1, title="第一期", text="雪松计划第一期")
    assert [entry.title for entry in entries_matching("计划")] == ["第一期"]


def test_foreign_keys_hold_after_an_upgrade(migrated: Flask) -> None:
    with db.engine.connect() as connection, pytest.raises(IntegrityError):
        connection.execute(
            text("INSERT INTO issue_item (run_id, state, created_at) VALUES (77, 'waiting', '2026-01-01')")
        )


def test_an_office_that_upgrades_loses_nothing(migrated: Flask) -> None:
    """Rows of every kind, taken back to the oldest version and brought to the newest again."""
    build_place(1)
    db.session.commit()
    before = _rows_of_every_table()
    db.session.remove()
    flask_migrate.downgrade(revision=FIRST)
    oldest = set(inspect(db.engine).get_table_names())
    flask_migrate.upgrade()
    after = _rows_of_every_table()
    assert sum(before.values()) > 70
    assert {name: count for name, count in after.items() if name in oldest} == {
        name: count for name, count in before.items() if name in oldest
    }


def test_migrations_go_down_again(migrated: Flask) -> None:
    db.session.remove()
    flask_migrate.downgrade(revision="base")
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _is_ours})
        missing = {
            difference[1].name for difference in compare_metadata(context, metadata) if difference[0] == "add_table"
        }
    assert missing == set(metadata.tables)


def _rows_of_every_table() -> dict[str, int]:
    with db.engine.connect() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def _is_ours(item: object, name: str | None, kind: str, reflected: bool, compare_to: object) -> bool:
    return not (name or "").startswith(("search_fts", "alembic_"))
