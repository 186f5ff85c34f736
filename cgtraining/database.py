"""The declarative base, the session, and how transactions begin on SQLite."""

import enum
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Engine, Enum, MetaData, event, func, select
from sqlalchemy.engine.interfaces import DBAPIConnection, Dialect
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import TypeDecorator

from cgtraining import clock
from cgtraining.config import Settings, resource_folder
from cgtraining.errors import StaleRecord

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
db = SQLAlchemy(metadata=metadata)
migrate = Migrate()
TRUSTED_SECONDS = 10
_only_reads: ContextVar[bool] = ContextVar("only_reads", default=False)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored as UTC on both engines."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A stored moment must carry its timezone.")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Hundredths(TypeDecorator[Decimal]):
    """An exact number with two decimal places (class hours, scores), stored as whole hundredths on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        hundredths = Decimal(value) * 100
        if hundredths != hundredths.to_integral_value():
            raise ValueError("At most two decimal places can be stored.")
        return int(hundredths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)) / 100


class Base(DeclarativeBase):
    metadata = metadata
    type_annotation_map = {datetime: UtcDateTime(), Decimal: Hundredths(), dict[str, Any]: JSON(), list[str]: JSON()}


class Recorded:
    """A row with a number and the moment it was made."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=90)


def add_numbered(rows: Sequence[Recorded]) -> None:
    """Add new rows of one kind that have their ids already: none has to ask for it, so one statement takes them all."""
    if rows:
        for row, number in zip(rows, _next_ids(type(rows[0]), len(rows)), strict=True):
            row.id = number
        db.session.add_all(rows)


def _next_ids(kind: type[Recorded], count: int) -> list[int]:
    """SQLite has one writer, so nobody else takes what follows the highest; PostgreSQL's sequence gives each once."""
    db.session.flush()
    if db.engine.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(kind.__tablename__, "id")  # type: ignore[attr-defined]
        return list(db.session.scalars(select(func.nextval(sequence)).select_from(func.generate_series(1, count))))
    highest = db.session.scalar(select(func.max(kind.id))) or 0
    return list(range(highest + 1, highest + 1 + count))


class Versioned:
    """A record that people edit: its version stands in the form and in the UPDATE, so that no change is lost."""

    version: Mapped[int] = mapped_column(default=1, sort_order=91)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}  # type: ignore[attr-defined]

    def expect_version(self, version: int | str | None) -> None:
        """Refuse to save over what someone else saved since `version` was shown."""
        if str(self.version) != str(version):
            raise StaleRecord(_("Someone else saved this in the meantime. Your input is kept below: compare and save."))


def values_of(kind: type[enum.Enum], name: str | None = None) -> Enum:
    """A column type that stores an enum by its value, checked by the database.

    A table with two columns of one enum names their checks apart by `name`.
    """
    return Enum(
        kind,
        values_callable=lambda members: [str(member.value) for member in members],
        native_enum=False,
        create_constraint=True,
        length=20,
        name=name or kind.__name__.lower(),
    )


def register(app: Flask, settings: Settings) -> None:
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(settings)
    db.init_app(app)
    migrate.init_app(app, db, directory=str(resource_folder("migrations")), render_as_batch=settings.uses_sqlite)


def _engine_options(settings: Settings) -> dict[str, Any]:
    """Errors do not repeat the values of a statement: they go into the log, and are names, phones and e-mails."""
    if settings.uses_sqlite:
        return {"connect_args": {"timeout": 10}, "hide_parameters": True}
    return {"pool_size": 10, "max_overflow": 20, "hide_parameters": True}


@contextmanager
def reading() -> Iterator[None]:
    """Transactions that begin within the block only read: they never wait for a writer, nor make one wait."""
    token = _only_reads.set(True)
    try:
        yield
    finally:
        _only_reads.reset(token)


def only_read(value: bool) -> None:
    """For the present context (one request), say whether its transactions only read."""
    _only_reads.set(value)


def wait_in_turn(what: str) -> None:
    """Nobody else gets past this point for `what` until our transaction ends: for looking first and adding then.

    On SQLite transactions that write exclude each other anyway.
    """
    if db.engine.dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def is_out_of_reach(failure: BaseException) -> bool:
    """Whether the database is away or has no time for us just now: no defect of ours, and over by itself."""
    if isinstance(failure, OperationalError) and (failure.statement is None or "locked" in str(failure.orig)):
        return True
    return isinstance(failure, NoConnectionFree) or (isinstance(failure, DBAPIError) and failure.connection_invalidated)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: DBAPIConnection, record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Pool, "checkin")
def _note_when(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    record.info["used_at"] = time.monotonic()


@event.listens_for(Pool, "checkout")
def _ask_whether_it_lives(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """A connection to a server may be lost while nobody uses it. To ask before every page would cost a page a tenth."""
    now = time.monotonic()
    if isinstance(connection, sqlite3.Connection) or now - record.info.get("used_at", now) < TRUSTED_SECONDS:
        return
    try:
        connection.execute("SELECT 1")
        connection.rollback()
    except Exception as problem:
        raise DisconnectionError from problem


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Any) -> None:
    if connection.dialect.name != "sqlite":
        return
    reads = _only_reads.get()
    driver = connection.connection.driver_connection  # nothing that goes this way can fail, or be waited for
    driver.execute(f"PRAGMA query_only={'ON' if reads else 'OFF'}")
    if reads:
        driver.execute("BEGIN DEFERRED")
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
